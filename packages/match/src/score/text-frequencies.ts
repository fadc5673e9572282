import type { Field } from '../records/record-set.js';
import type { Dictionary } from '../table/dictionary.js';
import { agreeByChance } from './random-agreement.js';

/**
 * How common the texts of a field are among customers: part of a model, so plain JSON and bounded in size. Where
 * customers have several records, these are less than the shares of records.
 */
export interface TextFrequencies {
  /** Share of the customers with a value that bear the text, for the commonest texts. */
  readonly common: { readonly [text: string]: number };
  /** Share that stands for every other text. */
  readonly rest: number;
}

const MOST_COMMON = 3000;
const LEAST_COUNT = 5;

/**
 * Learns how common the texts of a field are. The commonest are kept one by one; the others share one figure, the
 * frequency that two records agreeing on one of them see on average.
 *
 * @param chance - how often strangers agree on the field; the shares are scaled so that this is what they give
 */
export function learnFrequencies({ column, kind }: Field, chance: number): TextFrequencies {
  const { dictionary } = column;
  const counted: number[] = [];
  for (let text = 1; text < dictionary.size; text++) {
    if ((dictionary.counts[text] as number) >= LEAST_COUNT) counted.push(text);
  }
  counted.sort((a, b) => (dictionary.counts[b] as number) - (dictionary.counts[a] as number) || a - b);
  counted.length = Math.min(counted.length, MOST_COMMON);
  let present = 0;
  for (let text = 1; text < dictionary.size; text++) present += dictionary.counts[text] as number;
  let agreeing = 0;
  let rest = 0;
  const isKept = new Uint8Array(dictionary.size);
  for (const text of counted) isKept[text] = 1;
  for (let text = 1; text < dictionary.size; text++) {
    const count = dictionary.counts[text] as number;
    if (isKept[text] === 1) continue;
    rest += count;
    agreeing += count * (count - 1);
  }
  // What a record sees of the others on average; a text that nobody else bears counts as half a record.
  const typical = rest === 0 ? 1 : Math.max(0.5, agreeing / rest);
  // Texts that `chance` may leave out are left out here too; where it counts them, the scale is 1 all the same.
  const scale = Math.min(1, chance / agreeByChance(dictionary, kind.mostAmongPersons));
  return {
    common: Object.fromEntries(
      counted.map((text) => [
        dictionary.text(text),
        Math.min(1, (scale * (dictionary.counts[text] as number)) / present),
      ]),
    ),
    rest: Math.min(1, (scale * typical) / Math.max(present, typical)),
  };
}

/** Looks the share of a text up by its id; the dictionary may grow. */
export function frequencyLookup({ common, rest }: TextFrequencies, dictionary: Dictionary): (text: number) => number {
  const shares = new Map(Object.entries(common));
  const known = new Map<number, number>();
  // Texts that are common here are seen on the way; only for those that are common elsewhere a search table is built.
  for (let id = 1; id < dictionary.size && known.size < shares.size; id++) {
    if ((dictionary.counts[id] as number) < LEAST_COUNT) continue;
    const share = shares.get(dictionary.text(id));
    if (share !== undefined) known.set(id, share);
  }
  if (known.size < shares.size) {
    for (const [text, share] of shares) {
      const id = dictionary.find(text);
      if (id !== 0) known.set(id, share);
    }
  }
  let seen = dictionary.size;
  return (text) => {
    for (; seen < dictionary.size && known.size < shares.size; seen++) {
      const share = shares.get(dictionary.text(seen));
      if (share !== undefined) known.set(seen, share);
    }
    return known.get(text) ?? rest;
  };
}
