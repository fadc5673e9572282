import type { FieldType } from '../../model/field-type.js';
import type { Scaled, StoredMoney, StoredValue } from '../../storage/contract.js';
import { typeOfLiteral } from '../literal.js';
import type { Literal, ValueNode } from '../node.js';
import { comparableKind, typeOfOperands } from '../type-of.js';
import { createComparer } from './compare.js';
import { compareReaders } from './compile-comparison.js';
import { compileValue, findConstant } from './compile-value.js';
import { type FieldPredicate, isOneOf, isOneOfThree, isOneOfTwo, placeOnPath } from './field-predicates.js';
import { joinAny } from './junctions.js';
import type { Bound, Predicate, Scope } from './run.js';

/**
 * Compiles the question whether a value is in a list of literals: a set look-up wherever the stored forms agree.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it names what the schema does not have
 * @example
 * compileMembership(status, [active, lost], scope)(run)(row);
 */
export function compileMembership(arg: ValueNode, list: readonly Literal[], scope: Scope): Bound<Predicate> {
  const [type] = typeOfOperands([arg, ...list.slice(0, 1)], scope.schema, scope.entity) as readonly [FieldType];
  const items = list.map((literal) => findItem(literal, type));
  if (items.some((item) => item === null)) {
    // Some literal has more digits than the values: compare one by one, by exact value.
    const value = compileValue(arg, scope);
    const parts = list.map((literal) =>
      compareReaders('=', value, compileValue(literal, scope), createComparer(type, typeOfLiteral(literal))),
    );
    return (run) => joinAny(parts.map((bind) => bind(run)));
  }
  if (arg.op === 'field' && type.type !== 'money') return fuseMembership(arg.path, items);
  const read = compileValue(arg, scope);
  const keys = new Set<unknown>(items);
  const keyOf =
    type.type === 'money' ? (value: StoredValue) => moneyKey(value as StoredMoney) : (value: StoredValue) => value;
  return (run) => {
    const reader = read(run);
    const anyCurrency = type.type === 'money' && items.some((key) => typeof key === 'string' && key.startsWith('0 '));
    return (row) => {
      const value = reader(row);
      if (value === undefined) return false;
      // The sum over nothing equals zero in every currency.
      return keys.has(keyOf(value)) || (anyCurrency && (value as StoredMoney).currency === '');
    };
  };
}

function fuseMembership(path: readonly string[], items: readonly unknown[]): Bound<Predicate> {
  const predicate = placeOnPath(path, (field) => isOneOfFew(field, items));
  return () => predicate;
}

function isOneOfFew(field: string, items: readonly unknown[]): FieldPredicate {
  const [a, b, c] = items;
  const areTexts = items.every((item) => typeof item === 'string');
  if (areTexts && items.length === 2) return isOneOfTwo(field, a as string, b as string);
  if (areTexts && items.length === 3) return isOneOfThree(field, a as string, b as string, c as string);
  return isOneOf(field, new Set<unknown>(items));
}

/** What stands in the set for a literal; null when it has no form of that type. */
function findItem(literal: Literal, type: FieldType): boolean | Scaled | null {
  const constant = findConstant(literal, typeOfLiteral(literal), type);
  if (constant === null || constant.type !== type) return null;
  // A literal reads no part of the run.
  const value = constant.read(EMPTY_RUN);
  if (comparableKind(type) === 'money') return moneyKey(value as StoredMoney);
  return value as boolean | Scaled;
}

function moneyKey({ amount, currency }: StoredMoney): string {
  return `${amount} ${currency}`;
}

const EMPTY_RUN = { now: 0, related: () => [], caches: new Map() };
