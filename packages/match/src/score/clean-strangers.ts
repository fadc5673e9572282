// Hot loops index typed arrays within their bounds: `as number` spares a test per pair.
import type { PatternTable } from '../compare/pattern-table.js';
import type { RecordSet, SourceNumbers } from '../records/record-set.js';
import type { PatternedPairs } from './patterned-pairs.js';
import type { RandomAgreement } from './random-agreement.js';

/** Of the pairs at a level this share must be candidates, or the candidates do not speak for all. */
const LEAST_COVERED = 0.5;
/** Pairs added to what was counted, so that a level never seen among strangers is not impossible. */
const UNSEEN = 0.5;

/**
 * How often strangers agree when sources have no duplicates: a record then has one match in another source at most, so
 * of its candidates there only the best can be one and all others are strangers. Levels that random pairs show too seldom
 * to count, and that chance and matches share, become clear by this.
 *
 * @param set - records with their sources
 * @param pairs - candidates
 * @param best - tells whether a pair is the best of both its records
 * @param random - what random pairs show
 * @param possiblePairs - number of all pairs across sources
 * @returns the same for strangers; levels of which too few pairs are candidates stay as they were
 */
export function strangersOfCleanSources(
  { fields }: RecordSet,
  pairs: PatternedPairs,
  best: (pair: number) => boolean,
  patterns: PatternTable,
  random: RandomAgreement,
  possiblePairs: number,
): readonly Float64Array[] {
  const all = fields.map(({ kind }) => new Float64Array(kind.levels.length + 1));
  const others = fields.map(({ kind }) => new Float64Array(kind.levels.length + 1));
  for (let pair = 0; pair < pairs.length; pair++) {
    const from = (pairs.patterns[pair] as number) * fields.length;
    const isBest = best(pair);
    for (let field = 0; field < fields.length; field++) {
      const level = patterns.levels[from + field] as number;
      const counts = all[field] as Float64Array;
      counts[level] = (counts[level] as number) + 1;
      if (isBest) continue;
      const rest = others[field] as Float64Array;
      rest[level] = (rest[level] as number) + 1;
    }
  }
  return random.levels.map((levels, field) => {
    const comparable = possiblePairs * (random.comparable[field] as number);
    if (comparable < 1) return levels;
    const cleared = levels.map((value, level) => {
      const seen = (all[field] as Float64Array)[level + 1] as number;
      if (level === 0 || seen < LEAST_COVERED * value * comparable) return value;
      return (((others[field] as Float64Array)[level + 1] as number) + UNSEEN) / comparable;
    });
    let sum = 0;
    for (const value of cleared) sum += value;
    return cleared.map((value) => value / sum);
  });
}

/**
 * Tells whether a pair is the best one of both its records, each among the candidates in the other's source.
 *
 * @param records - how many records there are
 * @param sources - source by record
 * @param pairs - candidates
 * @param weights - what the first model gives them
 */
export function findBest(
  records: number,
  sources: SourceNumbers,
  pairs: PatternedPairs,
  weights: Float32Array,
): (pair: number) => boolean {
  let count = 0;
  for (const source of sources) count = Math.max(count, source + 1);
  const best = createBest(records * count);
  const place = (record: number, other: number): number => record * count + (sources[other] as number);
  for (let pair = 0; pair < pairs.length; pair++) {
    const [left, right] = [pairs.left[pair] as number, pairs.right[pair] as number];
    const weight = weights[pair] as number;
    for (const at of [place(left, right), place(right, left)]) {
      if (weight > best.read(at)) best.write(at, weight);
    }
  }
  return (pair) => {
    const [left, right] = [pairs.left[pair] as number, pairs.right[pair] as number];
    const weight = weights[pair] as number;
    return weight >= best.read(place(left, right)) && weight >= best.read(place(right, left));
  };
}

/** A table of so many places fits in memory well. */
const MOST_PLACES = 1 << 24;

/** The best weight by place: a table for a few sources, a map where most places of many sources stay empty. */
function createBest(places: number): {
  readonly read: (at: number) => number;
  readonly write: (at: number, weight: number) => void;
} {
  if (places > MOST_PLACES) {
    const best = new Map<number, number>();
    return {
      read: (at) => best.get(at) ?? Number.NEGATIVE_INFINITY,
      write: (at, weight) => void best.set(at, weight),
    };
  }
  const best = new Float32Array(places).fill(Number.NEGATIVE_INFINITY);
  return {
    read: (at) => best[at] as number,
    write: (at, weight) => {
      best[at] = weight;
    },
  };
}
