import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareBytes } from './compare-bytes.js';
import { afterKey, spanOf } from './key-range.js';
import { recordKey } from './record-key.js';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 5 }).filter((key) => key.some((byte) => byte !== 0xff));

it('a span holds exactly the keys that begin with its prefix (seed 11)', () => {
  fc.assert(
    fc.property(bytes, fc.uint8Array({ maxLength: 6 }), (prefix, key) => {
      const { from, until } = spanOf(Uint8Array.from(prefix));
      const inside = compareBytes(key, from) >= 0 && compareBytes(key, until) < 0;
      expect(inside).toBe(prefix.every((byte, at) => key[at] === byte));
    }),
    { seed: 11, numRuns: 5_000 },
  );
});

it('nothing lies between a key and the one behind it', () => {
  const key = recordKey('party', 'pty_1');
  expect(compareBytes(key, afterKey(key))).toBeLessThan(0);
  expect(afterKey(key)).toEqual(Uint8Array.from([...key, 0]));
});

it('keeps entities apart whose names begin alike', () => {
  const { from, until } = spanOf(recordKey('order', ''));
  const other = recordKey('orderLine', 'x');
  expect(compareBytes(other, from) >= 0 && compareBytes(other, until) < 0).toBe(false);
});
