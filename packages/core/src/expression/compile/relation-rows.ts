import type { Row } from '../../storage/contract.js';
import { followRelation } from '../follow-relation.js';
import { ROOT } from '../plain-data.js';
import type { RelationCache, RelationScope, Run, Scope } from './run.js';

/**
 * Enters a relation: every node that enters the same relation from the same scope gets the same scope back, and so
 * shares the rows that are read there.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when there is no such relation, or relations run in a circle
 * @example
 * enterRelation(scope, 'orders').entity; // 'order'
 */
export function enterRelation(scope: Scope, name: string): RelationScope {
  const known = scope.children.get(name);
  if (known !== undefined) return known;
  const relation = followRelation(name, { ...scope, path: ROOT });
  const base: Scope = { ...scope, entity: relation.entity, children: new Map() };
  const entered: RelationScope = {
    ...base,
    relation: name,
    parent: scope,
    where: relation.where === undefined ? null : scope.compile(relation.where, { ...base, children: new Map() }),
  };
  scope.children.set(name, entered);
  return entered;
}

/**
 * Binds the rows of a relation to a run: those of one row are asked for once while that row is evaluated.
 *
 * @example
 * bindRelated(ordersScope, run)(partyRow).length;
 */
export function bindRelated(scope: RelationScope, run: Run): (row: Row) => readonly Row[] {
  const known = run.caches.get(scope);
  if (known !== undefined) return known.read;
  const cache = createCache(scope, run);
  run.caches.set(scope, cache);
  return cache.read;
}

// Several nodes may ask for the same rows, one node after the other.
function createCache(scope: RelationScope, run: Run): RelationCache {
  const where = scope.where?.(run) ?? null;
  const byRow = new Map<Row, readonly Row[]>();
  return {
    read: (row) => {
      let rows = byRow.get(row);
      if (rows === undefined) {
        rows = run.related(scope.parent.entity, scope.relation, row);
        if (where !== null) rows = rows.filter(where);
        byRow.set(row, rows);
      }
      return rows;
    },
    clear: () => byRow.clear(),
  };
}
