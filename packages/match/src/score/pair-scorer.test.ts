import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../kinds/index-of-kinds.js';
import type { KindName } from '../kinds/kind.js';
import type { Field } from '../records/record-set.js';
import type { ClassModel } from './class-model.js';
import { createPairScorer, type FrequencyOf, followsFrequency } from './pair-scorer.js';

const kinds: readonly KindName[] = ['givenName', 'surname', 'email'];
const names = ['same', 'household', 'namesake', 'different'] as const;
const TEXTS = 5;
/** Record `n` bears text `n + 1` in every field. */
const fields = kinds.map(
  (kind): Field => ({
    name: kind,
    kind: kindOf(kind),
    column: {
      name: kind,
      ids: Uint32Array.from({ length: TEXTS }, (_, record) => record + 1),
      dictionary: {
        size: TEXTS + 1,
        codes: new Uint8Array(TEXTS),
        starts: Uint32Array.from({ length: TEXTS + 2 }, (_, at) => Math.max(0, at - 1)),
        counts: new Uint32Array(TEXTS + 1).fill(1),
        text: (id) => String(id),
        find: Number,
      },
    },
  }),
);

const probability = fc.double({ min: 1e-6, max: 1, noNaN: true });
const levelsOf = (kind: KindName): fc.Arbitrary<Float64Array> =>
  fc
    .array(probability, { minLength: kindOf(kind).levels.length, maxLength: kindOf(kind).levels.length })
    .map((parts) => {
      const sum = parts.reduce((total, part) => total + part, 0);
      return Float64Array.from(parts, (part) => part / sum);
    });
const anyModel: fc.Arbitrary<ClassModel> = fc
  .tuple(...names.map(() => fc.tuple(probability, fc.tuple(...kinds.map(levelsOf)))))
  .map((classes) => ({
    groups: fields.map(({ kind }, at) => ({ fields: [at], factors: [1], cells: kind.levels.length + 1 })),
    classes: classes.map(([rate, levels], at) => ({
      name: names[at] as (typeof names)[number],
      rate,
      levels,
      cells: levels.map((own) => Float64Array.of(1, ...own)),
    })),
  }));
const anyPattern = fc
  .tuple(...fields.map(({ kind }) => fc.integer({ min: 0, max: kind.levels.length })))
  .map((levels) => Uint8Array.from(levels));
const anyFrequencies = fc.array(fc.option(fc.array(probability, { minLength: TEXTS + 1, maxLength: TEXTS + 1 })), {
  minLength: fields.length,
  maxLength: fields.length,
});

/** Bayes' rule as the books have it, in plain probabilities. */
function scorePlainly(
  { classes }: ClassModel,
  pattern: Uint8Array,
  record: number,
  frequencies: readonly (readonly number[] | null)[],
): readonly number[] {
  const strangers = classes.at(-1) as ClassModel['classes'][number];
  return classes.map(({ name, rate, levels }) => {
    let value = rate;
    pattern.forEach((level, field) => {
      if (level === 0) return;
      value *= levels[field]?.[level - 1] as number;
      const own = frequencies[field];
      if (level !== kindOf(kinds[field] as KindName).levels.length || own === null || own === undefined) return;
      if (name === 'same' || !followsFrequency(name, kindOf(kinds[field] as KindName))) return;
      value *= (own[record + 1] as number) / (strangers.levels[field]?.at(-1) as number);
    });
    return value;
  });
}

describe('scoring pairs', () => {
  it("is Bayes' rule, whether a pair is scored alone or through the table of patterns", () => {
    fc.assert(
      fc.property(
        anyModel,
        anyPattern,
        fc.integer({ min: 0, max: TEXTS - 1 }),
        anyFrequencies,
        (model, pattern, record, frequencies) => {
          const lookups = frequencies.map((own): FrequencyOf | undefined =>
            own === null ? undefined : (text) => own[text] as number,
          );
          const scorer = createPairScorer(model, fields, lookups);
          const values = scorePlainly(model, pattern, record, frequencies);
          const [same, ...others] = values as [number, ...number[]];
          const expected = Math.log(same / others.reduce((sum, value) => sum + value, 0));
          expect(scorer.score(pattern, 0, record)).toBeCloseTo(expected, 6);
          expect(scorer.forPatterns(pattern, 1)(0, record)).toBeCloseTo(expected, 6);
          const all = values.reduce((sum, value) => sum + value, 0);
          const probabilities = scorer.lastProbabilities();
          expect(probabilities.same).toBeCloseTo(same / all, 6);
          expect(probabilities.household).toBeCloseTo((values[1] as number) / all, 6);
          expect(probabilities[scorer.lastOutcome()]).toBe(Math.max(...Object.values(probabilities)));
        },
      ),
      { numRuns: 500 },
    );
  });
});
