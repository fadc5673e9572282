import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCrmError } from '../errors/crm-error.js';
import {
  canonicalDecimal,
  compareDecimals,
  compareScaled,
  decimalScale,
  divideRounded,
  fitsInt64,
  formatDecimal,
  parseDecimal,
  toBigInt,
  toScaled,
} from './decimal.js';

const SEED = 11;
const scaled = fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n });

describe('decimals', () => {
  it('hold 18 digits exactly, as a number while it is safe', () => {
    expect(parseDecimal('9007199254740991', 0)).toBe(9007199254740991);
    expect(parseDecimal('9007199254740993', 0)).toBe('9007199254740993');
    expect(parseDecimal('-9999999999.99999999', 8)).toBe('-999999999999999999');
    expect(formatDecimal('-999999999999999999', 8)).toBe('-9999999999.99999999');
  });

  it('fill and trim zeros, but round nothing away', () => {
    expect(parseDecimal('12.5', 2)).toBe(1250);
    expect(parseDecimal('12.500', 1)).toBe(125);
    expect(parseDecimal('-0.00', 2)).toBe(0);
    expect(Object.is(parseDecimal('-0', 0), 0)).toBe(true);
    expect(formatDecimal(-5, 2)).toBe('-0.05');
    expect(canonicalDecimal('-007.50')).toBe('-7.5');
    expect(decimalScale('1.250')).toBe(2);
  });

  it.each([
    '',
    '.',
    '1.',
    '.5',
    '+1',
    '1e3',
    ' 1',
    '1,5',
    '0x1',
    'NaN',
    'Infinity',
    '--1',
    '１',
    '1'.repeat(19),
    '0.0000000000000000001',
    '1'.repeat(100_000),
  ])('refuse %j', (text) => {
    expect(() => parseDecimal(text, 18)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
  });

  it('refuse more digits than the scale keeps, and more than 18 at that scale', () => {
    expect(() => parseDecimal('1.005', 2)).toThrow(/3 digits after the point/);
    expect(() => parseDecimal('99999999999999999', 2)).toThrow(/more than 18 digits/);
    expect(() => parseDecimal(12 as never, 2)).toThrow(
      expect.toSatisfy((error: unknown) => isCrmError(error, 'INVALID_VALUE')),
    );
  });

  it(`come back from text unchanged at every scale (seed ${SEED})`, () => {
    fc.assert(
      fc.property(scaled, fc.integer({ min: 0, max: 18 }), (value, scale) => {
        const text = formatDecimal(toScaled(value), scale);
        expect(toBigInt(parseDecimal(text, scale))).toBe(value);
        expect(canonicalDecimal(canonicalDecimal(text))).toBe(canonicalDecimal(text));
      }),
      { seed: SEED },
    );
  });

  it(`compare by exact value, whatever their scales (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        scaled,
        fc.integer({ min: 0, max: 8 }),
        scaled,
        fc.integer({ min: 0, max: 8 }),
        (a, scaleOfA, b, scaleOfB) => {
          const [x, y] = [a * 10n ** BigInt(8 - scaleOfA), b * 10n ** BigInt(8 - scaleOfB)];
          expect(compareDecimals(toScaled(a), scaleOfA, toScaled(b), scaleOfB)).toBe(x < y ? -1 : x > y ? 1 : 0);
          expect(compareScaled(toScaled(a), toScaled(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
        },
      ),
      { seed: SEED },
    );
  });

  it('divide with halves rounded away from zero', () => {
    expect([5n, -5n, 4n, 1n, -1n, 7n].map((dividend) => divideRounded(dividend, 2n))).toEqual([
      3n,
      -3n,
      2n,
      1n,
      -1n,
      4n,
    ]);
    expect(divideRounded(1n, 3n)).toBe(0n);
    expect(divideRounded(-2n, 3n)).toBe(-1n);
  });

  it('know the ends of 64 bits', () => {
    expect([2n ** 63n - 1n, 2n ** 63n, -(2n ** 63n), -(2n ** 63n) - 1n].map(fitsInt64)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
