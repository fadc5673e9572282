import type { Resolution } from '../resolution.js';
import { estimateMissed } from './estimate-missed.js';
import { measureRules } from './rule-yield.js';
import { COLOURS, createSpec, type VegaLiteSpec } from './vega-lite-spec.js';
import { formatProbability, type Language } from './words.js';

/**
 * What the blocking rules brought: pairs of each rule and those no earlier rule had, matches gained, and the estimated
 * share of all matches that the rules find.
 *
 * @example
 * const found = await dedupe([{ name: 'Robert Miller' }, { name: 'Bob Miller' }]);
 * blockingChart(found).$schema.includes('vega-lite'); // true
 */
export function blockingChart(resolution: Resolution, language: Language = 'en'): VegaLiteSpec {
  const isEnglish = language === 'en';
  const yields = measureRules(resolution);
  const rules = yields.length > 0 ? yields : [exhaustive(resolution, isEnglish)];
  const words = isEnglish
    ? { again: 'found before', fresh: 'new', pairs: 'pairs compared', matches: 'matches gained' }
    : { again: '先前已有', fresh: '新增', pairs: '比較的配對', matches: '新增的相符配對' };
  const order = rules.map(({ rule }) => rule);
  const y = { field: 'rule', type: 'nominal', sort: order, title: null, axis: { labelLimit: 600 } };
  return createSpec({
    title: {
      text: isEnglish ? 'What the blocking rules bring' : '分組規則的成果',
      subtitle: describeRecall(resolution, isEnglish),
      anchor: 'start',
    },
    hconcat: [
      {
        width: 300,
        height: { step: 22 },
        data: {
          values: rules.flatMap(({ rule, pairs, newPairs }) => [
            { rule, part: words.fresh, pairs: newPairs },
            { rule, part: words.again, pairs: pairs - newPairs },
          ]),
        },
        mark: 'bar',
        encoding: {
          y,
          x: { field: 'pairs', type: 'quantitative', title: words.pairs, axis: { format: '~s' } },
          color: {
            field: 'part',
            type: 'nominal',
            title: null,
            scale: { domain: [words.fresh, words.again], range: [COLOURS.mark, COLOURS.base] },
          },
          tooltip: [{ field: 'rule' }, { field: 'part' }, { field: 'pairs', format: ',' }],
        },
      },
      {
        width: 200,
        height: { step: 22 },
        data: { values: rules.map(({ rule, newMatches }) => ({ rule, newMatches })) },
        mark: { type: 'bar', color: COLOURS.for },
        encoding: {
          y: { ...y, axis: null },
          x: { field: 'newMatches', type: 'quantitative', title: words.matches, axis: { format: '~s' } },
          tooltip: [{ field: 'rule' }, { field: 'newMatches', format: ',', title: words.matches }],
        },
      },
    ],
  });
}

function exhaustive(resolution: Resolution, isEnglish: boolean) {
  const { compared } = resolution.summary;
  const { found } = estimateMissed(resolution);
  return { rule: isEnglish ? 'every pair' : '所有配對', pairs: compared, newPairs: compared, newMatches: found };
}

function describeRecall(resolution: Resolution, isEnglish: boolean): string {
  const { missed, blockingRecall } = estimateMissed(resolution);
  if (missed === null || blockingRecall === null) {
    return isEnglish ? 'Too few matches to estimate what the rules miss.' : '相符的配對太少，無法估計遺漏。';
  }
  if (resolution.model.blocking.isExhaustive) {
    return isEnglish ? 'Every pair was compared.' : '所有紀錄都兩兩比較過。';
  }
  const share = formatProbability(blockingRecall);
  return isEnglish
    ? `They bring about ${share} of all matches together; about ${missed} were never compared.`
    : `約找到 ${share} 的相符配對，約 ${missed} 對從未比較。`;
}
