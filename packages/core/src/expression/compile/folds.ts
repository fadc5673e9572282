import type { FieldType } from '../../model/field-type.js';
import type { Row, Scaled, StoredMoney, StoredValue } from '../../storage/contract.js';
import { ANY_CURRENCY } from '../../values/currency.js';
import { divideRounded, fitsInt64, toScaled } from '../../values/decimal.js';
import { compareText } from '../../values/text.js';
import type { AggregateNode } from '../node.js';
import { AVERAGE_EXTRA_DIGITS } from '../type-of.js';
import { type Comparer, createComparer } from './compare.js';
import { createExactSum } from './exact-sum.js';
import type { Reader } from './run.js';

/** Takes the values of one row's related rows, those without value left out, and ends in one value or none. */
export interface Fold {
  readonly add: (value: StoredValue, row: Row) => void;
  readonly end: () => StoredValue | undefined;
}

const AVERAGE_FACTOR = 10n ** BigInt(AVERAGE_EXTRA_DIGITS);

/**
 * Prepares the fold of an aggregate; the result starts it anew for each row.
 *
 * @param type - of the aggregated field
 * @param time - reads the related entity's time, for `first` and `last`; default: no row has one
 * @example
 * const fold = prepareFold('sum', { type: 'int' })(); fold.add(2, row); fold.end(); // 2
 */
export function prepareFold(
  fn: Exclude<AggregateNode['fn'], 'count'>,
  type: FieldType,
  time: Reader = () => undefined,
): () => Fold {
  switch (fn) {
    case 'sum':
    case 'avg':
      return () => foldSum(fn, type);
    case 'min':
    case 'max': {
      const compare = createComparer(type, type);
      return () => foldExtreme(compare, fn === 'min' ? -1 : 1);
    }
    case 'distinct':
      return () => foldDistinct(type);
    case 'first':
    case 'last':
      return () => foldEdge(time, fn === 'first' ? -1 : 1);
  }
}

// Money has one currency or the sum no value; over nothing a sum is the zero of every currency.
function foldSum(fn: 'sum' | 'avg', type: FieldType): Fold {
  const sum = createExactSum();
  let currency = ANY_CURRENCY;
  let count = 0;
  let isMixed = false;
  const addNumber = (value: StoredValue): void => {
    count++;
    sum.add(value as Scaled);
  };
  const addMoney = (value: StoredValue): void => {
    const { amount, currency: own } = value as StoredMoney;
    if (count === 0) currency = own;
    else if (own !== currency) isMixed = true;
    addNumber(amount);
  };
  return {
    add: type.type === 'money' ? addMoney : addNumber,
    end: () => {
      const total = endSum(fn, sum.total(), count);
      if (isMixed || total === undefined) return undefined;
      if (type.type === 'money') return { amount: total, currency };
      // A whole number has no form beyond 2^53.
      return type.type === 'int' && fn === 'sum' && typeof total === 'string' ? undefined : total;
    },
  };
}

function foldExtreme(compare: Comparer, direction: 1 | -1): Fold {
  let best: StoredValue | undefined;
  let isMixed = false;
  return {
    add: (value) => {
      const order = best === undefined ? direction : compare(value, best);
      if (Number.isNaN(order)) isMixed = true;
      if (order * direction > 0) best = value;
    },
    end: () => (isMixed ? undefined : best),
  };
}

function foldDistinct(type: FieldType): Fold {
  const seen = new Set<unknown>();
  return {
    add: (value) => {
      seen.add(type.type === 'money' ? `${(value as StoredMoney).amount} ${(value as StoredMoney).currency}` : value);
    },
    end: () => seen.size,
  };
}

// The value of the edge row counts, also when there is none: rows without value must be added too.
function foldEdge(time: Reader, direction: 1 | -1): Fold {
  let edge: { readonly at: number | string; readonly id: string; readonly value: StoredValue } | undefined;
  return {
    add: (value, row) => {
      // Instants are numbers, dates plain ASCII: each orders by itself.
      const at = time(row) as number | string | undefined;
      if (at === undefined) return;
      if (edge === undefined || (at === edge.at ? compareText(row.id, edge.id) : at < edge.at ? -1 : 1) * direction > 0)
        edge = { at, id: row.id, value };
    },
    end: () => edge?.value ?? undefined,
  };
}

function endSum(fn: 'sum' | 'avg', total: number | bigint, count: number): Scaled | undefined {
  if (fn === 'avg')
    return count === 0 ? undefined : toScaled(divideRounded(BigInt(total) * AVERAGE_FACTOR, BigInt(count)));
  if (typeof total === 'number') return total;
  return fitsInt64(total) ? toScaled(total) : undefined;
}
