import type { Dictionary } from '../table/dictionary.js';
import { countWords, type WordCounts } from './word-counts.js';

/** The words of every text of a dictionary as numbers, with how telling each word is. */
export interface TokenIndex {
  /** The different words of a text, sorted as strings, so that sums over them do not depend on the order of two texts. */
  wordsOf(id: number): readonly number[];
  /** The word behind a number. */
  word(token: number): string;
  /** ln(1 + records / records with the word); a word that was not counted is the rarest. */
  weight(token: number): number;
  /** The weight of a word that one record alone bears. */
  readonly highestWeight: number;
}

function buildIndex(dictionary: Dictionary, counts: WordCounts): TokenIndex {
  const frequencies = new Map(counts.words);
  const records = Math.max(1, counts.records);
  const tokens = new Map<string, number>();
  const names: string[] = [];
  const weights: number[] = [];
  const lists: (readonly number[] | undefined)[] = [];
  const tokenOf = (word: string): number => {
    const known = tokens.get(word);
    if (known !== undefined) return known;
    tokens.set(word, names.length);
    weights.push(Math.log(1 + records / (frequencies.get(word) ?? 1)));
    return names.push(word) - 1;
  };
  return {
    highestWeight: Math.log(1 + records),
    word: (token) => names[token] as string,
    weight: (token) => weights[token] as number,
    wordsOf: (id) => {
      while (lists.length <= id) lists.push(undefined);
      const known = lists[id];
      if (known !== undefined) return known;
      const list = [...new Set(dictionary.text(id).split(' '))].sort().map(tokenOf);
      lists[id] = list;
      return list;
    },
  };
}

const indices = new WeakMap<Dictionary, { readonly counts: WordCounts | undefined; readonly index: TokenIndex }>();

/**
 * The word index of a dictionary; kept, so that comparators over the same dictionary and counts share it. Weights stay
 * as they were at that moment when the dictionary grows, so that earlier answers remain true.
 *
 * @param counts - counts kept with a model; counted in the dictionary as it is now when not given
 */
export function tokenIndexOf(dictionary: Dictionary, counts?: WordCounts): TokenIndex {
  const known = indices.get(dictionary);
  if (known !== undefined && known.counts === counts) return known.index;
  const index = buildIndex(dictionary, counts ?? countWords(dictionary));
  indices.set(dictionary, { counts, index });
  return index;
}
