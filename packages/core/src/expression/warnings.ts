import type { StorageSchema } from '../model/storage-schema.js';
import { canonicalJson } from './canonical.js';
import { findContradiction } from './contradiction.js';
import type { Expression, ValueNode } from './node.js';
import { normaliseExpression } from './normalise.js';
import { childNodes, type Node } from './operators.js';
import { joinPath, ROOT } from './plain-data.js';
import { resolveField, resolveRelation } from './resolve.js';
import { isNullableNode } from './type-of.js';

/** Something in an expression that is allowed but probably not meant. */
export interface ExpressionWarning {
  /**
   * - `negationOverNullable`: a negation also lets records through that have no value in `fields`
   * - `alwaysTrue`, `alwaysFalse`: the condition does not depend on the record
   * - `contradiction`: parts of an `and` cannot hold together
   */
  readonly code: 'negationOverNullable' | 'alwaysTrue' | 'alwaysFalse' | 'contradiction';
  /** Where it stands in the tree that was given, such as `args[1]`. */
  readonly path: string;
  readonly message: string;
  /** Dotted fields concerned. */
  readonly fields: readonly string[];
}

/** Where the search stands. */
interface Place {
  readonly schema: StorageSchema;
  readonly entity: string;
  readonly path: string;
  readonly found: ExpressionWarning[];
}

/**
 * Finds what is allowed but probably not meant in a checked expression.
 *
 * @param expression - checked against the same schema, short forms as the author wrote them
 * @example
 * collectWarnings({ op: 'not', arg: eqStatus }, schema, 'party')[0]?.code; // 'negationOverNullable'
 */
export function collectWarnings(expression: Expression, schema: StorageSchema, entity: string): readonly ExpressionWarning[] {
  const found: ExpressionWarning[] = [];
  visit(expression, { schema, entity, path: ROOT, found });
  return found;
}

function visit(node: Node, place: Place): void {
  inspect(node, place);
  forEachChild(node, place, visit);
}

function inspect(node: Node, place: Place): void {
  switch (node.op) {
    case 'not':
    case 'ne':
    case 'notIn':
    case 'none':
      return inspectNegation(node, place);
    case 'and':
    case 'or':
      return inspectJunction(node.op, node.args, place);
    case 'isNull':
      if (!isNullableNode(node.arg, place.schema, place.entity)) warn(place, 'alwaysFalse', 'this always has a value', []);
      return;
    case 'between':
      if (findContradiction([node]) !== null) warn(place, 'alwaysFalse', 'the low end is above the high end', []);
      return;
    case 'in':
      if (node.list.length === 0) warn(place, 'alwaysFalse', 'nothing is in an empty list', []);
      return inspectOptions(node.arg, node.list, place);
    case 'eq':
      return inspectOptions(node.left, [node.right], place);
    case 'lt':
      if (node.left.op === 'agg' && node.left.fn === 'count' && node.right.op === 'lit' && Number(node.right.value) <= 0) {
        warn(place, 'alwaysFalse', 'a count is never below zero', []);
      }
      return;
    default:
  }
}

function inspectNegation(node: Expression, place: Place): void {
  const fields = new Set<string>();
  gatherNullable(node, { ...place, found: [] }, fields);
  if (node.op === 'notIn' && node.list.length === 0) return warn(place, 'alwaysTrue', 'everything is outside an empty list', []);
  if (fields.size === 0) return;
  const names = [...fields].sort();
  warn(place, 'negationOverNullable', `records without ${names.join(', ')} are let through as well`, names);
}

// A test for absence says itself what happens to records without value.
function gatherNullable(node: Node, place: Place, fields: Set<string>): void {
  if (node.op === 'isNull') return;
  const own = node.op === 'field' || node.op === 'has' ? node.path : node.op === 'within' ? node.field : null;
  if (own !== null && resolveField(place.schema, place.entity, own, place.path).nullable) fields.add(own.join('.'));
  if (node.op === 'agg' && isNullableNode(node, place.schema, place.entity)) fields.add(`${node.fn}(${node.rel})`);
  if (node.op !== 'agg') forEachChild(node, place, (child, inside) => gatherNullable(child, inside, fields));
}

function inspectJunction(op: 'and' | 'or', args: readonly Expression[], place: Place): void {
  const parts = args.map((arg) => normaliseExpression(arg));
  const present = new Set(parts.map((part) => canonicalJson(part)));
  const opposed = parts.some((part) => part.op === 'not' && present.has(canonicalJson(part.arg)));
  if (op === 'or') {
    if (opposed) warn(place, 'alwaysTrue', 'a part and its negation are both given', []);
    return;
  }
  if (opposed) return warn(place, 'contradiction', 'a part and its negation are both required', []);
  const field = findContradiction(parts);
  if (field !== null) warn(place, 'contradiction', `no value of ${field} meets all parts`, [field]);
}

function inspectOptions(node: ValueNode, literals: readonly ValueNode[], place: Place): void {
  if (node.op !== 'field' || literals.length === 0) return;
  const { type } = resolveField(place.schema, place.entity, node.path, place.path);
  if (type.type !== 'keyword' || type.options === undefined) return;
  const { options } = type;
  if (literals.every((item) => item.op === 'lit' && !options.includes(String(item.value)))) {
    warn(place, 'alwaysFalse', `${node.path.join('.')} has none of these options`, [node.path.join('.')]);
  }
}

function forEachChild(node: Node, place: Place, visitChild: (child: Node, place: Place) => void): void {
  for (const child of childNodes(node)) {
    const path = joinPath(place.path, child.key);
    const entity = child.relation === null ? place.entity : resolveRelation(place.schema, place.entity, child.relation, path).entity;
    visitChild(child.node, { ...place, entity, path });
  }
}

function warn(place: Place, code: ExpressionWarning['code'], message: string, fields: readonly string[]): void {
  place.found.push({ code, path: place.path, message, fields });
}
