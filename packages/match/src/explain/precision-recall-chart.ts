import type { Verdict } from '../pipeline/verdict.js';
import type { SourceNumbers } from '../records/record-set.js';
import type { Resolution } from '../resolution.js';
import type { PatternedPairs } from '../score/patterned-pairs.js';
import { probabilityOf } from '../score/recommend-threshold.js';
import { oddsOf, weighRivals } from '../score/weigh-rivals.js';
import { weighLabels } from './compare-with-labels.js';
import { estimateMissed } from './estimate-missed.js';
import { frameOf } from './explain-frame.js';
import { COLOURS, createSpec, type VegaLiteSpec } from './vega-lite-spec.js';
import type { Language } from './words.js';

/** What one threshold gives. */
export interface PrecisionRecallPoint {
  /** Probability from which pairs are taken. */
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
}

const MOST_POINTS = 200;

/**
 * Precision and recall at every threshold that the probabilities of the run lead to expect, without labels: of the pairs
 * taken, the sum of their probabilities is right. Matches that blocking is estimated to have missed count as not found.
 * Between clean sources a record is taken with its best candidate only.
 *
 * @returns from the highest threshold down, 200 points at most
 * @example
 * const found = await dedupe([{ name: 'Robert Miller' }, { name: 'Robert Miller' }, { name: 'Ann Li' }]);
 * expectPrecisionRecall(found).length > 0; // true
 */
export function expectPrecisionRecall(resolution: Resolution): readonly PrecisionRecallPoint[] {
  const { parts, model } = frameOf(resolution);
  const { weights, pairs } = parts.resolved;
  const { sources } = parts.set;
  const missed = estimateMissed(resolution).missed ?? 0;
  const points =
    model.cleanSources && sources !== undefined
      ? expectOneToOne(sources, pairs, weights, missed)
      : expectAll(weights, missed);
  return thinOut(points);
}

/** Pairs less likely than one to a thousand are on no curve. */
const LEAST_LIKELY = -7;

function expectAll(weights: Float32Array, missed: number): readonly PrecisionRecallPoint[] {
  const likely = weights.filter((weight) => weight > LEAST_LIKELY).sort();
  let matches = missed;
  for (const weight of weights) matches += probabilityOf(weight);
  const points: PrecisionRecallPoint[] = [];
  let right = 0;
  for (let at = likely.length - 1, taken = 1; at >= 0; at--, taken++) {
    const probability = probabilityOf(likely[at] as number);
    right += probability;
    if (at > 0 && likely[at - 1] === likely[at]) continue;
    points.push({ threshold: probability, precision: right / taken, recall: right / matches });
  }
  return points;
}

/** The same where candidates are rivals: the likeliest come first, and leave out the others of their records. */
function expectOneToOne(
  sources: SourceNumbers,
  { left, right, length }: PatternedPairs,
  weights: Float32Array,
  missed: number,
): readonly PrecisionRecallPoint[] {
  const rivals = weighRivals(sources, { left, right, length }, weights);
  const likely = Array.from(weights.keys()).filter((pair) => (weights[pair] as number) > LEAST_LIKELY);
  likely.sort((a, b) => (weights[b] as number) - (weights[a] as number) || a - b);
  const probabilities = likely.map((pair) => {
    const odds = oddsOf(weights[pair] as number);
    return odds / (1 + odds + rivals(left[pair] as number, right[pair] as number, odds));
  });
  const matches = missed + probabilities.reduce((sum, probability) => sum + probability, 0);
  const isTaken = new Set<string>();
  const points: PrecisionRecallPoint[] = [];
  let found = 0;
  let taken = 0;
  likely.forEach((pair, at) => {
    const [a, b] = [left[pair] as number, right[pair] as number];
    const places = [`${a} ${sources[b]}`, `${b} ${sources[a]}`];
    if (!places.some((place) => isTaken.has(place))) {
      for (const place of places) isTaken.add(place);
      found += probabilities[at] as number;
      taken++;
    }
    if (weights[likely[at + 1] ?? -1] === weights[pair]) return;
    points.push({
      threshold: probabilityOf(weights[pair] as number),
      precision: found / taken,
      recall: found / matches,
    });
  });
  return points;
}

