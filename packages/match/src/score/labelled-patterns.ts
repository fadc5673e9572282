import type { Comparer } from '../compare/comparer.js';
import type { PatternTable } from '../compare/pattern-table.js';

/** How often people called pairs of each pattern the same customer or not; by pattern id. */
export interface LabelledPatterns {
  readonly same: Float64Array;
  readonly different: Float64Array;
}

/** A pair that a person judged. */
export interface LabelledPair {
  readonly left: number;
  readonly right: number;
  readonly isSame: boolean;
}

/**
 * Counts labels by pattern. A pattern that no candidate shows is added with no pairs, so its labels change nothing.
 *
 * @param labels - records of each pair in the order of the input
 */
export function countLabels(
  labels: readonly LabelledPair[],
  comparer: Comparer,
  patterns: PatternTable,
): LabelledPatterns {
  const pattern = new Uint8Array(comparer.fields);
  const ids = labels.map(({ left, right }) => {
    comparer.compare(left, right, pattern);
    return patterns.add(pattern, 0);
  });
  const counted = { same: new Float64Array(patterns.size), different: new Float64Array(patterns.size) };
  labels.forEach(({ isSame }, at) => {
    const own = isSame ? counted.same : counted.different;
    const id = ids[at] as number;
    own[id] = (own[id] as number) + 1;
  });
  return counted;
}

/**
 * Moves what the model believes of a pattern towards its labels. The belief counts for 1 / (p (1 − p)) labels, 4 where
 * the model does not know and very many where it is sure: a few labels settle what is open, and a label on a pair like
 * a million others, which the data of the pair does not explain, moves about one of them.
 *
 * @param shares - of every class, `same` first; changed in place
 * @param sum - of the shares
 * @returns the sum afterwards
 */
export function heedLabels(
  shares: Float64Array,
  sum: number,
  { same, different }: LabelledPatterns,
  id: number,
): number {
  const [yes, no] = [same[id] as number, different[id] as number];
  if (yes + no === 0 || sum === 0) return sum;
  const before = (shares[0] as number) / sum;
  const strength = 1 / Math.max(1e-12, before * (1 - before));
  const after = (strength * before + yes) / (strength + yes + no);
  const others = before < 1 ? (1 - after) / (1 - before) : 0;
  shares[0] = after;
  for (let at = 1; at < shares.length; at++) shares[at] = ((shares[at] as number) / sum) * others;
  return after + (before < 1 ? 1 - after : 0);
}
