import { InvalidExpressionError } from '../errors/invalid-expression-error.js';
import type { FieldType } from '../model/field-type.js';
import type { StorageSchema } from '../model/storage-schema.js';
import { MAX_DECIMAL_DIGITS } from '../values/decimal.js';
import { scaleOf } from './kind.js';
import { typeOfKind, typeOfLiteral } from './literal.js';
import type { AggregateNode, ValueNode } from './node.js';
import { ROOT } from './plain-data.js';
import { resolveField, resolveRelation } from './resolve.js';

/** Digits that an average keeps beyond those of what it averages. */
export const AVERAGE_EXTRA_DIGITS = 6;

/**
 * Infers the type of a value node of a checked expression.
 *
 * A parameter of type decimal or money has scale 0 by itself; beside another operand it takes that one's type, see
 * {@link typeOfOperands}.
 *
 * @param at - where the node stands, for the error
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it names what the schema does not have
 * @example
 * typeOfNode({ op: 'now' }, schema, 'party'); // { type: 'instant' }
 */
export function typeOfNode(node: ValueNode, schema: StorageSchema, entity: string, at: string = ROOT): FieldType {
  switch (node.op) {
    case 'lit':
      return typeOfLiteral(node);
    case 'field':
      return resolveField(schema, entity, node.path, at).type;
    case 'param':
      return typeOfKind(node.type);
    case 'now':
      return { type: 'instant' };
    case 'fold':
      return { type: 'text' };
    case 'agg':
      return typeOfAggregate(node, schema, entity, at);
  }
}

/**
 * Infers the types of operands that meet in one condition: a parameter takes the type of the first operand that has
 * one by itself, which is the form its stored value is given in.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when one names what the schema does not have
 * @example
 * typeOfOperands([{ op: 'field', path: ['total'] }, { op: 'param', name: 'limit', type: 'money' }], schema, 'order');
 */
export function typeOfOperands(
  nodes: readonly ValueNode[],
  schema: StorageSchema,
  entity: string,
): readonly FieldType[] {
  const own = nodes.map((node) => ({ op: node.op, type: typeOfNode(node, schema, entity) }));
  const anchor = own.find(({ op }) => op !== 'lit' && op !== 'param') ?? own.find(({ op }) => op !== 'param');
  return own.map(({ op, type }) => (op === 'param' && anchor?.type.type === type.type ? anchor.type : type));
}

/**
 * Tells whether a value node can be without value.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it names what the schema does not have
 * @example
 * isNullableNode({ op: 'now' }, schema, 'party'); // false
 */
export function isNullableNode(node: ValueNode, schema: StorageSchema, entity: string): boolean {
  switch (node.op) {
    case 'lit':
    case 'now':
      return false;
    case 'param':
      return true;
    case 'field':
      return resolveField(schema, entity, node.path, ROOT).nullable;
    case 'fold':
      return isNullableNode(node.arg, schema, entity);
    case 'agg':
      return node.fn !== 'count' && node.fn !== 'distinct';
  }
}

function typeOfAggregate(node: AggregateNode, schema: StorageSchema, entity: string, at: string): FieldType {
  const relation = resolveRelation(schema, entity, node.rel, at);
  if (node.fn === 'count' || node.fn === 'distinct') return { type: 'int' };
  if (node.value === undefined) throw new InvalidExpressionError(at, `${node.fn} needs a value`);
  return typeOfMeasure(node.fn, resolveField(schema, relation.entity, node.value, at).type);
}

/**
 * The type of what a function makes of many values.
 *
 * @param fn - the function
 * @param type - of the values
 * @returns wide enough for every result
 * @example
 * typeOfMeasure('count', { type: 'text' }); // { type: 'int' }
 */
export function typeOfMeasure(fn: AggregateNode['fn'], type: FieldType): FieldType {
  if (fn === 'count' || fn === 'distinct') return { type: 'int' };
  if (fn !== 'avg' && fn !== 'sum') return type;
  if (type.type === 'money')
    return fn === 'sum' ? type : { type: 'money', extraDigits: type.extraDigits + AVERAGE_EXTRA_DIGITS };
  if (fn === 'sum') return type.type === 'decimal' ? { ...type, precision: MAX_DECIMAL_DIGITS } : type;
  return {
    type: 'decimal',
    precision: MAX_DECIMAL_DIGITS + AVERAGE_EXTRA_DIGITS,
    scale: scaleOf(type) + AVERAGE_EXTRA_DIGITS,
  };
}
