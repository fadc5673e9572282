import { InvalidValueError } from '../errors/invalid-value-error.js';
import type { FieldType } from '../model/field-type.js';
import { EARLIEST_INSTANT, isDate, LATEST_INSTANT } from '../values/date.js';
import { fitsInt64, hasMoreDigits, toBigInt, toScaled } from '../values/decimal.js';
import { cleanText } from '../values/text.js';
import { checkJson } from './check-json.js';
import type { Scaled, StoredMoney, StoredValue } from './contract.js';

/**
 * Checks one value against its field type and gives it in its one stored form.
 *
 * @param value - anything but null and undefined
 * @param type - the field's type
 * @param path - where the value stands, for the error
 * @returns the value to store: −0 becomes 0, a scaled integer a number while it is safe; objects and lists are copies
 * @throws {@link InvalidValueError} `INVALID_VALUE` when the value is not of the type or cannot be stored everywhere
 * @example
 * checkValue(-0, { type: 'int' }, 'employees'); // 0
 */
export function checkValue(value: unknown, type: FieldType, path: string): StoredValue {
  switch (type.type) {
    case 'bool':
      return checkBoolean(value, path);
    case 'int':
      return checkInteger(value, path);
    case 'instant':
      return checkInstant(value, path);
    case 'decimal':
      return checkScaled(value, type.precision, path);
    case 'text':
    case 'keyword':
    case 'ref':
      return checkText(value, path);
    case 'date':
      return checkDate(value, path);
    case 'money':
      return checkMoney(value, path);
    case 'list':
      return checkList(value, path);
    case 'json':
      return checkJson(value, path);
    default:
      return type satisfies never;
  }
}

/**
 * Refuses text that not every storage can keep: NUL, a lone surrogate, or not normalised (NFC).
 *
 * @param value - anything
 * @param path - where the value stands, for the error
 * @returns the text as it was
 * @throws {@link InvalidValueError} `INVALID_VALUE`
 * @example
 * checkText('臺灣水泥', 'name'); // '臺灣水泥'
 */
export function checkText(value: unknown, path: string): string {
  if (typeof value !== 'string') throw new InvalidValueError(path, 'expected text');
  if (cleanText(value, path) !== value) throw new InvalidValueError(path, 'text has to be in Unicode normal form C');
  return value;
}

function checkBoolean(value: unknown, path: string): boolean {
  if (typeof value !== 'boolean') throw new InvalidValueError(path, 'expected true or false');
  return value;
}

function checkInteger(value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw new InvalidValueError(path, 'expected a whole number within ±(2^53 − 1)');
  return value === 0 ? 0 : value;
}

function checkInstant(value: unknown, path: string): number {
  const instant = checkInteger(value, path);
  if (instant < EARLIEST_INSTANT || instant > LATEST_INSTANT)
    throw new InvalidValueError(path, 'expected UTC milliseconds of a year from 1 to 9999');
  return instant;
}

function checkScaled(value: unknown, precision: number | null, path: string): Scaled {
  if (precision === null && Number.isSafeInteger(value)) return value === 0 ? 0 : (value as number);
  const exact = parseScaled(value);
  if (exact === null)
    throw new InvalidValueError(path, 'expected a scaled whole number, as digits in text beyond 2^53 − 1');
  if (!fitsInt64(exact)) throw new InvalidValueError(path, 'the number needs more than 64 bits');
  if (precision !== null && hasMoreDigits(exact, precision))
    throw new InvalidValueError(path, `the number has more than ${precision} digits`);
  return toScaled(exact);
}

function parseScaled(value: unknown): bigint | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : null;
  if (typeof value === 'string') return /^-?\d{1,40}$/.test(value) ? toBigInt(value) : null;
  return null;
}

function checkDate(value: unknown, path: string): string {
  if (typeof value !== 'string' || !isDate(value)) throw new InvalidValueError(path, 'expected a date as yyyy-mm-dd');
  return value;
}

function checkMoney(value: unknown, path: string): StoredMoney {
  const isMoney =
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 2 &&
    Object.hasOwn(value, 'amount') &&
    Object.hasOwn(value, 'currency');
  if (!isMoney) throw new InvalidValueError(path, 'expected money as { amount, currency }');
  const { amount, currency } = value as { readonly amount: unknown; readonly currency: unknown };
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) {
    throw new InvalidValueError(`${path}.currency`, 'expected a currency code of three capital letters');
  }
  return { amount: checkScaled(amount, null, `${path}.amount`), currency };
}

function checkList(value: unknown, path: string): readonly string[] {
  if (!Array.isArray(value)) throw new InvalidValueError(path, 'expected a list of text');
  // Array.from visits holes too, so a sparse list is refused like one with undefined in it.
  return Array.from(value, (item: unknown, index) => checkText(item, `${path}.${index}`));
}
