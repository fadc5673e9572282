import type { MoneyValue } from '../expression/node.js';
import type { StoredMoney } from '../storage/contract.js';
import { minorUnits } from './currency.js';
import { decimalScale, formatDecimal, MAX_DECIMAL_DIGITS, parseDecimal } from './decimal.js';

/**
 * Makes an amount of money in the form that inputs, outputs and expressions carry.
 *
 * @param amount - decimal text; kept exactly, padded with zeros to the currency's minor unit
 * @param currency - ISO 4217 code
 * @throws {@link InvalidValueError} `INVALID_VALUE` when the amount is no decimal of at most 18 digits, or the code is unknown
 * @example
 * money('100000', 'TWD'); // { amount: '100000.00', currency: 'TWD' }
 */
export function money(amount: string, currency: string): MoneyValue {
  const scale = Math.max(decimalScale(amount), minorUnits(currency));
  // Zeros that only fill the minor unit do not count against the digits of the amount.
  return { amount: formatDecimal(parseDecimal(amount, scale, MAX_DECIMAL_DIGITS + scale), scale), currency };
}

/**
 * Turns an amount into the scaled integer that rows hold.
 *
 * @param extraDigits - digits beyond the minor unit: 0 for booked amounts, 4 for prices
 * @throws {@link InvalidValueError} `INVALID_VALUE` when it needs more digits than that; nothing is rounded
 * @example
 * toStoredMoney({ amount: '12.34', currency: 'EUR' }, 0); // { amount: 1234, currency: 'EUR' }
 */
export function toStoredMoney(value: MoneyValue, extraDigits: number): StoredMoney {
  return { amount: parseDecimal(value.amount, minorUnits(value.currency) + extraDigits), currency: value.currency };
}

/**
 * Turns a stored amount back into text; digits beyond the minor unit appear only where they are not zero.
 *
 * @param extraDigits - as the field declares it
 * @throws {@link InvalidValueError} `INVALID_VALUE` when the currency is unknown
 * @example
 * fromStoredMoney({ amount: 123450, currency: 'EUR' }, 4); // { amount: '0.12345', currency: 'EUR' }
 */
export function fromStoredMoney(value: StoredMoney, extraDigits: number): MoneyValue {
  const minor = minorUnits(value.currency);
  const amount = formatDecimal(value.amount, minor + extraDigits);
  return { amount: extraDigits === 0 ? amount : trimZeros(amount, extraDigits), currency: value.currency };
}

function trimZeros(amount: string, most: number): string {
  return amount.replace(new RegExp(`0{1,${most}}$`), '').replace(/\.$/, '');
}
