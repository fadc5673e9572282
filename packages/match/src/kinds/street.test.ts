import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GrowingDictionary } from '../table/growing-dictionary.js';
import { compareStreetParts, normaliseStreet, street } from './street.js';
import { splitStreet } from './street-parts.js';

const line = fc
  .tuple(
    fc.constantFrom('', '1', '12', '21', '12a', '112'),
    fc.constantFrom('oak', 'oka', 'deener', 'dener', 'mill hill', '5th', 'saint james', 'oakwood green'),
    fc.constantFrom('', 'st', 'road', 'avenue', 'close', 'unit 4'),
  )
  .map((parts) => normaliseStreet(parts.join(' ')));

describe('street', () => {
  it('compares in place as it does by parts', () => {
    fc.assert(
      fc.property(line, line, (one, other) => {
        fc.pre(one !== '' && other !== '' && one !== other);
        const dictionary = new GrowingDictionary();
        const level = street.comparator(dictionary)(dictionary.intern(one), dictionary.intern(other));
        expect(level).toBe(compareStreetParts(splitStreet(one), splitStreet(other)));
      }),
      { numRuns: 4000, seed: 6 },
    );
  });

  it('splits number and street wherever the number stands', () => {
    expect(splitStreet('12 oak ave')).toEqual({ number: '12', street: 'oak ave' });
    expect(splitStreet('hauptstr 12a')).toEqual({ number: '12a', street: 'hauptstr' });
    expect(splitStreet('unit 4 12 oak ave')).toEqual({ number: '12', street: 'oak ave' });
    expect(splitStreet('5th ave')).toEqual({ number: '', street: '5th ave' });
  });
});
