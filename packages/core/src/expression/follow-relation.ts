import { InvalidExpressionError } from '../errors/invalid-expression-error.js';
import type { RelationSchema } from '../model/storage-schema.js';
import type { Node } from './operators.js';
import { childPlaces, type Place } from './place.js';
import { quote, resolveRelation } from './resolve.js';

/**
 * Resolves a relation and follows the conditions of relations from there, which may enter relations themselves.
 *
 * @param trail - relations followed so far
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when there is no such relation, or when following its
 * condition comes back to it
 * @example
 * followRelation('orders', { schema, entity: 'party', path: 'rel' }).entity; // 'order'
 */
export function followRelation(name: string, place: Place, trail: readonly string[] = []): RelationSchema {
  const relation = resolveRelation(place.schema, place.entity, name, place.path);
  const step = `${place.entity}.${name}`;
  if (trail.includes(step))
    throw new InvalidExpressionError(place.path, `the condition of the relation ${quote(step)} leads back to itself`);
  const follow = (node: Node, at: Place): void => {
    if ('rel' in node) followRelation(node.rel, at, [...trail, step]);
    for (const child of childPlaces(node, at)) follow(child.node, { ...child.place, path: place.path });
  };
  if (relation.where !== undefined) follow(relation.where, { ...place, entity: relation.entity });
  return relation;
}
