import type { CursorPosition, Page, Query } from '@crmkit/core';
import { checkLimit, decodeCursor, encodeCursor, entityOf, rowPosition } from '@crmkit/core/storage';
import { createScope, keysetCondition, orderBy, ParameterList, planSort, renderCondition } from '@crmkit/sql';
import type { Catalog } from '../catalog.js';
import type { SqlConnection } from '../session/session.js';

/**
 * Reads one page: filter, order and keyset in one statement.
 *
 * @param connection - where to read
 * @param catalog - layouts
 * @param tenant - from the context
 * @param name - entity name
 * @param query - condition, order, limit and cursor
 * @returns the page; one row more than asked for tells whether anything follows
 */
export async function queryRows(
  connection: SqlConnection,
  catalog: Catalog,
  tenant: string,
  name: string,
  query: Query,
): Promise<Page> {
  checkLimit(query.limit);
  const { reader, table } = catalog.entity(name);
  const bound = { tenant, entity: name, query };
  const start: CursorPosition | null =
    query.cursor == null ? null : decodeCursor(bound, query.cursor, entityOf(catalog.schema, name));
  const now = start?.now ?? query.now;
  const parameters = new ParameterList([tenant]);
  const { dialect, schema, tables } = catalog;
  const scope = createScope(schema, name, dialect, { now, params: query.params, tables }, parameters);
  const terms = planSort(query.sort ?? [], scope);
  const conditions = [`t.tenant = ${dialect.parameter(1, 'text')}`, 't.deleted_at is null'];
  if (query.where !== undefined) conditions.push(renderCondition(query.where, scope));
  if (start !== null) conditions.push(keysetCondition(terms, start, scope.rendering));
  const limit = dialect.parameter(parameters.add(String(query.limit + 1)), 'bigint');
  const text = `select ${reader.selectList('t')} from ${table.qualified} as t where ${conditions.join(' and ')} order by ${orderBy(terms)} limit ${limit}`;
  const found = await connection.query(text, parameters.values);
  const rows = found.slice(0, query.limit).map((cells) => reader.read(cells));
  const last = rows.at(-1);
  const more = found.length > query.limit && last !== undefined;
  return { rows, cursor: more ? encodeCursor(bound, { now, ...rowPosition(query.sort ?? [], last) }) : null };
}