/**
 * Precision and recall at every threshold among labelled pairs.
 *
 * @param labels - what people know of pairs
 * @returns from the highest threshold down, 200 points at most
 * @example
 * const found = await dedupe([{ name: 'Robert Miller' }, { name: 'Bob Miller' }]);
 * measurePrecisionRecall(found, [{ left: '0', right: '1', verdict: 'same' }])[0]?.recall; // 1
 */
export function measurePrecisionRecall(
  resolution: Resolution,
  labels: readonly Verdict[],
): readonly PrecisionRecallPoint[] {
  const sorted = [...weighLabels(frameOf(resolution), labels)].sort((a, b) => b.weight - a.weight);
  const wanted = sorted.filter(({ isSame }) => isSame).length;
  let right = 0;
  return thinOut(
    sorted.flatMap(({ weight, isSame }, at) => {
      if (isSame) right++;
      if (weight === sorted[at + 1]?.weight) return [];
      return [
        { threshold: probabilityOf(weight), precision: right / (at + 1), recall: wanted === 0 ? 1 : right / wanted },
      ];
    }),
  );
}

function thinOut(points: readonly PrecisionRecallPoint[]): readonly PrecisionRecallPoint[] {
  if (points.length <= MOST_POINTS) return points;
  return Array.from(
    { length: MOST_POINTS },
    (_, at) => points[Math.round((at * (points.length - 1)) / (MOST_POINTS - 1))] as PrecisionRecallPoint,
  );
}

/**
 * Precision over recall: the expected curve, the one that labels show when there are any, and where the threshold of the
 * run lies on the expected one.
 *
 * @example
 * const found = await dedupe([{ name: 'Robert Miller' }, { name: 'Bob Miller' }]);
 * precisionRecallChart(found).$schema.includes('vega-lite'); // true
 */
export function precisionRecallChart(
  resolution: Resolution,
  labels: readonly Verdict[] = [],
  language: Language = 'en',
): VegaLiteSpec {
  const isEnglish = language === 'en';
  const words = isEnglish
    ? { expected: 'expected', labelled: 'by labels', recall: 'recall', precision: 'precision' }
    : { expected: '預期', labelled: '依標記', recall: '召回率', precision: '精確率' };
  const expected = expectPrecisionRecall(resolution);
  const measured = labels.length === 0 ? [] : measurePrecisionRecall(resolution, labels);
  const threshold = probabilityOf(resolution.model.threshold);
  const chosen = expected.filter((point) => point.threshold >= threshold - 1e-6).at(-1);
  const x = {
    field: 'recall',
    type: 'quantitative',
    title: words.recall,
    axis: { format: '%' },
    scale: { domain: [0, 1] },
  };
  const y = {
    field: 'precision',
    type: 'quantitative',
    title: words.precision,
    axis: { format: '%' },
    scale: { domain: [0, 1] },
  };
  const tooltip = ['threshold', 'precision', 'recall'].map((field) => ({ field, format: '.4f' }));
  return createSpec({
    title: isEnglish ? 'Precision and recall by threshold' : '各門檻的精確率與召回率',
    width: 360,
    height: 260,
    layer: [
      {
        data: {
          values: [
            ...expected.map((point, order) => ({ ...point, order, curve: words.expected })),
            ...measured.map((point, order) => ({ ...point, order, curve: words.labelled })),
          ],
        },
        mark: { type: 'line', strokeWidth: 2, point: { size: 12 } },
        encoding: {
          x,
          y,
          order: { field: 'order' },
          color: {
            field: 'curve',
            type: 'nominal',
            title: null,
            scale: {
              domain: measured.length === 0 ? [words.expected] : [words.expected, words.labelled],
              range: [COLOURS.mark, COLOURS.for],
            },
          },
          tooltip,
        },
      },
      {
        data: { values: chosen === undefined ? [] : [chosen] },
        mark: { type: 'point', size: 160, filled: true, color: COLOURS.against, opacity: 1 },
        encoding: { x, y, tooltip },
      },
    ],
  });
}
