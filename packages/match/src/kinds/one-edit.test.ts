import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areWithinOneEdit, isWithinOneEdit } from './one-edit.js';

/** All texts one step away from a text over a small alphabet, and the text itself. */
function listNeighbours(text: string, alphabet: string): ReadonlySet<string> {
  const found = new Set([text]);
  for (let index = 0; index <= text.length; index += 1) {
    const before = text.slice(0, index);
    const after = text.slice(index);
    for (const letter of alphabet) {
      found.add(before + letter + after);
      if (after !== '') found.add(before + letter + after.slice(1));
    }
    if (after !== '') found.add(before + after.slice(1));
    if (after.length > 1) found.add(before + after[1] + after[0] + after.slice(2));
  }
  return found;
}

describe('one edit', () => {
  it('is told as by listing all neighbours', () => {
    const word = fc.stringMatching(/^[abc]{0,6}$/);
    fc.assert(
      fc.property(word, word, (a, b) => {
        const expected = listNeighbours(a, 'abc').has(b);
        const codes = Uint16Array.from([...`xx${a}${b}y`].map((letter) => letter.charCodeAt(0)));
        expect(areWithinOneEdit(a, b)).toBe(expected);
        expect(isWithinOneEdit(codes, 2, 2 + a.length, 2 + a.length, 2 + a.length + b.length)).toBe(expected);
      }),
      { numRuns: 5000, seed: 9 },
    );
  });
});
