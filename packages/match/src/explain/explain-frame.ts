import { createAtomLookup } from '../block/key-atoms.js';
import { createRuleKeys, type RuleKeys } from '../block/rule-keys.js';
import { type Comparer, createComparer } from '../compare/comparer.js';
import { classesFromJson } from '../model/class-model-json.js';
import type { MatchModel } from '../model/match-model.js';
import type { Field } from '../records/record-set.js';
import { Resolution, type ResolutionParts } from '../resolution.js';
import type { ClassModel } from '../score/class-model.js';
import { createPairScorer, type FrequencyOf, type PairScorer } from '../score/pair-scorer.js';
import { frequencyLookup } from '../score/text-frequencies.js';
import { oncePerResolution } from './once-per-resolution.js';

/** Everything that explanations of one resolution share, made once. */
export interface ExplainFrame {
  readonly parts: ResolutionParts;
  readonly model: MatchModel;
  readonly fields: readonly Field[];
  readonly classes: ClassModel;
  readonly frequencies: readonly (FrequencyOf | undefined)[];
  readonly comparer: Comparer;
  readonly scorer: PairScorer;
  /** Keys of the blocking rules, in the order of the model. */
  readonly rules: () => readonly RuleKeys[];
  /** The weight of any two records; natural logarithm of odds. */
  readonly weigh: (left: number, right: number) => number;
}

/** The frame of a resolution. */
export function frameOf(resolution: Resolution): ExplainFrame {
  return frame(resolution);
}

const frame = oncePerResolution((resolution) => createFrame(Resolution.partsOf(resolution)));

function createFrame(parts: ResolutionParts): ExplainFrame {
  const { model } = parts.resolved;
  const { fields } = parts.set;
  const classes = classesFromJson(model, fields);
  const frequencies = fields.map(({ name, column }) => {
    const own = model.frequencies[name];
    return own === undefined ? undefined : frequencyLookup(own, column.dictionary);
  });
  const comparer = createComparer(fields, model.learned);
  const scorer = createPairScorer(classes, fields, frequencies);
  const pattern = new Uint8Array(fields.length);
  let rules: readonly RuleKeys[] | undefined;
  return {
    parts,
    model,
    fields,
    classes,
    frequencies,
    comparer,
    scorer,
    rules: () => {
      if (rules === undefined) {
        const lookup = createAtomLookup(fields);
        rules = model.blocking.rules.map((rule) => createRuleKeys(rule, lookup));
      }
      return rules;
    },
    weigh: (left, right) => {
      // Records are compared in the order of the input, as candidates are.
      const [first, second] = left < right ? [left, right] : [right, left];
      comparer.compare(first, second, pattern);
      return scorer.score(pattern, 0, first);
    },
  };
}
