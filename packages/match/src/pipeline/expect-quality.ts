// Typed arrays are read within their bounds: `as number` spares a test per pair.
import { estimateBlockingRecall } from '../block/estimate-blocking-recall.js';
import { createPairTraps } from '../block/pair-traps.js';
import type { BlockingRule } from '../block/rule.js';
import type { RecordSet } from '../records/record-set.js';
import { NEGLIGIBLE, oddsOf, weighRivals } from '../score/weigh-rivals.js';
import type { VerdictLookup } from './verdict.js';

/** How right a run is expected to be, without labels. */
export interface ExpectedQuality {
  /** Of the pairs that the clusters put together, the share expected to be right. */
  readonly precision: number;
  /** Of all pairs that belong together, those that blocking missed included, the share the clusters put together. */
  readonly recall: number;
  /** Share of the matches that are candidates; `null` where too few were found to judge by. */
  readonly blockingRecall: number | null;
}

/** What an expectation is made from. */
export interface ExpectInput {
  readonly set: RecordSet;
  readonly pairs: { readonly length: number; readonly left: Uint32Array; readonly right: Uint32Array };
  readonly weights: Float32Array;
  /** Natural logarithm of odds from which pairs were taken. */
  readonly threshold: number;
  readonly clusters: Uint32Array;
  /** Records of one source are never the same. */
  readonly isClean: boolean;
  readonly verdicts: VerdictLookup;
  readonly isExhaustive: boolean;
  readonly rules: readonly BlockingRule[];
  /** Fields that change together, by name. */
  readonly groups: readonly (readonly string[])[];
}

/**
 * Works out what the clusters of a run are worth. The probabilities of the pairs that were taken tell the precision; pairs
 * that a cluster adds to them, through a third record, count as right as often. What was not put together is expected
 * among the other candidates, by their probabilities, and beyond them as far as blocking lost it and no cluster brought it
 * back. Between clean sources the candidates of a record are rivals, of which one at most is right.
 */
export function expectQuality(input: ExpectInput): ExpectedQuality {
  const { set, pairs, weights, clusters, isClean, verdicts } = input;
  const { left, right } = pairs;
  const threshold = Math.fround(input.threshold);
  const rivals = isClean && set.sources !== undefined ? weighRivals(set.sources, pairs, weights) : undefined;
  const accepted: number[] = [];
  let within = 0;
  let taken = 0;
  let takenRight = 0;
  let candidatesRight = 0;
  let outsideRight = 0;
  for (let pair = 0; pair < pairs.length; pair++) {
    const [a, b] = [left[pair] as number, right[pair] as number];
    const isWithin = clusters[a] === clusters[b];
    const weight = weights[pair] as number;
    if (isWithin) within++;
    if (weight < NEGLIGIBLE && !isWithin) continue;
    const odds = oddsOf(weight);
    const probability = verdicts.isTogether(a, b)
      ? 1
      : verdicts.isApart(a, b)
        ? 0
        : odds / (1 + odds + (rivals?.(a, b, odds) ?? 0));
    candidatesRight += probability;
    // What no cluster took has lost to a rival or to the other pairs of its records, and shows no match.
    if (weight >= threshold && isWithin) accepted.push(pair);
    if (!isWithin) outsideRight += probability;
    else if (weight >= threshold) {
      taken++;
      takenRight += probability;
    }
  }
  const precision = taken === 0 ? 1 : takenRight / taken;
  const blockingRecall = recallOfBlocking(input, accepted);
  const together = countPairs(clusters);
  const missed = blockingRecall === null ? 0 : candidatesRight / blockingRecall - candidatesRight;
  const lost = outsideRight + Math.max(0, missed - (together - within) * precision);
  const found = together * precision;
  return { precision, recall: found + lost === 0 ? 1 : found / (found + lost), blockingRecall };
}

function recallOfBlocking(
  { set, pairs, isExhaustive, rules, groups }: ExpectInput,
  accepted: readonly number[],
): number | null {
  if (isExhaustive) return 1;
  const traps = createPairTraps(rules, groups, set.fields);
  if (traps === undefined) return null;
  return estimateBlockingRecall(traps, accepted.length, (match) => {
    const pair = accepted[match] as number;
    return [pairs.left[pair] as number, pairs.right[pair] as number];
  });
}

/** How many pairs of records the clusters put together. */
function countPairs(clusters: Uint32Array): number {
  const sizes = new Uint32Array(clusters.length);
  for (const cluster of clusters) sizes[cluster] = (sizes[cluster] as number) + 1;
  let pairs = 0;
  for (const size of sizes) pairs += (size * (size - 1)) / 2;
  return pairs;
}
