import { InvalidValueError } from '../errors/invalid-value-error.js';
import type { Scaled } from '../storage/contract.js';

/** Most digits a decimal has in all, so that every scaled value fits a signed 64-bit integer. */
export const MAX_DECIMAL_DIGITS = 18;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const LARGEST_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const LARGEST_INT64 = 2n ** 63n - 1n;

/** A decimal text taken apart: its digits as a whole number, and how many of them stand after the point. */
interface DecimalParts {
  readonly unscaled: bigint;
  readonly scale: number;
}

/**
 * Reads a decimal text into the exact scaled integer that rows hold.
 *
 * @param text - `-?digits[.digits]`, no exponent, no plus sign, no spaces
 * @param scale - digits after the point of the result; trailing zeros beyond it are accepted, other digits are not
 * @param most - digits of the result in all; default 18
 * @returns a number while it is safe, digits as text beyond ±(2^53 − 1)
 * @throws {@link InvalidValueError} `INVALID_VALUE` when it is not a decimal, has too many digits for
 * `scale`, or more than 18 by itself
 * @example
 * parseDecimal('12.5', 2); // 1250
 */
export function parseDecimal(text: string, scale: number, most: number = MAX_DECIMAL_DIGITS): Scaled {
  const parts = splitDecimal(text);
  if (parts.scale > scale)
    throw new InvalidValueError('decimal', `it has ${parts.scale} digits after the point where ${scale} are kept`);
  const value = parts.unscaled * 10n ** BigInt(scale - parts.scale);
  if (hasMoreDigits(value, most)) throw tooLong(most);
  return toScaled(value);
}

/**
 * Tells whether a whole number has more digits than are kept.
 *
 * @example
 * hasMoreDigits(-1000n, 3); // true
 */
export function hasMoreDigits(value: bigint, most: number): boolean {
  return (value < 0n ? -value : value) >= 10n ** BigInt(most);
}

/**
 * Writes a scaled integer as a decimal text with exactly `scale` digits after the point.
 *
 * @example
 * formatDecimal(-5, 2); // '-0.05'
 */
export function formatDecimal(value: Scaled, scale: number): string {
  const text = typeof value === 'number' ? String(value) : value;
  const negative = text.startsWith('-');
  const digits = (negative ? text.slice(1) : text).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `${negative ? '-' : ''}${whole}${scale > 0 ? `.${digits.slice(-scale)}` : ''}`;
}

/**
 * Brings a decimal text to its one shortest form: no leading zeros, no trailing zeros after the point, no `-0`.
 *
 * @throws {@link InvalidValueError} `INVALID_VALUE` when it is not a decimal or has more than 18 digits
 * @example
 * canonicalDecimal('-007.50'); // '-7.5'
 */
export function canonicalDecimal(text: string): string {
  const { scale } = splitDecimal(text);
  return formatDecimal(parseDecimal(text, scale), scale);
}

/**
 * Counts the digits after the point that a decimal text needs; trailing zeros do not count.
 *
 * @throws {@link InvalidValueError} `INVALID_VALUE` when it is not a decimal or has more than 18 digits
 * @example
 * decimalScale('1.250'); // 2
 */
export function decimalScale(text: string): number {
  return splitDecimal(text).scale;
}

/**
 * Narrows a big integer to the form rows hold.
 *
 * @example
 * toScaled(9007199254740993n); // '9007199254740993'
 */
export function toScaled(value: bigint): Scaled {
  return value <= LARGEST_SAFE && value >= -LARGEST_SAFE ? Number(value) : value.toString();
}

/**
 * Widens a scaled integer for arithmetic.
 *
 * @example
 * toBigInt('9007199254740993'); // 9007199254740993n
 */
export function toBigInt(value: Scaled): bigint {
  return BigInt(value);
}

/**
 * Compares two scaled integers of the same scale.
 *
 * @returns −1 when `a` is less, 0 when equal, 1 when greater
 * @example
 * compareScaled(5, '9007199254740993'); // -1
 */
export function compareScaled(a: Scaled, b: Scaled): -1 | 0 | 1 {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  return compareBigInt(BigInt(a), BigInt(b));
}

/**
 * Compares two decimals by exact value, whatever their scales.
 *
 * @example
 * compareDecimals(15, 1, 150, 2); // 0: 1.5 and 1.50
 */
export function compareDecimals(a: Scaled, scaleOfA: number, b: Scaled, scaleOfB: number): -1 | 0 | 1 {
  if (scaleOfA === scaleOfB) return compareScaled(a, b);
  return scaleOfA < scaleOfB
    ? compareBigInt(BigInt(a) * 10n ** BigInt(scaleOfB - scaleOfA), BigInt(b))
    : compareBigInt(BigInt(a), BigInt(b) * 10n ** BigInt(scaleOfA - scaleOfB));
}

/**
 * Divides and rounds half away from zero.
 *
 * @param divisor - greater than zero
 * @example
 * divideRounded(-5n, 2n); // -3n
 */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const rounded = (2n * magnitude + divisor) / (2n * divisor);
  return dividend < 0n ? -rounded : rounded;
}

/**
 * Tells whether a sum or product still fits a signed 64-bit integer, the largest a storage keeps exactly.
 *
 * @example
 * fitsInt64(2n ** 63n); // false
 */
export function fitsInt64(value: bigint): boolean {
  return value <= LARGEST_INT64 && value >= -LARGEST_INT64 - 1n;
}

function splitDecimal(text: string): DecimalParts {
  // Two lengths of zeros more than any legal text: longer input is refused before a regular expression walks it.
  const match = typeof text === 'string' && text.length <= 80 ? DECIMAL.exec(text) : null;
  if (match === null) throw new InvalidValueError('decimal', 'expected a decimal such as 12.50');
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  const unscaled = BigInt(`${match[1]}${match[2]}${fraction}`);
  if (fraction.length > MAX_DECIMAL_DIGITS || hasMoreDigits(unscaled, MAX_DECIMAL_DIGITS))
    throw tooLong(MAX_DECIMAL_DIGITS);
  return { unscaled, scale: fraction.length };
}

function tooLong(most: number): InvalidValueError {
  return new InvalidValueError('decimal', `it has more than ${most} digits`);
}

function compareBigInt(a: bigint, b: bigint): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}
