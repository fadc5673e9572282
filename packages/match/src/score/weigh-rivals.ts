// Typed arrays are read within their bounds: `as number` spares a test per pair.
import type { SourceNumbers } from '../records/record-set.js';

/** Pairs with a lower weight, e^-10, are no match worth counting, however many there are. */
export const NEGLIGIBLE = -10;
/** Surer than this a weight makes no difference, and its odds still add up. */
const SUREST = 300;

/** Odds that belong to a weight. */
export function oddsOf(weight: number): number {
  return Math.exp(Math.min(weight, SUREST));
}

/**
 * Adds up the odds of the candidates that compete for a record between sources without duplicates: a record has one match
 * in another source at most, so a pair is right with `odds / (1 + odds + rivals)`.
 *
 * @param sources - source by record
 * @param pairs - candidates
 * @param weights - natural logarithm of their odds
 * @returns odds of the rivals of a pair, by its records and its own odds
 */
export function weighRivals(
  sources: SourceNumbers,
  { length, left, right }: { readonly length: number; readonly left: Uint32Array; readonly right: Uint32Array },
  weights: Float32Array,
): (left: number, right: number, odds: number) => number {
  let count = 0;
  for (const source of sources) count = Math.max(count, source + 1);
  const sums = createSums(sources.length * count);
  const place = (record: number, other: number): number => record * count + (sources[other] as number);
  for (let pair = 0; pair < length; pair++) {
    const weight = weights[pair] as number;
    if (weight < NEGLIGIBLE) continue;
    const odds = oddsOf(weight);
    const [a, b] = [left[pair] as number, right[pair] as number];
    for (const at of [place(a, b), place(b, a)]) sums.add(at, odds);
  }
  const rest = (at: number, odds: number): number => Math.max(0, sums.read(at) - odds);
  return (a, b, odds) => rest(place(a, b), odds) + rest(place(b, a), odds);
}

/** A table of so many places fits in memory well. */
const MOST_PLACES = 1 << 24;

/** Sums by place: a table for a few sources, a map where most places of many sources stay empty. */
function createSums(places: number): {
  readonly read: (at: number) => number;
  readonly add: (at: number, value: number) => void;
} {
  if (places > MOST_PLACES) {
    const sums = new Map<number, number>();
    return {
      read: (at) => sums.get(at) ?? 0,
      add: (at, value) => void sums.set(at, (sums.get(at) ?? 0) + value),
    };
  }
  const sums = new Float64Array(places);
  return {
    read: (at) => sums[at] as number,
    add: (at, value) => {
      sums[at] = (sums[at] as number) + value;
    },
  };
}
