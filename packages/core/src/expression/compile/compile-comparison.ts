import type { FieldType } from '../../model/field-type.js';
import type { StoredMoney, StoredValue } from '../../storage/contract.js';
import { comparableKind } from '../kind.js';
import type { ValueNode } from '../node.js';
import { typeOfOperands } from '../type-of.js';
import { createComparer } from './compare.js';
import { type Constant, compileValue, findConstant } from './compile-value.js';
import {
  customNumberComparisons,
  equalCustomText,
  equalText,
  type FieldPredicate,
  moneyComparisons,
  numberComparisons,
  placeOnPath,
  type Relation,
} from './field-predicates.js';
import { joinAll } from './junctions.js';
import type { Bound, Predicate, Scope } from './run.js';

const turned: { readonly [R in Relation]: Relation } = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** Whether a relation holds for an order; never for NaN, the order of what does not compare. */
const tests: { readonly [R in Relation]: (order: number) => boolean } = {
  '=': (order) => order === 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/**
 * Compiles a comparison of two values. A field beside a constant becomes one fused closure; everything else reads both
 * sides and compares them.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it names what the schema does not have
 * @example
 * compileComparison('<', visits, three, scope)(run)(row);
 */
export function compileComparison(
  relation: Relation,
  left: ValueNode,
  right: ValueNode,
  scope: Scope,
): Bound<Predicate> {
  const [a, b] = readOperands([left, right], scope) as readonly [Operand, Operand];
  return compareOperands(relation, a, b, scope);
}

/**
 * Compiles the question whether a value lies between two others, both included.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it names what the schema does not have
 * @example
 * compileBetween(visits, one, nine, scope)(run)(row);
 */
export function compileBetween(arg: ValueNode, low: ValueNode, high: ValueNode, scope: Scope): Bound<Predicate> {
  const [value, from, to] = readOperands([arg, low, high], scope) as readonly [Operand, Operand, Operand];
  const bindLow = compareOperands('>=', value, from, scope);
  const bindHigh = compareOperands('<=', value, to, scope);
  return (run) => joinAll([bindLow(run), bindHigh(run)]);
}

/** A value node with the type it has beside the operands it meets. */
interface Operand {
  readonly node: ValueNode;
  readonly type: FieldType;
}

function readOperands(nodes: readonly ValueNode[], { schema, entity }: Scope): readonly Operand[] {
  const types = typeOfOperands(nodes, schema, entity);
  return nodes.map((node, index) => ({ node, type: types[index] as FieldType }));
}

function compareOperands(relation: Relation, left: Operand, right: Operand, scope: Scope): Bound<Predicate> {
  return (
    fuse(relation, left, findConstant(right, left.type)) ??
    fuse(turned[relation], right, findConstant(left, right.type)) ??
    compareReaders(relation, left, right, scope)
  );
}

function compareReaders(relation: Relation, left: Operand, right: Operand, scope: Scope): Bound<Predicate> {
  const [bindLeft, bindRight] = [compileValue(left.node, scope), compileValue(right.node, scope)];
  const compare = createComparer(left.type, right.type);
  const holds = tests[relation];
  return (run) => {
    const [readLeft, readRight] = [bindLeft(run), bindRight(run)];
    return (row) => {
      const a = readLeft(row);
      const b = readRight(row);
      return a !== undefined && b !== undefined && holds(compare(a, b));
    };
  };
}

function fuse(relation: Relation, { node, type }: Operand, constant: Constant | null): Bound<Predicate> | null {
  if (node.op !== 'field' || constant === null || !sharesForm(type, constant.type)) return null;
  return (run) => {
    const value = constant.read(run);
    if (value === undefined) return () => false;
    const [, custom] = node.path;
    if (custom !== undefined && typeof value === 'number') return customNumberComparisons[relation](custom, value);
    if (custom !== undefined && typeof value === 'string' && relation === '=') return equalCustomText(custom, value);
    return placeOnPath(node.path, (field) => compareField(relation, field, type, value));
  };
}

// The constant stands in the field's own stored form, scale included.
function sharesForm(field: FieldType, constant: FieldType): boolean {
  if (field.type === 'decimal') return constant.type === 'decimal' && constant.scale === field.scale;
  if (field.type === 'money') return constant.type === 'money' && constant.extraDigits === field.extraDigits;
  if (field.type === 'int') return constant.type === 'int';
  return comparableKind(field) === comparableKind(constant);
}

function compareField(relation: Relation, field: string, type: FieldType, value: StoredValue): FieldPredicate {
  if (typeof value === 'number') return numberComparisons[relation](field, value);
  const kind = comparableKind(type);
  if (kind === 'money') {
    const { amount, currency } = value as StoredMoney;
    if (typeof amount === 'number') return moneyComparisons[relation](field, { amount, currency });
  } else if (typeof value === 'string' && kind !== 'number' && relation === '=') return equalText(field, value);
  // Digits beyond 2^53, the order of texts, which is by code points, and bools.
  const compare = createComparer(type, type);
  const holds = tests[relation];
  return (holder) => {
    const own = holder[field] as StoredValue | undefined | null;
    return own !== undefined && own !== null && holds(compare(own, value));
  };
}
