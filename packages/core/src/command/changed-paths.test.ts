import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from '../expression/canonical.js';
import { isSameValue } from './changed-paths.js';

it('calls json the same that is written the same, whatever the order of its keys', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(isSameValue(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
      expect(isSameValue(a, shuffled(a))).toBe(true);
    }),
  );
});

it.each([
  ['a null and a missing key', { a: null }, {}, false],
  ['an undefined and a missing key', { a: undefined }, {}, true],
  ['no value and null', undefined, null, true],
  ['a list and an object', [], {}, false],
  ['a key of the prototype and a missing one', { toString: undefined, a: 1 }, { b: 1 }, false],
])('tells %s apart only where they are written differently', (_name, a, b, same) => {
  expect([isSameValue(a, b), isSameValue(b, a)]).toEqual([same, same]);
});

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, shuffled(member)]),
  );
}
