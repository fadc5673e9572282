import { InvalidExpressionError } from '@crmkit/core';
import type { Dialect } from '../dialect/dialect.js';
import type { Fragment, MoneyFragment } from './fragment.js';

/** Digits an average has beyond those of what it averages. */
export const AVERAGE_DIGITS = 6;

const LARGEST_SAFE = '9007199254740991';
const LARGEST_INT64 = '9223372036854775807';
const SMALLEST_INT64 = '-9223372036854775808';

/** Folds that need a value. */
export type Fold = 'sum' | 'min' | 'max' | 'avg' | 'distinct';

/**
 * Renders an aggregate over a value that is not money, as a select expression.
 *
 * @param fn - what to fold; the sum of nothing is 0, and no value when it does not fit
 * @param value - of each row
 * @param dialect - of the database
 * @returns SQL; an average is scaled by six more digits than the value
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when the values do not add up
 * @example
 * const visits = { type: 'number', sql: 'visits', scale: 0, certain: false } as const;
 * foldPlain('min', visits, postgresDialect); // 'min(visits)'
 */
export function foldPlain(fn: Fold, value: Exclude<Fragment, MoneyFragment>, dialect: Dialect): string {
  if (fn === 'distinct') return `count(distinct ${value.sql})`;
  if (fn === 'min' || fn === 'max') return `${fn}(${value.sql})`;
  if (value.type !== 'number') throw new InvalidExpressionError('agg', `${fn} needs numbers or money`);
  if (fn === 'avg') return `case when count(${value.sql}) > 0 then ${meanOf(value.sql, dialect)} end`;
  const sum = `coalesce(sum(${value.sql}), 0)`;
  const range = value.integer ? `-${LARGEST_SAFE} and ${LARGEST_SAFE}` : `${SMALLEST_INT64} and ${LARGEST_INT64}`;
  return `case when ${sum} between ${range} then ${sum} end`;
}

/**
 * Renders an aggregate over money: no value over mixed currencies, and none where a sum does not fit. Over no money at
 * all the currency is null.
 *
 * @param fn - what to fold
 * @param value - of each row
 * @param dialect - of the database
 * @returns SQL of the amount and of the currency
 * @example
 * const total = { type: 'money', amount: 'amount', currency: 'currency', digits: 0, certain: false } as const;
 * foldMoney('max', total, postgresDialect).currency; // 'min(currency)'
 */
export function foldMoney(
  fn: Exclude<Fold, 'distinct'>,
  { amount, currency }: MoneyFragment,
  dialect: Dialect,
): { readonly amount: string; readonly currency: string } {
  const oneCurrency = `min(${currency}) = max(${currency})`;
  const when = (condition: string, result: string): string => `case when ${condition} then ${result} end`;
  const only = `min(${currency})`;
  if (fn === 'min' || fn === 'max') return { amount: when(oneCurrency, `${fn}(${amount})`), currency: only };
  if (fn === 'avg')
    return { amount: when(`count(${amount}) > 0 and ${oneCurrency}`, meanOf(amount, dialect)), currency: only };
  return { amount: when(`${oneCurrency} and ${fitsInt64(`sum(${amount})`)}`, `sum(${amount})`), currency: only };
}

/**
 * Renders a count of different amounts of money: by amount and currency, what has no value left out.
 *
 * @param value - of each row
 * @returns SQL of the count
 * @example
 * distinctMoney({ type: 'money', amount: 'a', currency: 'c', digits: 0, certain: false });
 * // 'count(distinct (a, c)) filter (where a is not null)'
 */
export function distinctMoney({ amount, currency }: MoneyFragment): string {
  return `count(distinct (${amount}, ${currency})) filter (where ${amount} is not null)`;
}

/** Whether an exact expression fits the 64 bits every storage keeps. */
function fitsInt64(sql: string): string {
  return `${sql} between ${SMALLEST_INT64} and ${LARGEST_INT64}`;
}

function meanOf(sql: string, dialect: Dialect): string {
  return dialect.divideRounded(dialect.scaleUp(`sum(${sql})`, AVERAGE_DIGITS), `count(${sql})`);
}
