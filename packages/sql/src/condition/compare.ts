import { InvalidExpressionError } from '@crmkit/core';
import type { Fragment, MoneyFragment, NumberFragment } from './fragment.js';
import { numberParameter } from './number-parameter.js';
import type { Rendering } from './scope.js';

/** The comparisons that reach a storage; the others are sugar. */
export type Comparison = '=' | '<' | '<=';

/**
 * Renders a comparison that is true only when both sides have a value and it holds; it may be null otherwise.
 *
 * @param rendering - the statement
 * @param operator - `=`, `<` or `<=`
 * @param left - left side
 * @param right - right side, of a comparable type
 * @returns a condition
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when the types do not compare
 */
export function compareFragments(rendering: Rendering, operator: Comparison, left: Fragment, right: Fragment): string {
  if (left.type === 'money' && right.type === 'money') return compareMoney(rendering, operator, left, right);
  if (left.type === 'number' && right.type === 'number') return compareNumbers(rendering, operator, left, right);
  if (left.type === 'plain' && right.type === 'plain') return `${left.sql} ${operator} ${right.sql}`;
  throw new InvalidExpressionError('', `a ${left.type} and a ${right.type} do not compare`);
}

/**
 * Renders "does not equal" where one operator says it exactly; null when it does not and the caller has to negate.
 *
 * @param rendering - the statement
 * @param left - left side
 * @param right - right side
 * @returns a condition that is never null, or null
 */
export function distinctFragments(rendering: Rendering, left: Fragment, right: Fragment): string | null {
  // Two values that are both missing are not equal here, but `is distinct from` would call them so.
  if (!left.certain && !right.certain) return null;
  if (left.type === 'plain' && right.type === 'plain') return rendering.dialect.isDistinct(left.sql, right.sql);
  if (left.type !== 'number' || right.type !== 'number') return null;
  const [l, r] = alignNumbers(rendering, left, right);
  return rendering.dialect.isDistinct(l, r);
}

function compareNumbers(
  rendering: Rendering,
  operator: Comparison,
  left: NumberFragment,
  right: NumberFragment,
): string {
  const [l, r] = alignNumbers(rendering, left, right);
  return `${l} ${operator} ${r}`;
}

/** Brings both sides to one scale: a literal is scaled here so that the column stays bare for its index. */
function alignNumbers(rendering: Rendering, left: NumberFragment, right: NumberFragment): readonly [string, string] {
  const scale = Math.max(left.scale, right.scale);
  return [scaleTo(rendering, left, scale), scaleTo(rendering, right, scale)];
}

function scaleTo(rendering: Rendering, value: NumberFragment, scale: number): string {
  const digits = scale - value.scale;
  if (value.constant !== undefined) return numberParameter(rendering, value.constant * 10n ** BigInt(digits));
  return rendering.dialect.scaleUp(value.sql, digits);
}

function compareMoney(rendering: Rendering, operator: Comparison, left: MoneyFragment, right: MoneyFragment): string {
  const digits = Math.max(left.digits, right.digits);
  const amounts = [amountOf(left), amountOf(right)].map((value) => scaleTo(rendering, value, digits));
  const sameCurrency = `${left.currency} = ${right.currency}`;
  const zeros = [left, right].filter(({ bareZero }) => bareZero).map(({ currency }) => `${currency} is null`);
  const currencies = zeros.length === 0 ? sameCurrency : `(${[sameCurrency, ...zeros].join(' or ')})`;
  return enterMoney([left, right], `${amounts[0]} ${operator} ${amounts[1]} and ${currencies}`);
}

function amountOf({ amount, digits, certain, constant }: MoneyFragment): NumberFragment {
  return { type: 'number', sql: amount, scale: digits, certain, ...(constant !== undefined && { constant }) };
}

/**
 * Wraps a condition over money so that aggregates are computed once for amount and currency.
 *
 * @param values - the money fragments the condition refers to
 * @param condition - over their parts
 * @returns a condition
 */
export function enterMoney(values: readonly MoneyFragment[], condition: string): string {
  const sources = values.flatMap(({ from }) => (from === undefined ? [] : [from]));
  return sources.length === 0 ? `(${condition})` : `exists (select 1 from ${sources.join(', ')} where ${condition})`;
}
