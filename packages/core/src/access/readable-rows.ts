import type { Expression } from '../expression/node.js';
import { allOf, anyGrant } from './combine-conditions.js';
import { denied } from './denied.js';
import { type Grant, grantsOf, opensField } from './grant.js';

/**
 * The condition a principal's reads of an entity carry. Each field that a query leans on narrows the rows to those
 * on which that field can be read, so neither a filter nor an order tells anything about a hidden value.
 *
 * @param grants - the principal's grants on the entity
 * @param entity - entity name
 * @param paths - dotted fields the query filters, sorts, groups or measures by
 * @returns a condition, or null when every row can be read
 * @throws {@link AccessDeniedError} `ACCESS_DENIED` when the entity, or one of the fields, cannot be read at all
 * @example
 * readableRows(grants, 'party', ['name']);
 */
export function readableRows(grants: readonly Grant[], entity: string, paths: Iterable<string>): Expression | null {
  const readers = grantsOf(grants, 'read');
  if (readers.length === 0) throw denied(entity, 'read', 'no role of this principal may read it');
  const base = anyGrant(readers);
  const limits = new Set<Expression | null>();
  const hidden: string[] = [];
  for (const path of paths) {
    const openers = readers.filter(({ read }) => opensField(read, path));
    if (openers.length === 0) hidden.push(path);
    else if (openers.length < readers.length) limits.add(anyGrant(openers));
  }
  if (hidden.length > 0) {
    throw denied(
      entity,
      'read',
      'a field that cannot be read cannot be filtered, sorted, grouped or measured',
      [...new Set(hidden)].sort(),
    );
  }
  return allOf([base, ...limits]);
}
