import type { Query, Sort, StorageSchema } from '@crmkit/core';
import { entityOf } from '@crmkit/core/storage';
import { settleRequest } from '../database/request.js';
import { entityPlan } from '../key/entity-plan.js';
import { keyRange, spanOf } from '../key/key-range.js';
import { recordKey } from '../key/record-key.js';
import { type Access, accessesOf, orderOf } from './access.js';
import { conditionsOf } from './conditions.js';
import { type RecordSource, sourceOf } from './record-source.js';

/** Candidates a selective index may have beyond a few pages before reading in order and stopping early is the better bet. */
const PROBE_SLACK = 1_000;

/**
 * Picks how to read the candidates of a query: in the query's order where an index gives it, so that a page stops
 * early; through the most selective index where that is small; else all records of the entity.
 */
export async function chooseAccess(
  source: RecordSource,
  schema: StorageSchema,
  entity: string,
  query: Query,
  now: number,
): Promise<Access> {
  const sort = essentialSort(query.sort ?? []);
  const conditions = conditionsOf(query.where, { entity: entityOf(schema, entity), now, params: query.params });
  const accesses = accessesOf(entityPlan(schema, entity), conditions, sort);
  const ordered = mostSelective([...accesses.filter(({ order }) => order !== null), ...scanInOrder(entity, sort)]);
  const selective = mostSelective(accesses);
  const scan: Access = { index: null, spans: [spanOf(recordKey(entity, ''))], selectivity: 0, order: null };
  if (selective === null || selective.selectivity === 0) return ordered ?? scan;
  if (ordered === null) return selective;
  if (ordered.selectivity >= selective.selectivity) return ordered;
  return (await isSmall(source, selective, query.limit * 4 + PROBE_SLACK)) ? selective : ordered;
}

/** Sort keys that decide anything: a repeated path does not, nor does what follows the id. */
export function essentialSort(sort: readonly Sort[]): readonly Sort[] {
  const essential: Sort[] = [];
  for (const key of sort) {
    if (key.path.join('.') === 'id') return key.direction === 'asc' ? essential : [...essential, key];
    if (!essential.some(({ path }) => path.join('.') === key.path.join('.'))) essential.push(key);
  }
  return essential;
}

function scanInOrder(entity: string, sort: readonly Sort[]): readonly Access[] {
  const prefix = recordKey(entity, '');
  const order = orderOf(prefix, [], sort);
  return order === null ? [] : [{ index: null, spans: [spanOf(prefix)], selectivity: 0, order }];
}

function mostSelective(accesses: readonly Access[]): Access | null {
  let best: Access | null = null;
  for (const access of accesses) if (best === null || access.selectivity > best.selectivity) best = access;
  return best;
}

async function isSmall(source: RecordSource, { index, spans }: Access, limit: number): Promise<boolean> {
  let size = 0;
  for (const span of spans) {
    size += (await settleRequest(sourceOf(source, index).getAllKeys(keyRange(span), limit - size + 1))).length;
    if (size > limit) return false;
  }
  return true;
}
