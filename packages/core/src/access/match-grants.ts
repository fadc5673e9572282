import { compileExpression } from '../expression/compile.js';
import type { Expression } from '../expression/node.js';
import type { Row } from '../storage/contract.js';
import type { Grant } from './grant.js';
import { loadRelated, type RelatedSource } from './load-related.js';

/** Tells which grants open a row. */
export type GrantMatcher = (row: Row) => readonly Grant[];

/**
 * Prepares to tell, row by row, which grants hold: conditions are compiled once and what they look up is read once
 * for the whole set.
 *
 * @param source - the storage to read related rows from
 * @param grants - of one principal on one entity
 * @param entity - entity name
 * @param rows - the rows that will be asked about
 * @returns a function from a row to the grants whose condition it meets
 */
export async function matchGrants(
  source: RelatedSource,
  grants: readonly Grant[],
  entity: string,
  rows: readonly Row[],
): Promise<GrantMatcher> {
  const conditions = grants
    .map(({ condition }) => condition)
    .filter((condition): condition is Expression => condition !== null);
  if (conditions.length === 0) return () => grants;
  const related = await loadRelated(source, conditions, entity, rows);
  const tests = grants.map((grant) => {
    if (grant.condition === null) return { grant, test: () => true };
    return { grant, test: compileExpression(grant.condition, source.schema, entity)({ now: source.now, related }) };
  });
  return (row) => tests.filter(({ test }) => test(row)).map(({ grant }) => grant);
}
