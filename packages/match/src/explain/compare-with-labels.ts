import type { Verdict } from '../pipeline/verdict.js';
import type { Resolution } from '../resolution.js';
import { probabilityOf } from '../score/recommend-threshold.js';
import { type ExplainFrame, frameOf } from './explain-frame.js';

/** How well decisions agree with labels. */
export interface LabelQuality {
  /** Share of the pairs decided `same` that are labelled so; 1 when none was. */
  readonly precision: number;
  /** Share of the pairs labelled `same` that are decided so; 1 when none is. */
  readonly recall: number;
  readonly f1: number;
}

/** Pairs of similar probability: what was expected and what labels say. */
export interface CalibrationBin {
  /** Probabilities from here up to the next bin. */
  readonly from: number;
  readonly to: number;
  readonly pairs: number;
  /** Average probability of the pairs. */
  readonly expected: number;
  /** Share of them labelled `same`. */
  readonly observed: number;
}

/** A run beside what people know. */
export interface LabelComparison {
  /** Labels on two records that are there. */
  readonly labels: number;
  /** By the weight of the pair alone. */
  readonly pairs: LabelQuality;
  /** By the clusters. */
  readonly clusters: LabelQuality;
  /** Bins that have pairs, the lowest probability first. */
  readonly calibration: readonly CalibrationBin[];
}

/** A label with the weight of its pair. */
export interface WeighedLabel {
  readonly left: number;
  readonly right: number;
  readonly isSame: boolean;
  /** Natural logarithm of odds. */
  readonly weight: number;
}

const EDGES = [0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1];

/**
 * Compares a run with labels. Labels chosen because they were doubtful make the figures worse than they are for all
 * pairs; labels of pairs drawn at random make them fair.
 *
 * @param labels - what people know of pairs; a later label on the same two records replaces an earlier one, and labels
 *   on records that are not there are left aside
 * @example
 * const found = await dedupe([
 *   { name: 'Robert Miller', email: 'rob.miller@mail.test', city: 'Leeds' },
 *   { name: 'Bob Miller', email: 'rob.miller@mail.test', city: 'Leeds' },
 * ]);
 * compareWithLabels(found, [{ left: '0', right: '1', verdict: 'same' }]).clusters.recall; // 1
 */
export function compareWithLabels(resolution: Resolution, labels: readonly Verdict[]): LabelComparison {
  const frame = frameOf(resolution);
  const weighed = weighLabels(frame, labels);
  const { clusters } = frame.parts.resolved;
  const threshold = Math.fround(frame.model.threshold);
  return {
    labels: weighed.length,
    pairs: measureQuality(weighed, ({ weight }) => Math.fround(weight) >= threshold),
    clusters: measureQuality(weighed, ({ left, right }) => clusters[left] === clusters[right]),
    calibration: calibrate(weighed),
  };
}

/** Labels on records that are there, each pair once, with their weights. */
export function weighLabels(frame: ExplainFrame, labels: readonly Verdict[]): readonly WeighedLabel[] {
  const known = new Map<string, WeighedLabel>();
  for (const { left: one, right: other, verdict } of labels) {
    const [a, b] = [frame.parts.numberOf(one), frame.parts.numberOf(other)];
    if (a === undefined || b === undefined || a === b) continue;
    const [left, right] = a < b ? [a, b] : [b, a];
    known.set(`${left} ${right}`, { left, right, isSame: verdict === 'same', weight: frame.weigh(left, right) });
  }
  return [...known.values()];
}

function measureQuality(labels: readonly WeighedLabel[], isTaken: (label: WeighedLabel) => boolean): LabelQuality {
  const wanted = labels.filter(({ isSame }) => isSame).length;
  const taken = labels.filter(isTaken);
  const right = taken.filter(({ isSame }) => isSame).length;
  const all = wanted + taken.length;
  return {
    precision: taken.length === 0 ? 1 : right / taken.length,
    recall: wanted === 0 ? 1 : right / wanted,
    f1: all === 0 ? 1 : (2 * right) / all,
  };
}

function calibrate(labels: readonly WeighedLabel[]): readonly CalibrationBin[] {
  const all = labels.map(({ weight, isSame }) => ({ isSame, probability: probabilityOf(weight) }));
  return EDGES.slice(1).flatMap((to, at) => {
    const from = EDGES[at] as number;
    const own = all.filter(({ probability }) => probability >= from && (probability < to || to === 1));
    if (own.length === 0) return [];
    const expected = own.reduce((sum, { probability }) => sum + probability, 0) / own.length;
    return [
      { from, to, pairs: own.length, expected, observed: own.filter(({ isSame }) => isSame).length / own.length },
    ];
  });
}
