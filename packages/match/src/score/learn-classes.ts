import type { PatternTable } from '../compare/pattern-table.js';
import type { RecordSet, SourceNumbers } from '../records/record-set.js';
import type { ClassModel } from './class-model.js';
import { findBest, strangersOfCleanSources } from './clean-strangers.js';
import { estimateClasses } from './estimate-classes.js';
import type { LabelledPatterns } from './labelled-patterns.js';
import { createPairScorer } from './pair-scorer.js';
import type { PatternedPairs } from './patterned-pairs.js';
import type { RandomAgreement } from './random-agreement.js';

/** What classes are learned from. */
export interface LearnInput {
  readonly set: RecordSet;
  readonly pairs: PatternedPairs;
  readonly patterns: PatternTable;
  readonly random: RandomAgreement;
  readonly possiblePairs: number;
  /** Share of the possible pairs that the candidates were drawn from, as `estimateClasses` takes it. */
  readonly drawn?: number | undefined;
  /** Sources have no duplicates of their own. */
  readonly cleanSources: boolean;
  /** What people said of some of the pairs. */
  readonly labelled?: LabelledPatterns | undefined;
}

/** From this share of all possible pairs on, the best pairs are too many for the others to be all strangers. */
const MOST_BEST = 0.2;

/**
 * Learns the classes of pairs from candidates, without labels. Between sources that have no duplicates it learns twice:
 * the first model says which candidate is the best of each record, and all others tell how strangers look. Sources of a
 * few records each tell nothing by that: the only record of a source is the best for everybody, and no stranger is left.
 */
export function learnClasses(learn: LearnInput): ClassModel {
  const { set, pairs, patterns, random, possiblePairs, drawn, cleanSources, labelled } = learn;
  const { fields, length, sources } = set;
  const isClean = cleanSources && sources !== undefined;
  const expectedMatches = isClean ? expectLinks(sources) : undefined;
  const input = {
    fields,
    patterns,
    groups: random.groups,
    strangerCells: random.cells,
    comparable: random.comparable,
    drawn,
    records: length,
    possiblePairs,
    expectedMatches,
    labelled,
  };
  const first = estimateClasses({ ...input, strangers: random.levels });
  if (!isClean) return first;
  const weightOf = createPairScorer(first, fields, []).forPatterns(patterns.levels, patterns.size);
  const weights = Float32Array.from(pairs.patterns, (id) => weightOf(id, 0));
  const best = findBest(length, sources, pairs, weights);
  let count = 0;
  for (let pair = 0; pair < pairs.length; pair++) if (best(pair)) count++;
  if (count > MOST_BEST * possiblePairs) return first;
  return estimateClasses({
    ...input,
    strangers: strangersOfCleanSources(set, pairs, best, patterns, random, possiblePairs),
  });
}

/**
 * Every other record of the smaller of two clean sources has its match in the larger one, before any data was seen. However
 * many sources there are, a record is not expected to have more than one match: half of all pairs would be matches where
 * every source has but one record.
 */
function expectLinks(sources: SourceNumbers): number {
  const sizes = [...countSources(sources).values()].sort((a, b) => a - b);
  const links = sizes.reduce((sum, size, at) => sum + (size * (sizes.length - at - 1)) / 2, 0);
  return Math.min(links, sources.length / 2);
}

/**
 * How many pairs of records there are that can be matches: across sources when there are sources.
 *
 * @param repeats - records that do not count
 */
export function countPossiblePairs({ length, sources }: RecordSet, repeats: ArrayLike<number> = []): number {
  const records = length - repeats.length;
  const all = (records * (records - 1)) / 2;
  if (sources === undefined) return Math.max(1, all);
  const sizes = countSources(sources);
  for (let at = 0; at < repeats.length; at++) {
    const source = sources[repeats[at] as number] as number;
    sizes.set(source, (sizes.get(source) as number) - 1);
  }
  let within = 0;
  for (const size of sizes.values()) within += (size * (size - 1)) / 2;
  return Math.max(1, all - within);
}

function countSources(sources: SourceNumbers): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const source of sources) sizes.set(source, (sizes.get(source) ?? 0) + 1);
  return sizes;
}
