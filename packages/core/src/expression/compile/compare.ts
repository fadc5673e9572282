import type { FieldType } from '../../model/field-type.js';
import type { Scaled, StoredMoney, StoredValue } from '../../storage/contract.js';
import { ANY_CURRENCY } from '../../values/currency.js';
import { compareDecimals } from '../../values/decimal.js';
import { compareText } from '../../values/text.js';
import { comparableKind, scaleOf } from '../kind.js';

/** Orders two values that are present: below, at or above 0, NaN when they do not compare. */
export type Comparer = (a: StoredValue, b: StoredValue) => number;

/**
 * Makes the comparison of two stored values of known types.
 *
 * @example
 * createComparer({ type: 'int' }, { type: 'int' })(1, 2) < 0; // true
 */
export function createComparer(left: FieldType, right: FieldType): Comparer {
  const kind = comparableKind(left);
  if (kind === null || kind !== comparableKind(right)) return () => Number.NaN;
  const [scaleOfLeft, scaleOfRight] = [scaleOf(left), scaleOf(right)];
  // The casts below say what the types say: a value of a kind is stored in that kind's form.
  switch (kind) {
    case 'number':
      return (a, b) => compareDecimals(a as Scaled, scaleOfLeft, b as Scaled, scaleOfRight);
    case 'money':
      return (a, b) => compareMoney(a as StoredMoney, scaleOfLeft, b as StoredMoney, scaleOfRight);
    case 'text':
    case 'ref':
    case 'date':
      return (a, b) => compareText(a as string, b as string);
    case 'instant':
      return (a, b) => (a as number) - (b as number);
    case 'bool':
      return (a, b) => Number(a) - Number(b);
  }
}

function compareMoney(a: StoredMoney, extraOfA: number, b: StoredMoney, extraOfB: number): number {
  if (a.currency !== b.currency && a.currency !== ANY_CURRENCY && b.currency !== ANY_CURRENCY) return Number.NaN;
  return compareDecimals(a.amount, extraOfA, b.amount, extraOfB);
}
