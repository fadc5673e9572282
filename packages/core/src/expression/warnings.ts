import type { StorageSchema } from '../model/storage-schema.js';
import { canonicalJson } from './canonical.js';
import { findContradiction } from './contradiction.js';
import type { Expression, ValueNode } from './node.js';
import { normaliseExpression } from './normalise.js';
import type { Node } from './operators.js';
import { childPlaces, type Place } from './place.js';
import { ROOT } from './plain-data.js';
import { resolveField } from './resolve.js';
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

/** Notes a warning about the node that is looked at. */
type Warn = (code: ExpressionWarning['code'], message: string, fields?: readonly string[]) => void;

/**
 * Finds what is allowed but probably not meant in a checked expression.
 *
 * @param expression - checked against the same schema, short forms as the author wrote them
 * @example
 * collectWarnings({ op: 'not', arg: eqStatus }, schema, 'party')[0]?.code; // 'negationOverNullable'
 */
export function collectWarnings(
  expression: Expression,
  schema: StorageSchema,
  entity: string,
): readonly ExpressionWarning[] {
  const found: ExpressionWarning[] = [];
  const visit = (node: Node, place: Place): void => {
    inspect(node, place, (code, message, fields = []) => found.push({ code, path: place.path, message, fields }));
    for (const child of childPlaces(node, place)) visit(child.node, child.place);
  };
  visit(expression, { schema, entity, path: ROOT });
  return found;
}

function inspect(node: Node, place: Place, warn: Warn): void {
  switch (node.op) {
    case 'not':
    case 'ne':
    case 'none':
      inspectNegation(node, place, warn);
      break;
    case 'notIn':
      if (node.list.length === 0) warn('alwaysTrue', 'the list is empty');
      else inspectNegation(node, place, warn);
      break;
    case 'and':
      inspectAnd(node.args.map(normaliseExpression), warn);
      break;
    case 'or':
      if (hasOpposites(node.args.map(normaliseExpression))) warn('alwaysTrue', 'a part stands beside its negation');
      break;
    case 'isNull':
      if (!isNullableNode(node.arg, place.schema, place.entity)) warn('alwaysFalse', 'this always has a value');
      break;
    case 'between':
      if (findContradiction([node]) !== null) warn('alwaysFalse', 'the low end is above the high end');
      break;
    case 'in':
      if (node.list.length === 0) warn('alwaysFalse', 'the list is empty');
      else inspectOptions(node.arg, node.list, place, warn);
      break;
    case 'eq':
      inspectOptions(node.left, [node.right], place, warn);
      break;
    default:
  }
}

function inspectNegation(node: Expression, place: Place, warn: Warn): void {
  const names = [...new Set(nullableFields(node, place))].sort();
  if (names.length > 0)
    warn('negationOverNullable', `records without ${names.join(', ')} are let through as well`, names);
}

// A test for absence says itself what happens to records without value.
function nullableFields(node: Node, place: Place): readonly string[] {
  if (node.op === 'isNull') return [];
  if (node.op === 'agg') return isNullableNode(node, place.schema, place.entity) ? [`${node.fn}(${node.rel})`] : [];
  const path = 'path' in node ? node.path : node.op === 'within' ? node.field : null;
  const isNullable = path !== null && resolveField(place.schema, place.entity, path, place.path).nullable;
  return [
    ...(isNullable ? [path.join('.')] : []),
    ...childPlaces(node, place).flatMap((child) => nullableFields(child.node, child.place)),
  ];
}

/** @param parts - normalised */
function inspectAnd(parts: readonly Expression[], warn: Warn): void {
  const isOpposed = hasOpposites(parts);
  if (isOpposed) warn('contradiction', 'a part stands beside its negation');
  const field = isOpposed ? null : findContradiction(parts);
  if (field !== null) warn('contradiction', `no value of ${field} meets all parts`, [field]);
}

/** @param parts - normalised */
function hasOpposites(parts: readonly Expression[]): boolean {
  const present = new Set(parts.map(canonicalJson));
  return parts.some((part) => part.op === 'not' && present.has(canonicalJson(part.arg)));
}

function inspectOptions(node: ValueNode, literals: readonly ValueNode[], place: Place, warn: Warn): void {
  if (node.op !== 'field') return;
  const { type } = resolveField(place.schema, place.entity, node.path, place.path);
  const options = type.type === 'keyword' ? type.options : undefined;
  if (options === undefined || literals.some((item) => item.op !== 'lit' || options.includes(String(item.value))))
    return;
  const name = node.path.join('.');
  warn('alwaysFalse', `${name} has none of these options`, [name]);
}
