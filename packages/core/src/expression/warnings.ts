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
}

type Warnings = readonly ExpressionWarning[];
const NONE: Warnings = [];

/**
 * Finds what is allowed but probably not meant in a checked expression.
 *
 * @param expression - checked against the same schema, short forms as the author wrote them
 * @example
 * collectWarnings({ op: 'not', arg: eqStatus }, schema, 'party')[0]?.code; // 'negationOverNullable'
 */
export function collectWarnings(expression: Expression, schema: StorageSchema, entity: string): Warnings {
  return visit(expression, { schema, entity, path: ROOT });
}

function visit(node: Node, place: Place): Warnings {
  return [...inspect(node, place), ...childPlaces(node, place).flatMap((child) => visit(child.node, child.place))];
}

function inspect(node: Node, place: Place): Warnings {
  switch (node.op) {
    case 'not':
    case 'ne':
    case 'notIn':
    case 'none':
      return inspectNegation(node, place);
    case 'and':
      return inspectAnd(node.args, place);
    case 'or':
      return hasOpposites(node.args.map(normaliseExpression))
        ? warn(place, 'alwaysTrue', 'a part and its negation are both given')
        : NONE;
    case 'isNull':
      return isNullableNode(node.arg, place.schema, place.entity)
        ? NONE
        : warn(place, 'alwaysFalse', 'this always has a value');
    case 'between':
      return findContradiction([node]) === null
        ? NONE
        : warn(place, 'alwaysFalse', 'the low end is above the high end');
    case 'in':
      return node.list.length === 0
        ? warn(place, 'alwaysFalse', 'the list is empty')
        : inspectOptions(node.arg, node.list, place);
    case 'eq':
      return inspectOptions(node.left, [node.right], place);
    default:
      return NONE;
  }
}

function inspectNegation(node: Expression, place: Place): Warnings {
  if (node.op === 'notIn' && node.list.length === 0) return warn(place, 'alwaysTrue', 'the list is empty');
  const names = [...new Set(nullableFields(node, place))].sort();
  if (names.length === 0) return NONE;
  return warn(place, 'negationOverNullable', `records without ${names.join(', ')} are let through as well`, names);
}

// A test for absence says itself what happens to records without value.
function nullableFields(node: Node, place: Place): readonly string[] {
  if (node.op === 'isNull') return [];
  if (node.op === 'agg') return isNullableNode(node, place.schema, place.entity) ? [`${node.fn}(${node.rel})`] : [];
  const path = node.op === 'field' || node.op === 'has' ? node.path : node.op === 'within' ? node.field : null;
  const own =
    path !== null && resolveField(place.schema, place.entity, path, place.path).nullable ? [path.join('.')] : [];
  return [...own, ...childPlaces(node, place).flatMap((child) => nullableFields(child.node, child.place))];
}

function inspectAnd(args: readonly Expression[], place: Place): Warnings {
  const parts = args.map(normaliseExpression);
  if (hasOpposites(parts)) return warn(place, 'contradiction', 'a part and its negation are both required');
  const field = findContradiction(parts);
  return field === null ? NONE : warn(place, 'contradiction', `no value of ${field} meets all parts`, [field]);
}

/** @param parts - normalised */
function hasOpposites(parts: readonly Expression[]): boolean {
  const present = new Set(parts.map(canonicalJson));
  return parts.some((part) => part.op === 'not' && present.has(canonicalJson(part.arg)));
}

function inspectOptions(node: ValueNode, literals: readonly ValueNode[], place: Place): Warnings {
  if (node.op !== 'field') return NONE;
  const { type } = resolveField(place.schema, place.entity, node.path, place.path);
  if (type.type !== 'keyword' || type.options === undefined) return NONE;
  const { options } = type;
  const name = node.path.join('.');
  const hasOption = literals.some((item) => item.op !== 'lit' || options.includes(String(item.value)));
  return hasOption ? NONE : warn(place, 'alwaysFalse', `${name} has none of these options`, [name]);
}

function childPlaces(node: Node, place: Place): readonly { readonly node: Node; readonly place: Place }[] {
  return childNodes(node).map(({ node: child, key, relation }) => {
    const path = joinPath(place.path, key);
    const entity =
      relation === null ? place.entity : resolveRelation(place.schema, place.entity, relation, path).entity;
    return { node: child, place: { ...place, entity, path } };
  });
}

function warn(
  { path }: Place,
  code: ExpressionWarning['code'],
  message: string,
  fields: readonly string[] = [],
): Warnings {
  return [{ code, path, message, fields }];
}
