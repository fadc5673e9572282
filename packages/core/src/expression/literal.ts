import { InvalidValueError } from '../errors/invalid-value-error.js';
import type { FieldType } from '../model/field-type.js';
import type { StoredValue } from '../storage/contract.js';
import { minorUnits } from '../values/currency.js';
import { isDate } from '../values/date.js';
import { canonicalDecimal, decimalScale, MAX_DECIMAL_DIGITS, parseDecimal } from '../values/decimal.js';
import { formatInstant, parseInstant } from '../values/instant.js';
import { money } from '../values/money.js';
import { cleanText } from '../values/text.js';
import { comparableKind, scaleOf } from './kind.js';
import type { Literal, MoneyValue } from './node.js';

/** Types that literals and parameters can have. */
export const LITERAL_TYPES: readonly Literal['type'][] = [
  'bool',
  'int',
  'text',
  'keyword',
  'decimal',
  'date',
  'instant',
  'ref',
  'money',
];

/**
 * Reads a literal of a type from data that may be anything and brings it to its one canonical form.
 *
 * @param path - where the literal stands, for the error
 * @returns the literal: NFC text, shortest decimal, instant in UTC with milliseconds
 * @throws {@link InvalidValueError} `INVALID_VALUE` when the value is not of that type; nothing is coerced
 * @example
 * readLiteral('decimal', '1.50', 'right'); // { op: 'lit', type: 'decimal', value: '1.5' }
 */
export function readLiteral(type: Literal['type'], value: unknown, path: string): Literal {
  switch (type) {
    case 'bool':
      if (typeof value !== 'boolean') throw expected(path, 'true or false');
      return { op: 'lit', type, value };
    case 'int':
      if (typeof value !== 'number' || !Number.isSafeInteger(value))
        throw expected(path, 'a whole number within ±(2^53 − 1)');
      return { op: 'lit', type, value: value === 0 ? 0 : value };
    case 'money':
      return { op: 'lit', type, value: readMoney(value, path) };
    default:
      if (typeof value !== 'string') throw expected(path, `a ${type} as text`);
      return { op: 'lit', type, value: canonicalText(type, value, path) };
  }
}

/**
 * Turns a literal into the form that rows hold in a field of a type.
 *
 * @param target - the type of what the literal is compared with; numbers and money take its scale
 * @throws {@link InvalidValueError} `INVALID_VALUE` when the literal is of another kind or needs more digits than the
 * type keeps; nothing is rounded
 * @example
 * storeLiteral({ op: 'lit', type: 'decimal', value: '1.5' }, { type: 'decimal', precision: 12, scale: 2 }); // 150
 */
export function storeLiteral(literal: Literal, target: FieldType): StoredValue {
  if (comparableKind(target.type === 'list' ? { type: target.of } : target) !== comparableKind(literal))
    throw new InvalidValueError('literal', `a ${literal.type} cannot stand where a ${target.type} is expected`);
  switch (literal.type) {
    case 'int':
    case 'decimal':
      return parseDecimal(String(literal.value), scaleOf(target), mostDigits(target));
    case 'money': {
      const { amount, currency } = literal.value;
      return { amount: parseDecimal(amount, minorUnits(currency) + scaleOf(target), mostDigits(target)), currency };
    }
    case 'instant':
      return parseInstant(literal.value);
    default:
      return literal.value;
  }
}

/**
 * The type a literal has by itself; a decimal has the scale its digits need.
 *
 * @example
 * typeOfLiteral({ op: 'lit', type: 'decimal', value: '1.5' }); // { type: 'decimal', precision: 18, scale: 1 }
 */
export function typeOfLiteral(literal: Literal): FieldType {
  if (literal.type === 'decimal') return typeOfKind('decimal', decimalScale(literal.value));
  if (literal.type !== 'money') return typeOfKind(literal.type);
  const { amount, currency } = literal.value;
  return typeOfKind('money', Math.max(0, decimalScale(amount) - minorUnits(currency)));
}

/**
 * The type of a literal or parameter of a kind.
 *
 * @param digits - after the point, for money beyond the minor unit; default 0
 * @example
 * typeOfKind('money'); // { type: 'money', extraDigits: 0 }
 */
export function typeOfKind(type: Literal['type'], digits = 0): FieldType {
  switch (type) {
    case 'decimal':
      return { type, precision: MAX_DECIMAL_DIGITS, scale: digits };
    case 'money':
      return { type, extraDigits: digits };
    case 'ref':
      return { type, entity: '' };
    default:
      return { type };
  }
}

// Averages carry six digits more than what they average, so literals beside them may take more as well.
function mostDigits(target: FieldType): number {
  const isAverage = target.type === 'decimal' ? target.precision > MAX_DECIMAL_DIGITS : scaleOf(target) > 4;
  return MAX_DECIMAL_DIGITS + (isAverage ? 6 : 0);
}

function canonicalText(type: Literal['type'], value: string, path: string): string {
  switch (type) {
    case 'decimal':
      return canonicalDecimal(value);
    case 'instant':
      return formatInstant(parseInstant(value));
    case 'date':
      if (!isDate(value)) throw expected(path, 'a date such as 2024-01-31');
      return value;
    default:
      return cleanText(value, path);
  }
}

function readMoney(value: unknown, path: string): MoneyValue {
  const { amount, currency, ...rest } = Object(value) as { readonly [key: string]: unknown };
  if (typeof amount !== 'string' || typeof currency !== 'string' || Object.keys(rest).length > 0)
    throw expected(path, 'money such as { amount: "12.50", currency: "TWD" }');
  return money(amount, currency);
}

function expected(path: string, what: string): InvalidValueError {
  return new InvalidValueError(path, `expected ${what}`);
}
