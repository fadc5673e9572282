import type { ColumnKind, Dialect } from '@crmkit/sql';
import { createSetStatement, type SetStatement } from './set-statement.js';
import { createStatement, type Statement } from './statement.js';

/** The constant statements over the storage's own tables. `$1` is always the tenant. */
export interface SystemStatements {
  /** `$2` keys; answers `key, holder, rev` of those that are held. */
  readonly getClaims: Statement;
  /** As `getClaims`, in key order under locks. */
  readonly lockClaims: Statement;
  /** Rows of key and holder; answers the keys that were free. */
  readonly takeClaims: SetStatement;
  /** Rows of key and next holder, null to release. */
  readonly moveClaims: SetStatement;
  /** `$2` subscribers; answers `subscriber, checkpoint, rev`. */
  readonly getCheckpoints: Statement;
  /** `$2` subscriber, `$3` next; answers a row when there was none. */
  readonly startCheckpoint: Statement;
  /** `$2` subscriber, `$3` next, `$4` the expected one; answers a row when it was the one. */
  readonly moveCheckpoint: Statement;
  /** Rows of entity and id. */
  readonly dropKeys: SetStatement;
  /** Rows of entity, id, name and value. */
  readonly addKeys: SetStatement;
  /** Rows of entity and id: forgets every image. */
  readonly eraseImages: SetStatement;
  /**
   * `$2` the instant, `$3` the cause; rows of entity, id, list of ids, operation, revision, batch, row, image before and
   * changed paths.
   */
  readonly addVersions: SetStatement;
}

/**
 * Renders the statements over claims, keys, checkpoints and the log.
 *
 * @param namespace - database schema
 * @param dialect - of the database
 * @returns the statements, ready to be prepared
 */
export function systemStatements(namespace: string, dialect: Dialect): SystemStatements {
  const table = (name: string): string => `${dialect.quote(namespace)}.${dialect.quote(name)}`;
  const text = (position: number): string => dialect.parameter(position, 'text');
  const read = (column: string): string => dialect.readText(column, 'text');
  const list = (position: number): string => dialect.listParameter(position, 'text');
  const claims = `select ${read('c.key')}, ${read('c.holder')}, c.rev::text from ${table('_claim')} as c where c.tenant = ${text(1)} and c.key = any(${list(2)})`;
  const set = (
    columns: { readonly [name: string]: ColumnKind },
    render: (rows: string) => string,
    options: { readonly fixed?: number; readonly ordinal?: string } = {},
  ): SetStatement =>
    createSetStatement(dialect, {
      fixed: 1,
      ...options,
      columns: Object.entries(columns).map(([name, kind]) => ({ name, kind })),
      render,
    });
  const claim = { key: 'text', holder: 'text' } as const;
  const record = { entity: 'text', id: 'text' } as const;
  return {
    getClaims: createStatement(`${claims} and c.holder is not null`),
    lockClaims: createStatement(`${claims} order by c.key for update`),
    takeClaims: set(
      claim,
      (rows) =>
        `insert into ${table('_claim')} as c (tenant, key, holder, rev) select ${text(1)}, u.key, u.holder, 1 ` +
        `from ${rows} on conflict (tenant, key) do update set holder = excluded.holder, rev = c.rev + 1 ` +
        `where c.holder is null returning ${read('c.key')}`,
    ),
    moveClaims: set(
      claim,
      (rows) =>
        `update ${table('_claim')} as c set holder = u.holder, rev = c.rev + 1 from ${rows} ` +
        `where c.tenant = ${text(1)} and c.key = u.key`,
    ),
    getCheckpoints: createStatement(
      `select ${read('c.subscriber')}, ${read('c.checkpoint')}, c.rev::text from ${table('_checkpoint')} as c where c.tenant = ${text(1)} and c.subscriber = any(${list(2)})`,
    ),
    startCheckpoint: createStatement(
      `insert into ${table('_checkpoint')} (tenant, subscriber, checkpoint, rev) values (${text(1)}, ${text(2)}, ${text(3)}, 1) ` +
        'on conflict (tenant, subscriber) do nothing returning subscriber',
    ),
    moveCheckpoint: createStatement(
      `update ${table('_checkpoint')} as c set checkpoint = ${text(3)}, rev = c.rev + 1 ` +
        `where c.tenant = ${text(1)} and c.subscriber = ${text(2)} and c.checkpoint = ${text(4)} returning c.subscriber`,
    ),
    dropKeys: set(
      record,
      (rows) =>
        `delete from ${table('_key')} as k using ${rows} where k.tenant = ${text(1)} and k.entity = u.entity and k.id = u.id`,
    ),
    addKeys: set(
      { ...record, name: 'text', value: 'text' },
      (rows) =>
        `insert into ${table('_key')} (tenant, entity, id, name, value) select ${text(1)}, u.entity, u.id, u.name, u.value ` +
        `from ${rows} on conflict do nothing`,
    ),
    eraseImages: set(
      record,
      (rows) =>
        `update ${table('_version')} as v set "row" = null, before = null from ${rows} ` +
        `where v.tenant = ${text(1)} and v.entity = u.entity and v.id = u.id`,
    ),
    // Images travel as text and become json in the statement, which checks them once.
    addVersions: set(
      {
        ...record,
        ...{ ids: 'text', op: 'text', rev: 'bigint', batch: 'bigint' },
        ...{ row: 'text', before: 'text', changed: 'text' },
      },
      (rows) =>
        `insert into ${table('_version')} (tenant, at, cause, entity, id, ids, op, rev, batch, "row", before, changed) ` +
        `select ${text(1)}, ${dialect.parameter(2, 'bigint')}, ${dialect.parameter(3, 'json')}, ` +
        'u.entity, u.id, u.ids::json, u.op, u.rev, u.batch, u."row"::json, u.before::json, u.changed::json ' +
        `from ${rows} order by u.n`,
      { fixed: 3, ordinal: 'n' },
    ),
  };
}
