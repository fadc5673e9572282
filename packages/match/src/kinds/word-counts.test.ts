import { expect, it } from 'vitest';
import { GrowingDictionary } from '../table/growing-dictionary.js';
import { boundHanRarity, countWords } from './word-counts.js';

it('counts records by word, and keeps the commonest words of a large field', () => {
  const dictionary = new GrowingDictionary();
  for (let at = 0; at < 21_000; at++) {
    const id = dictionary.intern(`word${at}`);
    dictionary.counts[id] = at < 500 ? 2 : 3;
  }
  const { records, words } = countWords(dictionary);
  expect(records).toBe(21_000 * 3 - 500);
  expect(words.length).toBe(20_000);
  expect(words.every(([, count]) => count === 3)).toBe(true);
  expect(words.toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual(words);
});

it('keeps the commonest characters', () => {
  const counts = Object.fromEntries(Array.from({ length: 20_001 }, (_, at) => [`t${at}`, at === 7 ? 1 : 2]));
  const bound = boundHanRarity({ names: 9, counts });
  expect(Object.keys(bound.counts).length).toBe(20_000);
  expect('t7' in bound.counts).toBe(false);
});
