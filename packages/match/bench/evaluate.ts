import { Resolution } from '../src/resolution.js';
import { probabilityOf } from '../src/score/recommend-threshold.js';
import type { DataSet } from './data-set.js';
import { clusterQuality, countTruePairs, type Quality, quality } from './quality.js';

/** How well a run did, and how well it said it would do. */
export interface Evaluation {
  /** Over the pairs that the clusters imply. */
  readonly clusters: Quality;
  /** Over the pairs at or above the recommended threshold. */
  readonly pairs: Quality;
  /** Share of the true pairs among the candidates. */
  readonly blockingRecall: number;
  readonly compared: number;
  /** Probability from which a pair was accepted. */
  readonly threshold: number;
  readonly expectedPrecision: number;
  readonly expectedRecall: number;
  readonly expectedBlockingRecall: number | null;
}

/**
 * Compares a run with the truth; a pair lost to blocking is a miss.
 *
 * @param wanted - how many pairs are to be found; all true ones when absent
 */
export function evaluate(found: Resolution, truth: readonly string[], wanted = countTruePairs(truth)): Evaluation {
  const { pairs, weights, clusters, model } = Resolution.partsOf(found).resolved;
  const { expectedPrecision, expectedRecall } = found.summary;
  let candidates = 0;
  let accepted = 0;
  let right = 0;
  for (let pair = 0; pair < pairs.length; pair++) {
    const isTrue = truth[pairs.left[pair] as number] === truth[pairs.right[pair] as number];
    const isAccepted = (weights[pair] as number) >= model.threshold;
    if (isTrue) candidates++;
    if (isAccepted) accepted++;
    if (isTrue && isAccepted) right++;
  }
  return {
    clusters: clusterQuality(clusters, truth),
    pairs: quality(right, accepted, wanted),
    blockingRecall: wanted === 0 ? 1 : candidates / wanted,
    compared: pairs.length,
    threshold: probabilityOf(model.threshold),
    expectedPrecision,
    expectedRecall,
    expectedBlockingRecall: Resolution.partsOf(found).resolved.expected().blockingRecall,
  };
}

/** Quality of the clusters as far as they concern some of the records. */
export function evaluatePart(
  found: Resolution,
  truth: readonly string[],
  isPart: (record: number) => boolean,
): Quality {
  const { clusters } = Resolution.partsOf(found).resolved;
  const records = truth.flatMap((_, record) => (isPart(record) ? [record] : []));
  return clusterQuality(
    records.map((record) => clusters[record] as number),
    records.map((record) => truth[record] as string),
  );
}

/** A few lines that say how a run did. */
export function describeEvaluation({ name, truth }: DataSet, it: Evaluation, seconds: number): string {
  const show = ({ f1, precision, recall }: Quality): string =>
    `F1 ${f1.toFixed(4)} (precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)})`;
  return [
    `# ${name}: ${truth.length} records, ${countTruePairs(truth)} true pairs, ${seconds.toFixed(1)} s`,
    `#   clusters ${show(it.clusters)}, largest ${it.clusters.largest}`,
    `#   pairs    ${show(it.pairs)}, threshold ${it.threshold.toFixed(4)}`,
    `#   expected precision ${it.expectedPrecision.toFixed(4)}, recall ${it.expectedRecall.toFixed(4)}; ` +
      `${it.compared} pairs compared, recall of blocking ${it.blockingRecall.toFixed(4)}`,
  ].join('\n');
}

/** What runs said of themselves beside what is true, as lines of a table. */
export function describeExpectations(
  runs: readonly { readonly name: string; readonly evaluation: Evaluation }[],
): string {
  const show = (expected: number | null, actual: number): string =>
    `${expected === null ? 'unknown' : expected.toFixed(3)} (${actual.toFixed(3)})`.padEnd(16);
  const heads = ['precision', 'recall', 'blocking'].map((head) => head.padEnd(16)).join('');
  return [
    `# ${'expected (actual), by clusters'.padEnd(40)} ${heads}`,
    ...runs.map(({ name, evaluation: { clusters, blockingRecall, ...it } }) =>
      [
        `# ${name.padEnd(40)} `,
        show(it.expectedPrecision, clusters.precision),
        show(it.expectedRecall, clusters.recall),
        show(it.expectedBlockingRecall, blockingRecall),
      ].join(''),
    ),
  ].join('\n');
}
