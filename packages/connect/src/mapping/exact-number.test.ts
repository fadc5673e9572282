import { createRandom } from '@crmkit/core/testing';
import { describe, expect, it } from 'vitest';
import {
  addExact,
  fitExact,
  formatExact,
  multiplyExact,
  parseExact,
  roundExact,
  subtractExact,
} from './exact-number.js';

const exact = (text: string) => {
  const number = parseExact(text);
  if (number === null) throw new Error(`${text} is no number`);
  return number;
};

describe('exact numbers', () => {
  it.each([
    ['12.50', '12.50'],
    ['-0.005', '-0.005'],
    ['.5', '0.5'],
    ['7.', '7'],
    ['1e3', '1000'],
    ['1.5E-3', '0.0015'],
    ['+3', '3'],
  ])('reads %s', (text, written) => {
    expect(formatExact(exact(text))).toBe(written);
  });

  it.each(['', '.', '-', '1,5', '0x10', 'NaN', 'Infinity', '1e999', ' 1', '1'.repeat(100)])('refuses %j', (text) => {
    expect(parseExact(text)).toBeNull();
  });

  it('brings a float of four bytes back to what was meant', () => {
    expect(formatExact(roundExact(exact('9.80000019'), 2))).toBe('9.80');
    expect(formatExact(roundExact(exact('0.150000006'), 2))).toBe('0.15');
    expect(formatExact(roundExact(exact('-2.345'), 2))).toBe('-2.35');
  });

  it('changes the scale only when no digit is lost', () => {
    expect(fitExact(exact('1.2500'), 2)).toEqual({ units: 125n, scale: 2 });
    expect(fitExact(exact('1.255'), 2)).toBeNull();
  });

  it('computes like integers of cents (seed 7)', () => {
    const random = createRandom(7);
    for (let round = 0; round < 2000; round += 1) {
      const [a, b] = [random.integer(-1e9, 1e9), random.integer(-1e9, 1e9)];
      const [x, y] = [exact(`${a}e-2`), exact(`${b}e-4`)];
      expect(addExact(x, y)).toEqual({ units: BigInt(a) * 100n + BigInt(b), scale: 4 });
      expect(subtractExact(x, y)).toEqual({ units: BigInt(a) * 100n - BigInt(b), scale: 4 });
      expect(multiplyExact(x, y)).toEqual({ units: BigInt(a) * BigInt(b), scale: 6 });
    }
  });
});
