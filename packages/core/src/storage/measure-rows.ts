import { invalidInput } from '../errors/invalid-input.js';
import { prepareFold } from '../expression/compile/folds.js';
import { readPath } from '../expression/read-path.js';
import type { FieldType } from '../model/field-type.js';
import { ANY_CURRENCY } from '../values/currency.js';
import type { AggregateQuery, Row, StoredMoney, StoredValue } from './contract.js';

/** The functions of an aggregate query. */
export type MeasureFunction = AggregateQuery['measures'][string]['fn'];

/**
 * Folds one field over a group of rows as `agg` in expressions does, with two differences of a result that is shown
 * and not compared: a sum of money over nothing has no value, for want of a currency, and `count` of a field counts
 * the rows that have a value there.
 *
 * @param fn - of the measure
 * @param rows - of the group
 * @param path - of the measured field
 * @param type - of the measured field
 * @returns the stored value: a sum has the field's scale, an average 6 digits more; null for no value
 * @throws {@link InvalidInputError} `INVALID_INPUT` when the function has no meaning for the type
 * @example
 * measureRows('sum', rows, ['quantity'], { type: 'int' });
 */
export function measureRows(
  fn: MeasureFunction,
  rows: readonly Row[],
  path: readonly string[],
  type: FieldType,
): StoredValue | null {
  checkMeasure(fn, type);
  const present = rows.filter((row) => readPath(row, path) !== null);
  if (fn === 'count') return present.length;
  const fold = prepareFold(fn, type)();
  for (const row of present) fold.add(readPath(row, path) as StoredValue, row);
  const value = fold.end() ?? null;
  const isNothing = type.type === 'money' && (value as StoredMoney | null)?.currency === ANY_CURRENCY;
  return isNothing ? null : value;
}

/**
 * Refuses a function on a type it has no meaning for: sums and averages need numbers or money, least and greatest an
 * order, which booleans have for sorting only, and lists and json are counted only.
 *
 * @param fn - of the measure
 * @param type - of the measured field
 * @throws {@link InvalidInputError} `INVALID_INPUT`
 * @example
 * checkMeasure('sum', { type: 'int' });
 */
export function checkMeasure(fn: MeasureFunction, type: FieldType): void {
  if (!hasMeaning(fn, type)) {
    throw invalidInput('aggregate', 'measures', `${fn} has no meaning for ${type.type}`);
  }
}

function hasMeaning(fn: MeasureFunction, { type }: FieldType): boolean {
  const isPlain = type !== 'list' && type !== 'json';
  switch (fn) {
    case 'count':
      return true;
    case 'distinct':
      return isPlain;
    case 'min':
    case 'max':
      return isPlain && type !== 'bool';
    case 'sum':
    case 'avg':
      return type === 'int' || type === 'decimal' || type === 'money';
    default:
      // Hosts may pass on what a browser sent.
      fn satisfies never;
      return false;
  }
}
