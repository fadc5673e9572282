import type { FieldType, Scaled, StoredMoney, StoredValue } from '@crmkit/core';
import { InvalidValueError } from '@crmkit/core';
import { type KeyBytes, KeyWriter } from './key-writer.js';

/** First byte of an encoded value: orders the kinds, with "no value" before every value. */
const tags = { none: 1, bool: 2, number: 3, text: 4, money: 5 } as const;
/** Ends a text: no text holds NUL, so a prefix sorts before what it begins. */
export const TERMINATOR = 0;

const INT64_MAX = (1n << 63n) - 1n;
const INT64_MIN = -(1n << 63n);

/**
 * Tells whether values of a type have an order that a key can carry; lists are keyed by element, json not at all.
 *
 * @example
 * isKeyable({ type: 'json' }); // false
 */
export function isKeyable(type: FieldType): boolean {
  return type.type !== 'json' && type.type !== 'list';
}

/**
 * Appends one value to a key, so that byte order equals the order of the contract: no value, false, true; numbers by
 * value, also beyond 2^53; texts by code point; money by currency, then amount. Encodings are self-delimiting.
 *
 * @param value - a stored value of `type`, or undefined for no value
 * @throws {@link InvalidValueError} `INVALID_VALUE` when the value is no value of its type or beyond 64 bits
 */
export function writeValue(writer: KeyWriter, type: FieldType, value: StoredValue | undefined): void {
  if (value === undefined || value === null) {
    writer.writeByte(tags.none);
    return;
  }
  switch (type.type) {
    case 'bool':
      writer.writeByte(tags.bool).writeByte(value === true ? 1 : 0);
      return;
    case 'int':
    case 'decimal':
    case 'instant':
      writer.writeByte(tags.number);
      writeScaled(writer, value as Scaled);
      return;
    case 'text':
    case 'keyword':
    case 'date':
    case 'ref':
      writer
        .writeByte(tags.text)
        .writeText(value as string)
        .writeByte(TERMINATOR);
      return;
    case 'money': {
      const { amount, currency } = value as StoredMoney;
      writer.writeByte(tags.money).writeText(currency).writeByte(TERMINATOR);
      writeScaled(writer, amount);
      return;
    }
    case 'list':
    case 'json':
      throw new InvalidValueError('', `a ${type.type} is not ordered and makes no key`);
    default:
      throw unknownType(type);
  }
}

/** Appends the beginning shared by every text that starts with `text`. */
export function writeTextPrefix(writer: KeyWriter, text: string): void {
  writer.writeByte(tags.text).writeText(text);
}

/** Appends the beginning shared by every amount of one currency. */
export function writeCurrencyPrefix(writer: KeyWriter, currency: string): void {
  writer.writeByte(tags.money).writeText(currency).writeByte(TERMINATOR);
}

/** Appends the beginning of every value of a type: what lies below it in the same place is "no value". */
export function writeFirstValue(writer: KeyWriter): void {
  writer.writeByte(tags.bool);
}

/**
 * One value as a key of its own, for tests and tools.
 *
 * @example
 * encodeKey({ type: 'bool' }, true); // Uint8Array [2, 1]
 */
export function encodeKey(type: FieldType, value: StoredValue | undefined): KeyBytes {
  const writer = new KeyWriter();
  writeValue(writer, type, value);
  return writer.take();
}

function writeScaled(writer: KeyWriter, value: Scaled): void {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new InvalidValueError('', 'a number in a key is a safe integer');
    writer.writeSafeInteger(value);
    return;
  }
  const integer = parseInteger(value);
  if (integer === null || integer > INT64_MAX || integer < INT64_MIN) {
    throw new InvalidValueError('', 'a scaled integer has at most 18 digits');
  }
  writer.writeInteger(integer);
}

function parseInteger(text: string): bigint | null {
  return /^-?\d{1,20}$/.test(text) ? BigInt(text) : null;
}

function unknownType(type: never): Error {
  return new InvalidValueError('', `unknown field type ${JSON.stringify(type)}`);
}
