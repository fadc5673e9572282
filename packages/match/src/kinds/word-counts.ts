import type { HanRarity } from '../chinese/han-rarity.js';
import type { Dictionary } from '../table/dictionary.js';
import type { Learned } from './kind.js';

/**
 * How common words are in the data of a field, as plain JSON that is kept with a model: a comparator given the same
 * counts answers alike, however the data has grown since.
 */
export type WordCounts = {
  /** Records that bore a value. */
  readonly records: number;
  /**
   * Words that several records bear, the 20,000 commonest of them, each with the number of records; sorted by word. A word
   * not listed counts as one.
   */
  readonly words: readonly (readonly [word: string, records: number])[];
  /** The same for the characters of Chinese names. */
  readonly han?: HanRarity;
};

/** More words would make a model large and tell little: those beyond are all rare. */
const MOST_WORDS = 20_000;

/** The commonest of counted words; among equals the first ones by code unit, so that the choice is always the same. */
function keepCommonest(counted: readonly (readonly [string, number])[]): readonly (readonly [string, number])[] {
  if (counted.length <= MOST_WORDS) return counted;
  return counted.toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).slice(0, MOST_WORDS);
}

/** Counts in how many records each word of a dictionary's texts occurs. */
export function countWords(dictionary: Dictionary): WordCounts {
  const frequencies = new Map<string, number>();
  let records = 0;
  for (let id = 1; id < dictionary.size; id += 1) {
    const count = Math.max(1, dictionary.counts[id] ?? 1);
    records += count;
    for (const word of new Set(dictionary.text(id).split(' ')))
      frequencies.set(word, (frequencies.get(word) ?? 0) + count);
  }
  const words = keepCommonest([...frequencies].filter(([, count]) => count > 1));
  return { records, words: words.toSorted(([one], [other]) => (one < other ? -1 : 1)) };
}

/** The same of Chinese names: their characters, bounded like words. */
export function boundHanRarity({ names, counts }: HanRarity): HanRarity {
  return { names, counts: Object.fromEntries(keepCommonest(Object.entries(counts))) };
}

function isWordCounts(learned: Learned): learned is WordCounts {
  return typeof learned.records === 'number' && Array.isArray(learned.words);
}

/**
 * The counts in what a model learned.
 *
 * @returns `undefined` when nothing was learned
 * @throws TypeError when it is of another shape: a fault in a model that was written by hand
 */
export function readWordCounts(learned: Learned | undefined): WordCounts | undefined {
  if (learned === undefined) return undefined;
  if (isWordCounts(learned)) return learned;
  throw new TypeError('What the model learned of a field has no counts of words. Learn the model anew.');
}
