import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, compareText, foldText } from './text.js';

const SEED = 13;
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'é', '\ud7ff', '\ue000', '\uff5e', '\uffff', '\u{10000}', '\u{1f600}', '\u{10ffff}'),
  maxLength: 6,
});

const byCodePoints = (a: string, b: string): number => {
  const [x, y] = [a, b].map((each) => [...each].map((point) => point.codePointAt(0) ?? 0));
  for (let index = 0; index < Math.max(x?.length ?? 0, y?.length ?? 0); index++) {
    const difference = (x?.[index] ?? -1) - (y?.[index] ?? -1);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
};

describe('text order', () => {
  it('goes by code points where UTF-16 does not', () => {
    expect(['\u{1f600}', '\uff5e', '\ue000', 'z'].sort(compareText)).toEqual(['z', '\ue000', '\uff5e', '\u{1f600}']);
    expect(['\u{1f600}', '\uff5e'].sort()).toEqual(['\u{1f600}', '\uff5e']);
  });

  it(`is that of code points (seed ${SEED})`, () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(byCodePoints(a, b));
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });
});

describe('folding', () => {
  it('forgets case, width and compatibility forms', () => {
    expect(['ＡＣＭＥ', 'Acme', 'ﬁrst', 'ΟΔΟΣ', 'οδος', 'Å'].map(foldText)).toEqual([
      'acme',
      'acme',
      'first',
      'οδοσ',
      'οδοσ',
      'å',
    ]);
    expect(foldText('臺灣水泥')).toBe('臺灣水泥');
  });

  it(`is done after once, and gives text that may be stored (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 8 }), (value) => {
        const folded = foldText(value);
        expect(foldText(folded)).toBe(folded);
        expect(folded.normalize('NFC')).toBe(folded);
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });
});

describe('clean text', () => {
  it('is NFC', () => {
    expect(cleanText('e\u0301', 'name')).toBe('é');
    expect(cleanText('\u{1f600}', 'name')).toBe('\u{1f600}');
  });

  it.each([
    ['NUL', 'a\u0000b'],
    ['a lone high surrogate', 'a\ud83d'],
    ['a lone low surrogate', '\ude00a'],
    ['surrogates in the wrong order', '\ude00\ud83d'],
  ])('has no %s', (_, value) => {
    expect(() => cleanText(value, 'name')).toThrow(expect.objectContaining({ code: 'INVALID_VALUE', path: 'name' }));
  });
});
