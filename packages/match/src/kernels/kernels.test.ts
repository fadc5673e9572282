import { createRandom } from '@crmkit/core/testing';
import { describe, expect, it } from 'vitest';
import { GrowingDictionary } from '../table/growing-dictionary.js';
import { weightedSubsequence } from './common-subsequence.js';
import { osaAtMost } from './damerau-levenshtein.js';
import {
  dictionaryJaroWinkler,
  dictionaryJaroWinklerAtLeast,
  dictionaryLevenshtein,
  dictionaryLevenshteinAtMost,
  dictionaryOsaAtMost,
  dictionaryWeightedSubsequence,
} from './dictionary-kernels.js';
import { jaroWinkler, jaroWinklerAtLeast } from './jaro-winkler.js';
import { levenshtein, levenshteinAtMost } from './levenshtein.js';
import { plainJaroWinkler, plainLevenshtein, plainOsa, plainSubsequence } from './plain-kernels.js';
import { drawPair } from './random-texts.js';

const SEED = 41;
const PAIRS = 20_000;

function codesOf(text: string): Uint16Array {
  const codes = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) codes[at] = text.charCodeAt(at);
  return codes;
}

type Range = readonly [Uint16Array, number, number, Uint16Array, number, number];
function ranges(a: string, b: string): Range {
  return [codesOf(a), 0, a.length, codesOf(b), 0, b.length];
}

const fixed = [
  ['MARTHA', 'MARHTA', 0.9611],
  ['DWAYNE', 'DUANE', 0.84],
  ['DIXON', 'DICKSONX', 0.8133],
  ['', '', 1],
  ['', 'a', 0],
  ['a', 'a', 1],
  ['a', 'b', 0],
] as const;

describe('jaroWinkler', () => {
  it.each(fixed)('of %s and %s is as published', (a, b, expected) => {
    expect(jaroWinkler(...ranges(a, b))).toBeCloseTo(expected, 4);
  });

  it(`equals the plain version both ways round, with any length and script (seed ${SEED})`, () => {
    const random = createRandom(SEED);
    for (let index = 0; index < PAIRS; index++) {
      const [a, b] = drawPair(random);
      const expected = plainJaroWinkler(a, b);
      if (jaroWinkler(...ranges(a, b)) !== expected) expect([a, b, jaroWinkler(...ranges(a, b))]).toBe(expected);
      if (jaroWinkler(...ranges(b, a)) !== expected) expect([b, a, jaroWinkler(...ranges(b, a))]).toBe(expected);
    }
  });

  it(`with a bound is exact at or above it and below it otherwise (seed ${SEED})`, () => {
    const random = createRandom(SEED);
    let skipped = 0;
    for (let index = 0; index < PAIRS; index++) {
      const [a, b] = drawPair(random);
      const exact = plainJaroWinkler(a, b);
      const bound = random.pick([0, 0.3, 0.7, 0.8, 0.88, 0.92, 0.95, 1, exact]);
      const found = jaroWinklerAtLeast(...ranges(a, b), bound);
      if (exact >= bound ? found !== exact : found >= bound) expect([a, b, bound, found]).toBe(exact);
      if (found === 0 && exact > 0) skipped++;
    }
    expect(skipped).toBeGreaterThan(PAIRS / 10);
  });

  it('takes two texts of a million code units without comparing all with all', () => {
    const long = 'abcdefghij'.repeat(100_000);
    // All match, and each in the place of its neighbour.
    expect(jaroWinkler(...ranges(long, `${long.slice(1)}a`))).toBeCloseTo(5 / 6, 9);
  });
});

