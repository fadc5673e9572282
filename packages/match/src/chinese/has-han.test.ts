import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryText } from './arbitrary-text.js';
import { hasHan } from './has-han.js';

it.each([
  ['台泥 TCC', true],
  ['𠮷野', true],
  ['二〇二五', true],
  ['TCC', false],
  ['ひらがな', false],
  ['한국', false],
  ['😀', false],
  ['', false],
])('answers %s with %s', (text, expected) => {
  expect(hasHan(text)).toBe(expected);
});

it('agrees with the script property of Unicode on letters of the basic plane', () => {
  fc.assert(
    fc.property(arbitraryText, (text) => {
      // The property also covers radicals and signs, which are no text of names: only its letters are asked.
      const letters = [...text].some((character) => /[\u3400-\u4dbf\u4e00-\u9fff]/u.test(character));
      if (letters) expect(hasHan(text)).toBe(true);
      else if (!/\p{Script=Han}|[\ud800-\udfff\uf900-\ufaff]/u.test(text) && !/[^\0-\uffff]/u.test(text))
        expect(hasHan(text)).toBe(false);
    }),
    { seed: 42, numRuns: 600 },
  );
});
