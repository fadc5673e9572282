import type { Dialect } from '@crmkit/sql';
import { createStatement, type Statement } from './statement.js';

/** The constant statements of the feed. `$1` is the tenant. */
export interface FeedStatements {
  /** Answers a row when the tenant has visible versions without number. */
  readonly pending: Statement;
  readonly startCounter: Statement;
  /** Locks the tenant's counter; has to be a statement of its own, before {@link FeedStatements.number}. */
  readonly lockCounter: Statement;
  /** Numbers up to `$2` visible versions in the order of insertion; answers how many, and the last number. */
  readonly number: Statement;
  /** `$2` after, `$3` limit. */
  readonly read: Statement;
  /** `$2` after, `$3` limit, `$4` entities. */
  readonly readEntities: Statement;
  /** Answers the last number given. */
  readonly last: Statement;
}

/**
 * Renders the statements of the feed.
 *
 * @param namespace - database schema
 * @param dialect - of the database
 * @returns the statements, ready to be prepared
 */
export function feedStatements(namespace: string, dialect: Dialect): FeedStatements {
  const version = `${dialect.quote(namespace)}."_version"`;
  const feed = `${dialect.quote(namespace)}."_feed"`;
  const tenant = dialect.parameter(1, 'text');
  const number = (position: number): string => dialect.parameter(position, 'bigint');
  const read = (condition: string): string =>
    `select ${changeColumns('v', dialect)} from ${version} as v where v.tenant = ${tenant} and v.number > ${number(2)}${condition} order by v.number limit ${number(3)}`;
  return {
    pending: createStatement(
      `select '1'::text from ${version} as v where v.tenant = ${tenant} and v.number is null limit 1`,
    ),
    startCounter: createStatement(
      `insert into ${feed} (tenant, number) values (${tenant}, 0) on conflict (tenant) do nothing`,
    ),
    lockCounter: createStatement(`select f.number::text from ${feed} as f where f.tenant = ${tenant} for update`),
    number: createStatement(
      `with pending as materialized (select v.position, row_number() over (order by v.position) as n from ${version} as v ` +
        `where v.tenant = ${tenant} and v.number is null order by v.position limit ${number(2)}), ` +
        `numbered as (update ${version} as v set number = f.number + p.n from pending as p, ${feed} as f ` +
        `where f.tenant = ${tenant} and v.tenant = ${tenant} and v.number is null and v.position = p.position returning 1) ` +
        `update ${feed} as f set number = f.number + (select count(*) from numbered) where f.tenant = ${tenant} ` +
        'returning (select count(*) from numbered)::text, f.number::text',
    ),
    read: createStatement(read('')),
    readEntities: createStatement(read(` and v.entity = any(${dialect.listParameter(4, 'text')})`)),
    last: createStatement(`select f.number::text from ${feed} as f where f.tenant = ${tenant}`),
  };
}

/**
 * The columns that make a feed entry, as text.
 *
 * @param alias - of the log
 * @param dialect - of the database
 * @param ids - false leaves out the list of a load, which may be long
 */
export function changeColumns(alias: string, dialect: Dialect, ids = true): string {
  const text = (column: string): string => `${alias}."${column}"::text`;
  return [
    text('number'),
    `${alias}.entity`,
    `${alias}.op`,
    dialect.readText(`${alias}.id`, 'text'),
    ids ? text('ids') : 'null::text',
    ...['rev', 'row', 'before', 'changed', 'cause'].map(text),
  ].join(', ');
}
