import type { AsOf, AsOfQuery, Page, Row } from '@crmkit/core';
import { checkLimit, decodeCursor, encodeCursor } from '@crmkit/core/storage';
import { type Dialect, ParameterList } from '@crmkit/sql';
import type { Catalog } from '../catalog.js';
import type { SqlConnection, SqlRow } from '../session/session.js';
import type { EntityStatements } from '../statement/entity-statements.js';

/** Cells before those of the live row: id, operation, image and revision of the last known version, then of a fact's load. */
const HEAD = 6;

/**
 * Reads records as they were known at a point in time, in id order. The log is asked per record through its key, so a
 * page costs its rows and not the history.
 *
 * @param connection - where to read
 * @param catalog - layouts
 * @param tenant - from the context
 * @param name - entity name
 * @param query - the point, optionally ids, limit and cursor
 * @returns one page
 */
export async function pastRows(
  connection: SqlConnection,
  catalog: Catalog,
  tenant: string,
  name: string,
  query: AsOfQuery,
): Promise<Page> {
  checkLimit(query.limit);
  const entity = catalog.entity(name);
  const bound = { tenant, entity: name, query };
  const after = query.cursor == null ? null : decodeCursor(bound, query.cursor).id;
  const { dialect } = catalog;
  const parameters = new ParameterList([tenant, name]);
  const known = knownBy(query.at, parameters, dialect);
  const conditions = [`t.tenant = ${dialect.parameter(1, 'text')}`];
  if (query.ids !== undefined)
    conditions.push(`t.id = any(${dialect.listParameter(parameters.add(dialect.listText(query.ids)), 'text')})`);
  if (after !== null) conditions.push(`t.id > ${dialect.parameter(parameters.add(after), 'text')}`);
  const limit = dialect.parameter(parameters.add(String(query.limit + 1)), 'bigint');
  const text = pastText(entity, catalog, known, conditions, limit);
  const found = await connection.query(text, parameters.values);
  const rows = found.slice(0, query.limit).map((cells) => readPast(entity, cells));
  const last = rows.at(-1);
  const more = found.length > query.limit && last !== undefined;
  return { rows, cursor: more ? encodeCursor(bound, { now: 0, keys: [], id: last.id }) : null };
}

function knownBy(at: AsOf, parameters: ParameterList, dialect: Dialect): (version: string) => string {
  const position = parameters.add(String('number' in at ? at.number : at.instant));
  const column = 'number' in at ? 'number' : 'at';
  return (version) => `${version}.${column} <= ${dialect.parameter(position, 'bigint')}`;
}

function pastText(
  { table, reader }: EntityStatements,
  catalog: Catalog,
  known: (version: string) => string,
  conditions: readonly string[],
  limit: string,
): string {
  const { dialect, namespace } = catalog;
  const version = `${dialect.quote(namespace)}."_version"`;
  const own = (alias: string): string =>
    `${alias}.tenant = t.tenant and ${alias}.entity = ${dialect.parameter(2, 'text')} and ${alias}.id = t.id and ${alias}.op <> 'load'`;
  const last = `left join lateral (select v.op, v."row", v.rev, v.position from ${version} as v where ${own('v')} and ${known('v')} order by v.position desc limit 1) as l on true`;
  const head = `t.id, l.op, l."row"::text, l.rev::text`;
  const tail = `from ${table.qualified} as t ${last}`;
  const where = conditions.join(' and ');
  if (!table.entity.fact) {
    return `select ${head}, null::text, null::text, ${reader.selectList('t')} ${tail} where ${where} and l.op = 'put' and l."row" is not null order by t.id limit ${limit}`;
  }
  // A fact's creation holds no image: its first state stands in the image before its next change, or lives on.
  const next = `left join lateral (select true as changed, v.before, v.batch from ${version} as v where ${own('v')} and v.position > coalesce(l.position, 0) order by v.position limit 1) as n on true`;
  const load =
    `left join lateral (select v.position from ${version} as v where v.tenant = t.tenant and v.op = 'load' ` +
    `and v.batch = case when n.changed then n.batch else t.batch end and ${known('v')} and v.position > coalesce(l.position, 0)) as b on true`;
  const state =
    `case when b.position is not null then (case when n.changed then n.before is not null else t.deleted_at is null end) ` +
    `else l.op = 'put' and l."row" is not null end`;
  return (
    `select ${head}, (case when b.position is null then 'version' when n.changed then 'before' else 'live' end)::text, n.before::text, ${reader.selectList('t')} ` +
    `${tail} ${next} ${load} where ${where} and ${state} order by t.id limit ${limit}`
  );
}

function readPast({ reader }: EntityStatements, cells: SqlRow): Row {
  const [, , image, rev, source, before] = cells;
  if (source === 'live') return reader.read(cells, HEAD);
  if (source === 'before') return JSON.parse(before ?? 'null') as Row;
  return { ...(JSON.parse(image ?? 'null') as Row), rev: rev ?? '' };
}
