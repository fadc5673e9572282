import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalisePhone } from './phone.js';

/** Calling code, then whether a trunk zero is written at home. */
const countries = [
  ['44', true],
  ['49', true],
  ['886', true],
  ['33', true],
  ['61', true],
  ['1', false],
  ['34', false],
  ['65', false],
  ['353', true],
] as const;
const national = fc.stringMatching(/^[2-9][0-9]{8,9}$/).filter((digits) => !digits.startsWith('89'));

describe('normalisePhone', () => {
  it('makes national and international spellings of one number equal', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...countries),
        national,
        fc.constantFrom('', ' ', '-', '.'),
        ([code, trunk], digits, mark) => {
          const split = `${digits.slice(0, 2)}${mark}${digits.slice(2, 5)}${mark}${digits.slice(5)}`;
          const home = normalisePhone(`${trunk ? '0' : ''}${split}`);
          expect(normalisePhone(`+${code}${mark}${split}`)).toBe(home);
          expect(normalisePhone(`00${code} ${split}`)).toBe(home);
          expect(normalisePhone(`+${code} (0)${split}`)).toBe(home);
          expect(normalisePhone(`(0${digits.slice(0, 2)}) ${digits.slice(2)}`)).toBe(home);
          expect(normalisePhone(`${trunk ? '0' : ''}${split} ext. 12`)).toBe(home);
        },
      ),
      { numRuns: 1000, seed: 5 },
    );
  });

  it.each(['12345', '000000000', '999-999-9999', '123456789', 'call me', '+', ''])('empties %s', (raw) => {
    expect(normalisePhone(raw)).toBe('');
  });
});
