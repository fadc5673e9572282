import type { FieldType } from '../model/field-type.js';
import type { Row, Scaled, StoredMoney, StoredValue } from '../storage/contract.js';
import { ANY_CURRENCY } from '../values/currency.js';
import { divideRounded, fitsInt64, toBigInt, toScaled } from '../values/decimal.js';
import { compareText } from '../values/text.js';
import type { AggregateNode } from './node.js';
import { readPath } from './read-path.js';
import { AVERAGE_EXTRA_DIGITS } from './type-of.js';
import { compareValues } from './typed-value.js';

/**
 * Folds rows into one value by the letter of the meaning table.
 *
 * @param value - path of the aggregated field; null for `count`
 * @param type - type of that field; null for `count`
 * @param time - the field that orders `first` and `last`
 * @returns the stored value in the aggregate's type, or null for no value
 * @example
 * aggregateRows('sum', [{ id: 'a', rev: '1', n: 2 }, { id: 'b', rev: '1', n: 3 }], ['n'], { type: 'int' }, null); // 5
 */
export function aggregateRows(
  fn: AggregateNode['fn'],
  rows: readonly Row[],
  value: readonly string[] | null,
  type: FieldType | null,
  time: string | null,
): StoredValue | null {
  if (value === null || type === null) return rows.length;
  if (fn === 'first' || fn === 'last') return readEdge(fn, rows, value, time);
  const values = rows.map((row) => readPath(row, value)).filter((item) => item !== null);
  switch (fn) {
    case 'count':
      return rows.length;
    case 'distinct':
      return new Set(values.map((item) => (type.type === 'money' ? moneyKey(item as StoredMoney) : item))).size;
    case 'sum':
      return sum(values, type);
    case 'avg':
      return average(values, type);
    case 'min':
      return extreme(values, type, -1);
    case 'max':
      return extreme(values, type, 1);
  }
}

function sum(values: readonly StoredValue[], type: FieldType): StoredValue | null {
  if (type.type === 'money') {
    const currency = onlyCurrency(values);
    if (currency === null) return null;
    const total = addAll(values.map((item) => (item as StoredMoney).amount));
    return fitsInt64(total) ? { amount: toScaled(total), currency } : null;
  }
  const total = addAll(values as readonly Scaled[]);
  if (type.type === 'int') return Number.isSafeInteger(Number(total)) ? Number(total) : null;
  return fitsInt64(total) ? toScaled(total) : null;
}

function average(values: readonly StoredValue[], type: FieldType): StoredValue | null {
  if (values.length === 0) return null;
  const amounts =
    type.type === 'money' ? values.map((item) => (item as StoredMoney).amount) : (values as readonly Scaled[]);
  const mean = toScaled(divideRounded(addAll(amounts) * 10n ** BigInt(AVERAGE_EXTRA_DIGITS), BigInt(values.length)));
  if (type.type !== 'money') return mean;
  const currency = onlyCurrency(values);
  return currency === null ? null : { amount: mean, currency };
}

function extreme(values: readonly StoredValue[], type: FieldType, direction: -1 | 1): StoredValue | null {
  if (type.type === 'money' && onlyCurrency(values) === null) return null;
  let best: StoredValue | null = null;
  for (const value of values) {
    if (best === null || (compareValues({ type, value }, { type, value: best }) ?? 0) * direction > 0) best = value;
  }
  return best;
}

// Rows that say no time are neither first nor last; among equal times the id decides.
function readEdge(
  fn: 'first' | 'last',
  rows: readonly Row[],
  value: readonly string[],
  time: string | null,
): StoredValue | null {
  const timed = rows.filter((row) => time !== null && readPath(row, [time]) !== null);
  const ordered = timed.sort(
    (a, b) => compareTimes(readPath(a, [time ?? '']), readPath(b, [time ?? ''])) || compareText(a.id, b.id),
  );
  const edge = fn === 'first' ? ordered[0] : ordered.at(-1);
  return edge === undefined ? null : readPath(edge, value);
}

function compareTimes(a: StoredValue | null, b: StoredValue | null): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareText(String(a), String(b));
}

function onlyCurrency(values: readonly StoredValue[]): string | null {
  const currencies = new Set(values.map((item) => (item as StoredMoney).currency));
  if (currencies.size > 1) return null;
  return [...currencies][0] ?? ANY_CURRENCY;
}

function addAll(values: readonly Scaled[]): bigint {
  return values.reduce((total: bigint, value) => total + toBigInt(value), 0n);
}

function moneyKey(value: StoredMoney): string {
  return `${value.currency} ${value.amount}`;
}
