import type { Resolution } from '../resolution.js';
import { probabilityOf } from '../score/recommend-threshold.js';
import { findBridge } from './explain-cluster.js';
import { type ExplainFrame, frameOf } from './explain-frame.js';

/** A pair that is worth a look of a person. */
export interface SuggestedPair {
  readonly left: string;
  readonly right: string;
  readonly probability: number;
  /** `bridge`: a cluster hangs on it. `uncertain`: it stands for other pairs near the threshold that look alike. */
  readonly reason: 'bridge' | 'uncertain';
  /** How many compared pairs show the same agreement in every field. */
  readonly alike: number;
}

/** Share of the suggestions that look at weak bridges. */
const BRIDGES = 0.4;
/** Larger clusters are left to `explainCluster`. */
const MOST_RECORDS = 60;

/**
 * The pairs whose labels would tell most: first the weakest bridges of clusters of three records and more, then pairs
 * near the threshold, one for every different picture of agreement before a second one of the same. The same run gives
 * the same suggestions.
 *
 * @param count - how many; fewer when there are not as many doubtful ones
 * @param known - pairs that are labelled already
 * @example
 * const found = await dedupe([{ name: 'Robert Miller' }, { name: 'Bob Miller' }]);
 * suggestPairsToLabel(found, 5).length; // 1
 */
export function suggestPairsToLabel(
  resolution: Resolution,
  count: number,
  known: readonly { readonly left: string; readonly right: string }[] = [],
): readonly SuggestedPair[] {
  const frame = frameOf(resolution);
  const taken = new Set(known.flatMap(({ left, right }) => [`${left}\n${right}`, `${right}\n${left}`]));
  const take = (from: Iterable<SuggestedPair>, most: number): readonly SuggestedPair[] => {
    const result: SuggestedPair[] = [];
    for (const pair of from) {
      if (result.length >= most) break;
      if (taken.has(`${pair.left}\n${pair.right}`)) continue;
      taken.add(`${pair.left}\n${pair.right}`).add(`${pair.right}\n${pair.left}`);
      result.push(pair);
    }
    return result;
  };
  const bridges = take(listBridges(frame), Math.ceil(count * BRIDGES));
  return [...bridges, ...take(listUncertain(frame), count - bridges.length)];
}

function listBridges(frame: ExplainFrame): readonly SuggestedPair[] {
  const { clusters } = frame.parts.resolved;
  const members = new Map<number, number[]>();
  for (let record = 0; record < clusters.length; record++) {
    const lead = clusters[record] as number;
    const own = members.get(lead);
    if (own === undefined) members.set(lead, [record]);
    else own.push(record);
  }
  const weak: { readonly pair: SuggestedPair; readonly linkage: number }[] = [];
  for (const own of members.values()) {
    if (own.length < 3 || own.length > MOST_RECORDS) continue;
    const { pair, linkageBits } = findBridge(frame, own);
    const { left, right, probability } = pair;
    weak.push({ pair: { left, right, probability, reason: 'bridge', alike: 1 }, linkage: linkageBits });
  }
  return weak.sort((a, b) => a.linkage - b.linkage).map(({ pair }) => pair);
}

function* listUncertain({ parts, model }: ExplainFrame): Generator<SuggestedPair> {
  const { pairs, weights, patterns } = parts.resolved;
  const byPattern = new Map<number, { readonly pair: number; readonly distance: number }[]>();
  for (let pair = 0; pair < pairs.length; pair++) {
    const distance = Math.abs((weights[pair] as number) - model.threshold);
    if (distance > FARTHEST) continue;
    const pattern = pairs.patterns[pair] as number;
    const own = byPattern.get(pattern);
    if (own === undefined) byPattern.set(pattern, [{ pair, distance }]);
    else own.push({ pair, distance });
  }
  const groups = [...byPattern].map(([pattern, own]) => {
    own.sort((a, b) => a.distance - b.distance || a.pair - b.pair);
    const alike = patterns.counts[pattern] as number;
    // A picture that many pairs show is worth more, one far from the threshold less.
    return { own, alike, worth: Math.log1p(alike) / (1 + (own[0]?.distance ?? 0)) };
  });
  groups.sort((a, b) => b.worth - a.worth || (a.own[0]?.pair ?? 0) - (b.own[0]?.pair ?? 0));
  for (let round = 0; ; round++) {
    let isEmpty = true;
    for (const { own, alike } of groups) {
      const next = own[round];
      if (next === undefined) continue;
      isEmpty = false;
      yield {
        left: parts.idOf(pairs.left[next.pair] as number),
        right: parts.idOf(pairs.right[next.pair] as number),
        probability: probabilityOf(weights[next.pair] as number),
        reason: 'uncertain',
        alike,
      };
    }
    if (isEmpty) return;
  }
}

/** Pairs farther from the threshold are not doubtful: e^6, 400 to one. */
const FARTHEST = 6;
