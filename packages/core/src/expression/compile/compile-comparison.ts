import type { FieldType } from '../../model/field-type.js';
import type { Row, StoredMoney, StoredValue } from '../../storage/contract.js';
import { hasNativeOrder } from '../../values/text.js';
import type { ValueNode } from '../node.js';
import { comparableKind, typeOfOperands } from '../type-of.js';
import { createComparer } from './compare.js';
import { type Constant, compileValue, findConstant } from './compile-value.js';
import {
  customNumberComparisons,
  equalBool,
  equalCustomText,
  equalNumber,
  equalText,
  type FieldPredicate,
  isRange,
  moneyComparisons,
  numberComparisons,
  placeOnPath,
  textComparisons,
} from './field-predicates.js';
import { joinAll } from './junctions.js';
import type { Bound, Predicate, Reader, Run, Scope } from './run.js';

/** How the left operand has to stand to the right one. */
export type Relation = '=' | '<' | '<=' | '>' | '>=';

const turned: { readonly [R in Relation]: Relation } = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

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
  const [typeOfLeft, typeOfRight] = typeOfOperands([left, right], scope.schema, scope.entity) as readonly [
    FieldType,
    FieldType,
  ];
  return compareOperands(relation, { node: left, type: typeOfLeft }, { node: right, type: typeOfRight }, scope);
}

/**
 * Compiles the question whether a value lies between two others, both included. What is no field is read once.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it names what the schema does not have
 * @example
 * compileBetween(visits, one, nine, scope)(run)(row);
 */
export function compileBetween(arg: ValueNode, low: ValueNode, high: ValueNode, scope: Scope): Bound<Predicate> {
  const types = typeOfOperands([arg, low, high], scope.schema, scope.entity) as readonly [
    FieldType,
    FieldType,
    FieldType,
  ];
  const value: Operand = { node: arg, type: types[0] };
  const bindLow = compareOperands('>=', value, { node: low, type: types[1] }, scope);
  const bindHigh = compareOperands('<=', value, { node: high, type: types[2] }, scope);
  const range = fuseRange(value, findConstant(low, types[1], types[0]), findConstant(high, types[2], types[0]));
  return (run) => range?.(run) ?? joinAll([bindLow(run), bindHigh(run)]);
}

/** A value node with the type it has beside the operands it meets. */
interface Operand {
  readonly node: ValueNode;
  readonly type: FieldType;
}

function compareOperands(relation: Relation, left: Operand, right: Operand, scope: Scope): Bound<Predicate> {
  return (
    fuse(relation, left, findConstant(right.node, right.type, left.type)) ??
    fuse(turned[relation], right, findConstant(left.node, left.type, right.type)) ??
    compareReaders(
      relation,
      compileValue(left.node, scope),
      compileValue(right.node, scope),
      createComparer(left.type, right.type),
    )
  );
}

// The usual range, over whole numbers and instants; everything else is two comparisons.
function fuseRange(
  { node, type }: Operand,
  low: Constant | null,
  high: Constant | null,
): ((run: Run) => Predicate | null) | null {
  if (
    node.op !== 'field' ||
    (type.type !== 'int' && type.type !== 'instant') ||
    low?.type.type !== type.type ||
    high?.type.type !== type.type
  )
    return null;
  return (run) => {
    const [from, to] = [low.read(run), high.read(run)];
    return typeof from === 'number' && typeof to === 'number'
      ? placeOnPath(node.path, (field) => isRange(field, from, to))
      : null;
  };
}

/**
 * Joins two readers by a comparison that is false when either has no value.
 *
 * @example
 * compareReaders('=', bindLeft, bindRight, (a, b) => Number(a) - Number(b))(run)(row);
 */
export function compareReaders(
  relation: Relation,
  left: Bound<Reader>,
  right: Bound<Reader>,
  compare: (a: StoredValue, b: StoredValue) => number,
): Bound<Predicate> {
  return (run) => {
    const [readLeft, readRight] = [left(run), right(run)];
    const order = (row: Row): number => {
      const a = readLeft(row);
      if (a === undefined) return Number.NaN;
      const b = readRight(row);
      return b === undefined ? Number.NaN : compare(a, b);
    };
    switch (relation) {
      case '=':
        return (row) => order(row) === 0;
      case '<':
        return (row) => order(row) < 0;
      case '<=':
        return (row) => order(row) <= 0;
      case '>':
        return (row) => order(row) > 0;
      case '>=':
        return (row) => order(row) >= 0;
    }
  };
}

function fuse(relation: Relation, { node, type }: Operand, constant: Constant | null): Bound<Predicate> | null {
  if (node.op !== 'field' || constant === null || !sharesForm(type, constant.type)) return null;
  return (run) => {
    const value = constant.read(run);
    if (value === undefined) return () => false;
    const custom = node.path.length === 1 ? null : fuseCustom(relation, node.path[1] ?? '', value);
    return (
      custom ??
      placeOnPath(
        node.path,
        (field) => fuseValue(relation, field, type, value) ?? compareSlowly(relation, field, type, value),
      )
    );
  };
}

// The constant stands in the field's own stored form, scale included.
function sharesForm(field: FieldType, constant: FieldType): boolean {
  if (field.type === 'decimal') return constant.type === 'decimal' && constant.scale === field.scale;
  if (field.type === 'money') return constant.type === 'money' && constant.extraDigits === field.extraDigits;
  if (field.type === 'int') return constant.type === 'int';
  return comparableKind(field) === comparableKind(constant);
}

// The kinds that host fields mostly have; the others go to `custom` in a step of its own. Scaled digits beyond 2^53
// equal as the texts they are.
function fuseCustom(relation: Relation, field: string, value: StoredValue): FieldPredicate | null {
  if (typeof value === 'number') return customNumberComparisons[relation]?.(field, value) ?? null;
  return relation === '=' && typeof value === 'string' ? equalCustomText(field, value) : null;
}

function fuseValue(relation: Relation, field: string, type: FieldType, value: StoredValue): FieldPredicate | null {
  switch (comparableKind(type)) {
    case 'number':
    case 'instant':
      if (typeof value !== 'number') return null;
      return relation === '=' ? equalNumber(field, value) : (numberComparisons[relation]?.(field, value) ?? null);
    case 'money': {
      const { amount, currency } = value as StoredMoney;
      return typeof amount === 'number' ? (moneyComparisons[relation]?.(field, { amount, currency }) ?? null) : null;
    }
    case 'text':
    case 'ref':
    case 'date': {
      const text = value as string;
      if (relation === '=') return equalText(field, text);
      return hasNativeOrder(text) ? (textComparisons[relation]?.(field, text) ?? null) : null;
    }
    case 'bool':
      return relation === '=' ? equalBool(field, value as boolean) : null;
    default:
      return null;
  }
}

// Digits beyond 2^53, and texts that only code points order rightly.
function compareSlowly(relation: Relation, field: string, type: FieldType, value: StoredValue): FieldPredicate {
  const compare = createComparer(type, type);
  const holds = (order: number): boolean =>
    relation === '='
      ? order === 0
      : relation === '<'
        ? order < 0
        : relation === '<='
          ? order <= 0
          : relation === '>'
            ? order > 0
            : order >= 0;
  return (holder) => {
    const own = holder[field] as StoredValue | undefined | null;
    return own !== undefined && own !== null && holds(compare(own, value));
  };
}
