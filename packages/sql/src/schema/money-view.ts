import { listCurrencies, minorUnits } from '@crmkit/core';

const USUAL_DIGITS = 2;

/**
 * The exact factor 10^−digits as SQL: multiplying by it loses nothing, where dividing numerics rounds.
 *
 * @param digits - digits after the point
 * @example
 * tenthPower(2); // '0.01'
 */
export function tenthPower(digits: number): string {
  return digits === 0 ? '1' : `0.${'0'.repeat(digits - 1)}1`;
}

/**
 * Renders a stored amount as a numeric in units of its currency.
 *
 * @param amount - SQL of the scaled amount
 * @param currency - SQL of the currency code
 * @param extraDigits - digits beyond the currency's minor unit
 * @returns an expression
 */
export function moneyAsNumeric(amount: string, currency: string, extraDigits: number): string {
  const codesByDigits = new Map<number, string[]>();
  for (const code of listCurrencies()) {
    const digits = minorUnits(code);
    if (digits !== USUAL_DIGITS) codesByDigits.set(digits, [...(codesByDigits.get(digits) ?? []), `'${code}'`]);
  }
  const cases = [...codesByDigits].map(
    ([digits, codes]) => `when ${currency} in (${codes.join(', ')}) then ${tenthPower(digits + extraDigits)}`,
  );
  return `${amount}::numeric * case ${cases.join(' ')} else ${tenthPower(USUAL_DIGITS + extraDigits)} end`;
}
