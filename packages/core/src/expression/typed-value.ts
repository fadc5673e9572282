import type { FieldType } from '../model/field-type.js';
import type { Scaled, StoredMoney, StoredValue } from '../storage/contract.js';
import { ANY_CURRENCY } from '../values/currency.js';
import { compareDecimals } from '../values/decimal.js';
import { compareText } from '../values/text.js';
import { comparableKind, scaleOf } from './kind.js';

/** A stored value with the type that says how to read it. */
export interface TypedValue {
  readonly type: FieldType;
  readonly value: StoredValue;
}

/**
 * Compares two values by the meaning table: numbers by exact value, texts by code point, money within one currency.
 *
 * @returns less than 0, 0 or more than 0; null when they do not compare, as amounts of two currencies
 * @example
 * compareValues({ type: { type: 'int' }, value: 2 }, { type: { type: 'decimal', precision: 5, scale: 1 }, value: 20 }); // 0
 */
export function compareValues(a: TypedValue, b: TypedValue): number | null {
  const kind = comparableKind(a.type);
  if (kind === null || kind !== comparableKind(b.type)) return null;
  switch (kind) {
    case 'number':
      return compareDecimals(a.value as Scaled, scaleOf(a.type), b.value as Scaled, scaleOf(b.type));
    case 'money':
      return compareMoney(a.value as StoredMoney, scaleOf(a.type), b.value as StoredMoney, scaleOf(b.type));
    case 'text':
    case 'ref':
    case 'date':
      return compareText(a.value as string, b.value as string);
    case 'instant':
      return Math.sign((a.value as number) - (b.value as number));
    case 'bool':
      return Number(a.value) - Number(b.value);
  }
}

// Amounts of one currency share its minor unit, so only the extra digits differ.
function compareMoney(a: StoredMoney, extraOfA: number, b: StoredMoney, extraOfB: number): number | null {
  const comparable = a.currency === b.currency || a.currency === ANY_CURRENCY || b.currency === ANY_CURRENCY;
  return comparable ? compareDecimals(a.amount, extraOfA, b.amount, extraOfB) : null;
}
