import { Resolution } from '../resolution.js';
import type { Outcome } from '../score/class-model.js';
import { COLOURS, createSpec, OUTCOME_COLOURS, type VegaLiteSpec } from './vega-lite-spec.js';
import { type Language, OUTCOME_WORDS, type Phrase } from './words.js';

/** Bits per bar, and the range drawn; what lies outside is counted in the first and last bar. */
const BIN = 1;
const LOWEST = -30;
const HIGHEST = 50;

const SHORT: { readonly [outcome in Outcome]: Phrase } = {
  same: { en: 'same', zh: '相同' },
  household: { en: 'household', zh: '同戶' },
  related: { en: 'related', zh: '有關聯' },
  different: { en: 'different', zh: '不同' },
};

/**
 * The weights of all compared pairs as a histogram, coloured by what the pairs most likely are, with the threshold. The
 * counts are on a logarithmic scale, since pairs of strangers are far more than others.
 *
 * @example
 * const found = await dedupe([{ name: 'Robert Miller' }, { name: 'Bob Miller' }]);
 * scoreChart(found).$schema.includes('vega-lite'); // true
 */
export function scoreChart(resolution: Resolution, language: Language = 'en'): VegaLiteSpec {
  const isEnglish = language === 'en';
  const outcomes = Object.keys(OUTCOME_WORDS) as Outcome[];
  const counts = countWeights(resolution, outcomes);
  const values = counts.flatMap((bins, outcome) =>
    Array.from(bins).flatMap((pairs, bin) =>
      pairs === 0
        ? []
        : [
            {
              outcome: SHORT[outcomes[outcome] as Outcome][language],
              from: LOWEST + bin * BIN,
              to: LOWEST + (bin + 1) * BIN,
              pairs,
            },
          ],
    ),
  );
  return createSpec({
    title: isEnglish ? 'Weights of the compared pairs' : '比較過的配對的分數',
    width: 640,
    height: 260,
    layer: [
      {
        data: { values },
        mark: { type: 'bar', opacity: 0.75, binSpacing: 0 },
        encoding: {
          x: {
            field: 'from',
            type: 'quantitative',
            bin: { binned: true, step: BIN },
            title: isEnglish ? 'weight in bits' : '分數（位元）',
            axis: { tickCount: 10 },
          },
          x2: { field: 'to' },
          y: {
            field: 'pairs',
            type: 'quantitative',
            stack: null,
            scale: { type: 'symlog' },
            title: isEnglish ? 'pairs' : '配對數',
            axis: { values: [0, 1, 10, 100, 1000, 10_000, 100_000, 1_000_000], format: ',' },
          },
          color: {
            field: 'outcome',
            type: 'nominal',
            title: null,
            scale: {
              domain: outcomes.map((outcome) => SHORT[outcome][language]),
              range: outcomes.map((outcome) => OUTCOME_COLOURS[outcome]),
            },
          },
          tooltip: [{ field: 'outcome' }, { field: 'from' }, { field: 'pairs', format: ',' }],
        },
      },
      {
        data: { values: [{ threshold: resolution.model.threshold / Math.LN2 }] },
        mark: { type: 'rule', color: COLOURS.mark, strokeWidth: 2, strokeDash: [5, 3] },
        encoding: { x: { field: 'threshold', type: 'quantitative' } },
      },
      {
        data: {
          values: [{ threshold: resolution.model.threshold / Math.LN2, label: isEnglish ? 'threshold' : '門檻' }],
        },
        mark: { type: 'text', align: 'left', dx: 5, y: 8, color: COLOURS.mark },
        encoding: { x: { field: 'threshold', type: 'quantitative' }, text: { field: 'label' } },
      },
    ],
  });
}

function countWeights(resolution: Resolution, outcomes: readonly Outcome[]): readonly Float64Array[] {
  const { resolved, set } = Resolution.partsOf(resolution);
  const { pairs, patterns, weights, scorer } = resolved;
  const bins = Math.round((HIGHEST - LOWEST) / BIN);
  const counts = outcomes.map(() => new Float64Array(bins));
  const width = set.fields.length;
  for (let pair = 0; pair < pairs.length; pair++) {
    scorer.score(patterns.levels, (pairs.patterns[pair] as number) * width, pairs.left[pair] as number);
    const own = counts[outcomes.indexOf(scorer.lastOutcome())] as Float64Array;
    const bin = Math.floor(((weights[pair] as number) / Math.LN2 - LOWEST) / BIN);
    const at = Math.max(0, Math.min(bins - 1, bin));
    own[at] = (own[at] as number) + 1;
  }
  return counts;
}
