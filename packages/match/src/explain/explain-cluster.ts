import { linkageWeight } from '../cluster/linkage-weight.js';
import type { Resolution } from '../resolution.js';
import { probabilityOf } from '../score/recommend-threshold.js';
import { type ExplainFrame, frameOf } from './explain-frame.js';
import { blockingOf } from './pair-blocking.js';
import { recordNumber } from './record-number.js';
import { findWeakestBridge } from './weakest-bridge.js';

/** Two records of a cluster. */
export interface ClusterPair {
  readonly left: string;
  readonly right: string;
  readonly weightBits: number;
  readonly probability: number;
  /** The weight reaches the threshold. */
  readonly isAccepted: boolean;
  /** The pair was compared in the run; the weight of another is computed for the explanation. */
  readonly isCandidate: boolean;
}

/** Where a cluster holds together least. */
export interface WeakestBridge {
  /** The records on both sides. */
  readonly halves: readonly [readonly string[], readonly string[]];
  /**
   * Average weight in bits over all pairs between the halves, as clustering counts it: a single pair counts for 3,000 to
   * one at most, and one that shows little is nearly neutral.
   */
  readonly linkageBits: number;
  /** The strongest pair between the halves: without it they would most likely fall apart. */
  readonly pair: ClusterPair;
}

/** Why records are one cluster. */
export interface ClusterExplanation {
  readonly id: string;
  /** Ids of the records, in the order of the input. */
  readonly records: readonly string[];
  /** All pairs of the records, the strongest first. */
  readonly pairs: readonly ClusterPair[];
  readonly thresholdBits: number;
  /** Probability of its strongest pair with another record of the cluster, by record. */
  readonly support: { readonly [record: string]: number };
  /** Absent for a single record. */
  readonly weakest?: WeakestBridge;
}

/** Clusters with more records are explained by the pairs of these first ones. */
const MOST_RECORDS = 400;

/**
 * Explains why records are one cluster: the weights of all its pairs and where it holds together least.
 *
 * The weakest bridge is found by average linkage: the records of the cluster are joined, the closest first, until two
 * halves are left; the strongest pair between these is the bridge. Of a cluster of more than 400 records the first 400
 * are looked at.
 *
 * @param record - id of the cluster or of any of its records
 * @throws InvalidInputError `INVALID_INPUT` when no record has the id
 * @example
 * const found = await dedupe([
 *   { name: 'Robert Miller', email: 'rob.miller@example.org', city: 'Leeds' },
 *   { name: 'Bob Miller', email: 'rob.miller@example.org', city: 'Leeds' },
 * ]);
 * explainCluster(found, '0').weakest?.pair.right; // '1'
 */
export function explainCluster(resolution: Resolution, record: string): ClusterExplanation {
  const frame = frameOf(resolution);
  const { clusters } = frame.parts.resolved;
  const lead = clusters[recordNumber(frame.parts, 'explainCluster', 'record', record)] as number;
  const members: number[] = [];
  for (let at = lead; at < clusters.length; at++) if (clusters[at] === lead) members.push(at);
  return explainMembers(frame, lead, members);
}

function explainMembers(frame: ExplainFrame, lead: number, all: readonly number[]): ClusterExplanation {
  const { idOf } = frame.parts;
  const members = all.slice(0, MOST_RECORDS);
  const weights = weighMembers(frame, members);
  const pairs: ClusterPair[] = [];
  for (let a = 0; a < members.length; a++) {
    for (let b = a + 1; b < members.length; b++) pairs.push(weights.pairOf(a, b));
  }
  pairs.sort((a, b) => b.weightBits - a.weightBits);
  const support: { [record: string]: number } = {};
  for (const { left, right, probability } of pairs) {
    support[left] ??= probability;
    support[right] ??= probability;
  }
  const explained = {
    id: idOf(lead),
    records: all.map(idOf),
    pairs,
    thresholdBits: frame.model.threshold / Math.LN2,
    support,
  };
  return members.length < 2 ? explained : { ...explained, weakest: bridgeOf(frame, members, weights) };
}

/** The weakest bridge of records that are one cluster; two at least, in the order of the input. */
export function findBridge(frame: ExplainFrame, members: readonly number[]): WeakestBridge {
  return bridgeOf(frame, members, weighMembers(frame, members));
}

/** The weights of all pairs of some records, by their positions `a < b`. */
interface MemberWeights {
  readonly weightOf: (a: number, b: number) => number;
  readonly pairOf: (a: number, b: number) => ClusterPair;
}

function weighMembers(frame: ExplainFrame, members: readonly number[]): MemberWeights {
  const { idOf } = frame.parts;
  const weights = members.map((left, a) =>
    Float64Array.from(members.slice(a + 1), (right) => frame.weigh(left, right)),
  );
  const weightOf = (a: number, b: number): number => weights[a]?.[b - a - 1] as number;
  return {
    weightOf,
    pairOf: (a, b) => {
      const [left, right] = [members[a] as number, members[b] as number];
      const weight = weightOf(a, b);
      return {
        left: idOf(left),
        right: idOf(right),
        weightBits: weight / Math.LN2,
        probability: probabilityOf(weight),
        isAccepted: Math.fround(weight) >= Math.fround(frame.model.threshold),
        isCandidate: blockingOf(frame, left, right).isCandidate,
      };
    },
  };
}

function bridgeOf(
  { classes, parts: { idOf } }: ExplainFrame,
  members: readonly number[],
  { weightOf, pairOf }: MemberWeights,
): WeakestBridge {
  const prior = Math.log(classes.classes[0]?.rate ?? 0.5);
  const { left, right, linkage } = findWeakestBridge(members.length, (a, b) => linkageWeight(weightOf(a, b), prior));
  let best: readonly [number, number] = [left[0] as number, right[0] as number];
  let most = Number.NEGATIVE_INFINITY;
  for (const one of left) {
    for (const other of right) {
      const [a, b] = one < other ? [one, other] : [other, one];
      if (weightOf(a, b) <= most) continue;
      most = weightOf(a, b);
      best = [a, b];
    }
  }
  const ids = (half: readonly number[]): readonly string[] => half.map((at) => idOf(members[at] as number));
  const halves: readonly [readonly string[], readonly string[]] =
    (left[0] as number) < (right[0] as number) ? [ids(left), ids(right)] : [ids(right), ids(left)];
  return { halves, linkageBits: linkage / Math.LN2, pair: pairOf(...best) };
}
