import type { StorageSchema } from '../model/storage-schema.js';
import { childNodes, type Node } from './operators.js';
import { joinPath } from './plain-data.js';
import { resolveRelation } from './resolve.js';

/** Where a walk over a tree stands. */
export interface Place {
  readonly schema: StorageSchema;
  /** The entity whose rows the node is about. */
  readonly entity: string;
  /** For errors and warnings: `args[1].left`. */
  readonly path: string;
}

/**
 * Moves a place to what stands under a key.
 *
 * @example
 * placeAt(place, 'left').path; // 'args[1].left'
 */
export function placeAt<P extends Place>(place: P, key: string): P {
  return { ...place, path: joinPath(place.path, key) };
}

/**
 * Moves a place to the rows that a relation leads to.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when there is no such relation
 * @example
 * enterPlace(place, 'orders').entity; // 'order'
 */
export function enterPlace<P extends Place>(place: P, relation: string): P {
  const { schema, entity, path } = place;
  return { ...place, entity: resolveRelation(schema, entity, relation, joinPath(path, 'rel')).entity };
}

/**
 * Lists the nodes directly inside a node with their places, without the literals of a list.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when there is no such relation
 * @example
 * childPlaces({ op: 'not', arg: condition }, place)[0]?.place.path; // 'arg'
 */
export function childPlaces<P extends Place>(
  node: Node,
  place: P,
): readonly { readonly node: Node; readonly place: P; readonly isCondition: boolean }[] {
  return childNodes(node).map((child) => ({
    node: child.node,
    place: placeAt(child.relation === null ? place : enterPlace(place, child.relation), child.key),
    isCondition: child.place === 'condition',
  }));
}
