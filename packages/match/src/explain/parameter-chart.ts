import { kindOf } from '../kinds/index-of-kinds.js';
import type { MatchModel } from '../model/match-model.js';
import type { ClassName } from '../score/class-model.js';
import { COLOURS, createSpec, OUTCOME_COLOURS, type VegaLiteSpec } from './vega-lite-spec.js';
import type { Language, Phrase } from './words.js';

const SHOWN: readonly { readonly name: ClassName; readonly word: Phrase; readonly colour: string }[] = [
  { name: 'same', word: { en: 'same customer (m)', zh: '同一位客戶 (m)' }, colour: OUTCOME_COLOURS.same },
  { name: 'household', word: { en: 'same household', zh: '同戶' }, colour: OUTCOME_COLOURS.household },
  { name: 'different', word: { en: 'strangers (u)', zh: '不相干 (u)' }, colour: COLOURS.base },
];

/**
 * What a model has learned: for every level of every field, how often pairs of the same customer, of one household and of
 * strangers show it. A field tells much where the bars differ much.
 *
 * @example
 * const found = await dedupe([{ name: 'Robert Miller' }, { name: 'Bob Miller' }]);
 * parameterChart(found.model).$schema.includes('vega-lite'); // true
 */
export function parameterChart(model: MatchModel, language: Language = 'en'): VegaLiteSpec {
  const isEnglish = language === 'en';
  const values = model.fields.flatMap(({ name: field, kind }) =>
    SHOWN.flatMap(({ name, word }) => {
      const probabilities = model.classes.find((each) => each.name === name)?.levels[field] ?? [];
      return kindOf(kind).levels.map(({ id }, level) => ({
        field,
        level: id,
        order: kindOf(kind).levels.length - level,
        pairs: word[language],
        probability: probabilities[level] ?? 0,
      }));
    }),
  );
  return createSpec({
    title: isEnglish ? 'How often pairs agree, by field and level' : '各欄位各等級的一致程度',
    data: { values },
    facet: { field: 'field', type: 'nominal', title: null, sort: model.fields.map(({ name }) => name) },
    columns: 3,
    resolve: { scale: { y: 'independent' } },
    spec: {
      width: 170,
      height: { step: 9 },
      mark: 'bar',
      encoding: {
        y: { field: 'level', type: 'nominal', sort: { field: 'order' }, title: null },
        yOffset: { field: 'pairs', type: 'nominal', sort: SHOWN.map(({ word }) => word[language]) },
        x: {
          field: 'probability',
          type: 'quantitative',
          scale: { domain: [0, 1] },
          title: null,
          axis: { format: '%', tickCount: 3 },
        },
        color: {
          field: 'pairs',
          type: 'nominal',
          title: null,
          legend: { orient: 'top' },
          scale: { domain: SHOWN.map(({ word }) => word[language]), range: SHOWN.map(({ colour }) => colour) },
        },
        tooltip: [{ field: 'level' }, { field: 'pairs' }, { field: 'probability', format: '.4f' }],
      },
    },
  });
}
