import type { FieldType, StoredValue } from '@crmkit/core';
import { InvalidValueError } from '@crmkit/core';
import { compareStored } from '@crmkit/core/storage';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBytes } from './compare-bytes.js';
import { encodeKey, isKeyable } from './encode-key.js';
import { KeyWriter } from './key-writer.js';

const seed = 20_240_229;
const parameters = { seed, numRuns: 2_000 };

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const nearby = fc
  .integer({ min: -3, max: 3 })
  .chain((by) =>
    fc
      .constantFrom(0n, 2n ** 31n, 2n ** 32n, -(2n ** 32n), 2n ** 53n, -(2n ** 53n), 10n ** 17n)
      .map((edge) => edge + BigInt(by)),
  );
const scaled = fc
  .oneof(int64, nearby)
  .map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()));
const storable = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('a', 'b', '\u{1F600}', '\uFF5E', '\uE000', '\uD7FF', 'é', '臺', '\u{10FFFF}', '\u0001'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 6,
  })
  .filter((text) => !text.includes('\0'));
const date = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 10));

const kinds: readonly (readonly [string, FieldType, fc.Arbitrary<StoredValue>])[] = [
  ['bool', { type: 'bool' }, fc.boolean()],
  ['int', { type: 'int' }, fc.maxSafeInteger()],
  ['decimal, also beyond 2^53', { type: 'decimal', precision: 18, scale: 4 }, scaled],
  ['instant', { type: 'instant' }, fc.integer({ min: -8.64e15, max: 8.64e15 })],
  ['date', { type: 'date' }, date],
  ['text by code point', { type: 'text' }, storable],
  ['keyword', { type: 'keyword' }, storable],
  ['ref', { type: 'ref', entity: 'party' }, storable],
  [
    'money by currency, then amount',
    { type: 'money', extraDigits: 0 },
    fc.record({ amount: scaled, currency: fc.constantFrom('TWD', 'TWE', 'EUR', 'USD') }),
  ],
];

describe(`order of encoded values (seed ${seed})`, () => {
  it.each(kinds)('bytes order as the contract does: %s', (_, type, values) => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(Math.sign(compareBytes(encodeKey(type, a), encodeKey(type, b)))).toBe(
          Math.sign(compareStored(type, a, b)),
        );
      }),
      parameters,
    );
  });

  it.each(kinds)('no value comes before every value: %s', (_, type, values) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(compareBytes(encodeKey(type, undefined), encodeKey(type, value))).toBeLessThan(0);
      }),
      parameters,
    );
  });

  it.each(kinds)(
    'a value is never the beginning of another, so what follows it cannot disturb the order: %s',
    (_, type, values) => {
      fc.assert(
        fc.property(values, values, fc.uint8Array({ maxLength: 4 }), (a, b, tail) => {
          const order = compareStored(type, a, b);
          fc.pre(order !== 0);
          const joined = new KeyWriter().writeBytes(encodeKey(type, a)).writeBytes(tail).take();
          expect(Math.sign(compareBytes(joined, encodeKey(type, b)))).toBe(Math.sign(order));
        }),
        parameters,
      );
    },
  );

  it('sorts texts that UTF-16 would turn round', () => {
    const keys = ['\u{1F600}', '\uFF5E', '\uE000'].map((text) => encodeKey({ type: 'text' }, text));
    expect(keys.toSorted(compareBytes)).toEqual([keys[2], keys[1], keys[0]]);
  });

  it('tells integers apart that a float cannot', () => {
    const type = { type: 'decimal', precision: 18, scale: 0 } as const;
    const low = encodeKey(type, '9007199254740992');
    const high = encodeKey(type, '9007199254740993');
    expect(compareBytes(low, high)).toBeLessThan(0);
    expect(compareBytes(encodeKey(type, Number.MAX_SAFE_INTEGER), low)).toBeLessThan(0);
  });

  it('gives a number and the same number in text one key', () => {
    const type = { type: 'decimal', precision: 18, scale: 0 } as const;
    expect(encodeKey(type, '-4294967297')).toEqual(encodeKey(type, -4294967297));
  });
});

describe('what makes no key', () => {
  it('says which types have no order', () => {
    expect([
      isKeyable({ type: 'json' }),
      isKeyable({ type: 'list', of: 'text' }),
      isKeyable({ type: 'money', extraDigits: 4 }),
    ]).toEqual([false, false, true]);
  });

  it.each([['9223372036854775808'], ['1.5'], ['']])('refuses %j as a scaled integer', (value) => {
    expect(() => encodeKey({ type: 'decimal', precision: 18, scale: 0 }, value)).toThrow(InvalidValueError);
  });

  it('refuses a fraction and a list', () => {
    expect(() => encodeKey({ type: 'int' }, 0.5)).toThrow(InvalidValueError);
    expect(() => encodeKey({ type: 'list', of: 'text' }, ['a'])).toThrow(InvalidValueError);
  });
});
