import { InvalidValueError } from '../errors/invalid-value-error.js';
import type { FieldType } from '../model/field-type.js';
import type { Scaled, StoredValue } from '../storage/contract.js';
import { minorUnits } from '../values/currency.js';
import { isDate } from '../values/date.js';
import { canonicalDecimal, decimalScale, MAX_DECIMAL_DIGITS, parseDecimal } from '../values/decimal.js';
import { formatInstant, parseInstant } from '../values/instant.js';
import { money } from '../values/money.js';
import { cleanText } from '../values/text.js';
import type { Literal } from './node.js';

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
// An average of 18-digit values carries six more digits after the point.
const MOST_AGGREGATE_DIGITS = MAX_DECIMAL_DIGITS + 6;

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
      if (typeof value !== 'string') throw expected(path, `a text that holds a ${type}`);
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
  const kind = target.type === 'list' ? target.of : target.type;
  switch (literal.type) {
    case 'int':
      if (kind === 'int') return literal.value;
      if (target.type === 'decimal') return scaleNumber(String(literal.value), target.scale, target.precision);
      break;
    case 'decimal':
      if (kind === 'int') return scaleNumber(literal.value, 0, MAX_DECIMAL_DIGITS);
      if (target.type === 'decimal') return scaleNumber(literal.value, target.scale, target.precision);
      break;
    case 'money':
      if (target.type !== 'money') break;
      return {
        amount: scaleNumber(
          literal.value.amount,
          minorUnits(literal.value.currency) + target.extraDigits,
          target.extraDigits > 4 ? MOST_AGGREGATE_DIGITS : 0,
        ),
        currency: literal.value.currency,
      };
    case 'instant':
      if (kind === 'instant') return parseInstant(literal.value);
      break;
    case 'text':
    case 'keyword':
      if (kind === 'text' || kind === 'keyword') return literal.value;
      break;
    case 'bool':
    case 'date':
    case 'ref':
      if (kind === literal.type) return literal.value;
      break;
  }
  throw new InvalidValueError('literal', `a ${literal.type} cannot stand where a ${target.type} is expected`);
}

/**
 * The type a literal has by itself; a decimal has the scale its digits need.
 *
 * @example
 * typeOfLiteral({ op: 'lit', type: 'decimal', value: '1.5' }); // { type: 'decimal', precision: 18, scale: 1 }
 */
export function typeOfLiteral(literal: Literal): FieldType {
  switch (literal.type) {
    case 'decimal':
      return { type: 'decimal', precision: MAX_DECIMAL_DIGITS, scale: decimalScale(literal.value) };
    case 'money':
      return {
        type: 'money',
        extraDigits: Math.max(0, decimalScale(literal.value.amount) - minorUnits(literal.value.currency)),
      };
    case 'ref':
      return { type: 'ref', entity: '' };
    default:
      return { type: literal.type };
  }
}

// Averages carry more digits than what they average, so literals beside them may take more as well.
function scaleNumber(text: string, scale: number, precision: number): Scaled {
  return parseDecimal(text, scale, Math.max(MAX_DECIMAL_DIGITS, precision));
}

function canonicalText(type: Exclude<Literal['type'], 'bool' | 'int' | 'money'>, value: string, path: string): string {
  switch (type) {
    case 'decimal':
      return canonicalDecimal(value);
    case 'instant':
      return formatInstant(parseInstant(value));
    case 'date':
      if (!isDate(value)) throw expected(path, 'a date such as 2024-01-31');
      return value;
    case 'text':
    case 'keyword':
    case 'ref':
      return cleanText(value, path);
  }
}

function readMoney(value: unknown, path: string): { readonly amount: string; readonly currency: string } {
  const problem = expected(path, 'an amount and a currency, such as { amount: "12.50", currency: "TWD" }');
  if (typeof value !== 'object' || value === null) throw problem;
  const { amount, currency, ...rest } = { ...value } as { readonly amount?: unknown; readonly currency?: unknown };
  if (typeof amount !== 'string' || typeof currency !== 'string' || Object.keys(rest).length > 0) throw problem;
  return money(amount, currency);
}

function expected(path: string, what: string): InvalidValueError {
  return new InvalidValueError(path, `expected ${what}`);
}
