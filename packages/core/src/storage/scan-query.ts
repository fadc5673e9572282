import type { StorageSchema } from '../model/storage-schema.js';
import { aggregateQuery } from './aggregate-query.js';
import type { AggregateQuery, AggregateRow, Context, Page, Query, Row, Storage } from './contract.js';
import { checkLimit, evaluateQuery, MAX_LIMIT, type QueryScope } from './evaluate-query.js';
import { entityOf } from './field-of.js';
import { pagesOf } from './pages-of.js';
import { relatedEntities } from './related-entities.js';
import { createRelated } from './related-rows.js';

/**
 * Answers a query over a storage that only pages in id order: reads the entity, and those its relations lead to, and
 * filters, sorts and pages in memory. Right on every adapter; its cost is that of reading the entity.
 *
 * @param storage - read with `limit` and `cursor` only
 * @param context - of the call
 * @param schema - what the storage was opened with
 * @param entity - entity name
 * @param query - condition, order, limit and cursor
 * @returns one page
 * @throws {@link InvalidCursorError} `INVALID_CURSOR` for a malformed cursor or one of another query
 * @example
 * await queryByScan(storage, { tenant: 'acme' }, schema, 'party', { limit: 50, now: Date.now() });
 */
export async function queryByScan(
  storage: Storage,
  context: Context,
  schema: StorageSchema,
  entity: string,
  query: Query,
): Promise<Page> {
  checkLimit(query.limit);
  return evaluateQuery(await scanScope(storage, context, schema, entity, query), query);
}

/**
 * Answers an aggregate over a storage that cannot, by reading the entity.
 *
 * @param storage - read with `limit` and `cursor` only
 * @param context - of the call
 * @param schema - what the storage was opened with
 * @param entity - entity name
 * @param query - condition, group keys and measures
 * @returns the groups in no promised order
 * @throws {@link InvalidInputError} `INVALID_INPUT` for an unknown field or a function its type has no meaning for
 * @example
 * await aggregateByScan(storage, { tenant: 'acme' }, schema, 'order', { measures: { n: { fn: 'count' } }, now: 0 });
 */
export async function aggregateByScan(
  storage: Storage,
  context: Context,
  schema: StorageSchema,
  entity: string,
  query: AggregateQuery,
): Promise<readonly AggregateRow[]> {
  return aggregateQuery(await scanScope(storage, context, schema, entity, query), query);
}

async function scanScope(
  storage: Storage,
  context: Context,
  schema: StorageSchema,
  entity: string,
  query: Pick<Query, 'where' | 'now'>,
): Promise<QueryScope> {
  const names = new Set([entityOf(schema, entity).name, ...relatedEntities(query.where, schema, entity)]);
  const tables = new Map<string, readonly Row[]>();
  for (const name of names) tables.set(name, await readAll(storage, context, name, query.now));
  const liveRows = (name: string): readonly Row[] => tables.get(name) ?? [];
  return { schema, tenant: context.tenant, entity, rows: liveRows(entity), related: createRelated(schema, liveRows) };
}

async function readAll(storage: Storage, context: Context, entity: string, now: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const page of pagesOf((from) => storage.query(context, entity, { limit: MAX_LIMIT, now, ...from })))
    rows.push(...page);
  return rows;
}