describe('levenshtein', () => {
  it(`equals the plain version both ways round, with any length and script (seed ${SEED})`, () => {
    const random = createRandom(SEED);
    for (let index = 0; index < PAIRS; index++) {
      const [a, b] = drawPair(random);
      const expected = plainLevenshtein(a, b);
      if (levenshtein(...ranges(a, b)) !== expected) expect([a, b, levenshtein(...ranges(a, b))]).toBe(expected);
      const limit = random.integer(0, random.chance(0.7) ? 4 : 80);
      const limited = levenshteinAtMost(...ranges(b, a), limit);
      if (limited !== Math.min(expected, limit + 1)) expect([a, b, limit, limited]).toBe(expected);
    }
  });

  it('with a limit takes two texts of a million code units', () => {
    const long = 'abcdefghij'.repeat(100_000);
    expect(levenshteinAtMost(...ranges(`x${long}`, `${long}y`), 3)).toBe(2);
    expect(levenshteinAtMost(...ranges(`x${long}z`, long.replaceAll('a', 'q')), 3)).toBe(4);
  });
});

describe('osaAtMost', () => {
  it('counts an exchange of neighbours as one, and changes no part twice', () => {
    expect(osaAtMost(...ranges('smith', 'smtih'), 5)).toBe(1);
    expect(osaAtMost(...ranges('ca', 'abc'), 5)).toBe(3);
    expect(osaAtMost(...ranges('ab', 'ba'), 0)).toBe(1);
  });

  it(`equals the plain version both ways round, with any length and script (seed ${SEED})`, () => {
    const random = createRandom(SEED);
    for (let index = 0; index < PAIRS; index++) {
      const [a, b] = drawPair(random);
      const expected = plainOsa(a, b);
      const limit = random.integer(0, random.chance(0.7) ? 4 : 250);
      const found = osaAtMost(...ranges(a, b), limit);
      if (found !== Math.min(expected, limit + 1)) expect([a, b, limit, found]).toBe(expected);
      const turned = osaAtMost(...ranges(b, a), limit);
      if (turned !== found) expect([b, a, limit, turned]).toBe(found);
    }
  });
});

describe('weightedSubsequence', () => {
  const weight = (code: number): number => 1 + (code % 7);

  it('finds a short name in a full one', () => {
    const text = '台泥臺灣水泥';
    expect(weightedSubsequence(codesOf(text), 0, 2, 2, 6, () => 1)).toBe(1);
    expect(weightedSubsequence(codesOf('亞泥亞洲水泥'), 0, 2, 2, 6, () => 1)).toBe(2);
  });

  it(`equals the plain version (seed ${SEED})`, () => {
    const random = createRandom(SEED);
    for (let index = 0; index < PAIRS / 4; index++) {
      const [a, b] = drawPair(random);
      const codes = codesOf(a + b);
      const found = weightedSubsequence(codes, 0, a.length, a.length, codes.length, weight);
      const expected = plainSubsequence(a, b, weight);
      if (found !== expected) expect([a, b, found]).toBe(expected);
    }
  });
});

describe('kernels over the ids of a dictionary', () => {
  it('see texts that were added later, also when the codes became wider', () => {
    const dictionary = new GrowingDictionary();
    const kernels = [
      dictionaryJaroWinkler(dictionary),
      dictionaryLevenshtein(dictionary),
      dictionaryWeightedSubsequence(dictionary, () => 1),
    ] as const;
    const limited = [
      dictionaryJaroWinklerAtLeast(dictionary),
      dictionaryLevenshteinAtMost(dictionary),
      dictionaryOsaAtMost(dictionary),
    ] as const;
    const check = (a: string, b: string): void => {
      const ids = [dictionary.intern(a), dictionary.intern(b)] as const;
      expect(kernels.map((kernel) => kernel(...ids))).toEqual([
        plainJaroWinkler(a, b),
        plainLevenshtein(a, b),
        plainSubsequence(a, b, () => 1),
      ]);
      expect(limited.map((kernel, index) => kernel(...ids, index === 0 ? 0.1 : 9))).toEqual([
        plainJaroWinkler(a, b),
        plainLevenshtein(a, b),
        plainOsa(a, b),
      ]);
    };
    check('smith', 'smiht');
    for (let index = 0; index < 1000; index++) dictionary.intern(`filler ${index}`);
    check('johnson', 'jonhson');
    check('王小明', '王曉明');
    check('smith', 'smyth');
  });
});
