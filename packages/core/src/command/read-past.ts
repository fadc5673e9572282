import type { Expression } from '../expression/node.js';
import type { AsOf, Id, Page, Query, Row } from '../storage/contract.js';
import { evaluateQuery, type QueryScope } from '../storage/evaluate-query.js';
import { pagesOf } from '../storage/pages-of.js';
import { relatedEntities } from '../storage/related-entities.js';
import { createRelated } from '../storage/related-rows.js';
import { rowsById } from '../storage/rows-by-id.js';
import type { Caller } from './caller.js';
import { seenRows } from './read-rows.js';

const PAGE = 10_000;

/**
 * Runs a query over what was known at a point in time: the past rows of the entity, and of every entity the condition
 * enters, are read and evaluated here. Rights that are part of the condition apply to past values as they stand today.
 *
 * @param caller - who asks
 * @param entity - entity name
 * @param query - condition (rights already ANDed in), order and page
 * @param at - the point
 */
export async function readPast(caller: Caller, entity: string, query: Query, at: AsOf): Promise<Page> {
  return evaluateQuery(await pastScope(caller, entity, query.where, at), query);
}

/** What was known at a point in time: the rows of an entity, and of every entity that a condition on it enters. */
export async function pastScope(
  caller: Caller,
  entity: string,
  where: Expression | undefined,
  at: AsOf,
): Promise<QueryScope> {
  const { schema } = caller.runtime.model;
  const tables = new Map<string, readonly Row[]>();
  for (const name of new Set([entity, ...relatedEntities(where, schema, entity)]))
    tables.set(name, await rowsAt(caller, name, at));
  const related = createRelated(schema, (name) => tables.get(name) ?? []);
  return { schema, tenant: caller.context.tenant, entity, rows: tables.get(entity) ?? [], related };
}

/**
 * Reads records by id as they were at a point in time.
 *
 * @returns same length and order as `ids`; null where there was nothing, or nothing this caller may see today
 */
export async function readPastRows(
  caller: Caller,
  entity: string,
  ids: readonly Id[],
  at: AsOf,
): Promise<readonly (Row | null)[]> {
  const found = rowsById(await rowsAt(caller, entity, at, [...new Set(ids)]));
  const rows = ids.map((id) => found.get(id) ?? null);
  return seenRows(caller, entity, rows);
}

async function rowsAt(
  { runtime, context }: Caller,
  entity: string,
  at: AsOf,
  ids?: readonly Id[],
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const query = { at, limit: PAGE, ...(ids && { ids }) };
  for await (const page of pagesOf((from) => runtime.storage.asOf(context, entity, { ...query, ...from })))
    rows.push(...page);
  return rows;
}
