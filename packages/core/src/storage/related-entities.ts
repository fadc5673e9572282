import type { Expression } from '../expression/node.js';
import type { StorageSchema } from '../model/storage-schema.js';
import { entityOf } from './field-of.js';

/**
 * Lists the entities an expression looks into through relations, also through the conditions of those relations.
 *
 * @param expression - a checked expression, or undefined
 * @param schema - what the storage was opened with
 * @param entity - the entity it stands on
 * @returns entity names, without the one it stands on unless a relation leads back to it
 * @example
 * [...relatedEntities({ op: 'some', rel: 'orders' }, schema, 'party')]; // ['order']
 */
export function relatedEntities(
  expression: Expression | undefined,
  schema: StorageSchema,
  entity: string,
): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const walk = (node: unknown, on: string): void => {
    if (typeof node !== 'object' || node === null) return;
    const relationName = (node as { readonly rel?: unknown }).rel;
    const relation = typeof relationName === 'string' ? entityOf(schema, on).relations[relationName] : undefined;
    if (relation === undefined) {
      for (const child of Object.values(node)) walk(child, on);
      return;
    }
    found.add(relation.entity);
    walk((node as { readonly where?: unknown }).where, relation.entity);
    // A relation's own condition may lead back to the relation itself; each is walked once.
    const key = `${on}.${String(relationName)}`;
    if (seen.has(key)) return;
    seen.add(key);
    walk(relation.where, relation.entity);
  };
  walk(expression, entity);
  return found;
}
