import type { EvidenceStep, PairExplanation } from './pair-explanation.js';
import { COLOURS, createSpec, type VegaLiteSpec } from './vega-lite-spec.js';
import { describeLevel, type Language, nameField, startSentence } from './words.js';

/**
 * The weight of a pair as a waterfall: from the prior over every step to the sum, in bits, with the threshold.
 *
 * @example
 * const found = await dedupe([{ name: 'Robert Miller' }, { name: 'Bob Miller' }]);
 * pairChart(explainPair(found, '0', '1')).$schema.includes('vega-lite'); // true
 */
export function pairChart(explanation: PairExplanation, language: Language = 'en'): VegaLiteSpec {
  const isEnglish = language === 'en';
  let sum = 0;
  const values = explanation.steps
    .filter((step) => step.type !== 'evidence' || step.fields.some(({ level }) => level !== null))
    .map((step, order) => {
      const from = sum;
      sum += step.bits;
      return {
        order,
        step: nameStep(step, language),
        from,
        to: sum,
        bits: step.bits,
        sign: step.bits < 0 ? 'against' : 'for',
      };
    });
  const total = isEnglish ? 'Weight' : '總計';
  const weight = explanation.weightBits;
  values.push({ order: values.length, step: total, from: 0, to: weight, bits: weight, sign: 'sum' });
  const y = { field: 'step', type: 'nominal', sort: { field: 'order' }, title: null, axis: { labelLimit: 600 } };
  return createSpec({
    title: isEnglish
      ? `Why ${explanation.left} and ${explanation.right}`
      : `${explanation.left} 與 ${explanation.right} 的比對`,
    width: 640,
    height: { step: 26 },
    data: { values },
    layer: [
      {
        mark: { type: 'bar', cornerRadius: 2 },
        encoding: {
          y,
          x: { field: 'from', type: 'quantitative', title: isEnglish ? 'bits' : '位元' },
          x2: { field: 'to' },
          color: {
            field: 'sign',
            type: 'nominal',
            legend: null,
            scale: { domain: ['for', 'against', 'sum'], range: [COLOURS.for, COLOURS.against, COLOURS.base] },
          },
          tooltip: [
            { field: 'step', title: isEnglish ? 'Step' : '步驟' },
            { field: 'bits', format: '+.2f', title: isEnglish ? 'Bits' : '位元' },
          ],
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: 4 },
        encoding: {
          y,
          x: { field: 'right', type: 'quantitative' },
          text: { field: 'bits', format: '+.1f' },
        },
        transform: [{ calculate: 'max(datum.from, datum.to)', as: 'right' }],
      },
      {
        data: { values: [{ threshold: explanation.thresholdBits }] },
        mark: { type: 'rule', strokeDash: [4, 3], color: COLOURS.mark },
        encoding: { x: { field: 'threshold', type: 'quantitative' } },
      },
    ],
  });
}

function nameStep(step: EvidenceStep, language: Language): string {
  const isEnglish = language === 'en';
  if (step.type === 'prior') return isEnglish ? 'Any two records' : '任意兩筆紀錄';
  if (step.type === 'commonness') {
    const name = nameField(step.kind, step.field, language);
    return isEnglish ? `How common this ${name} is` : `${name}的常見程度`;
  }
  const known = step.fields.filter(({ level }) => level !== null);
  const said = known.map(({ level, kind, field }) => describeLevel(level ?? 'different', kind, field, language));
  return startSentence(said.join(isEnglish ? ', ' : '，'));
}
