import { createAtomLookup } from '../block/key-atoms.js';
import { createRuleKeys, type RuleKeys } from '../block/rule-keys.js';
import { linkageWeight } from '../cluster/linkage-weight.js';
import { createComparer } from '../compare/comparer.js';
import { classesFromJson } from '../model/class-model-json.js';
import type { MatchModel } from '../model/match-model.js';
import type { Field } from '../records/record-set.js';
import { createPairScorer, type PairScorer } from '../score/pair-scorer.js';
import { frequencyLookup } from '../score/text-frequencies.js';

/** Comparing and scoring under a model, for records that come one by one. */
export interface PairEngine {
  /** Keys of every blocking rule; none when every pair is a candidate. */
  readonly rules: readonly RuleKeys[];
  /** Weight of two records, rounded as a run over all records keeps it; natural logarithm of odds. */
  readonly weigh: (left: number, right: number) => number;
  /** What two records count for joining clusters. */
  readonly link: (left: number, right: number) => number;
  /** Tells more about the pair weighed last. */
  readonly scorer: PairScorer;
}

/**
 * Builds the engine of a model over fields that may grow.
 *
 * @param model - decides everything
 * @param fields - in the order of the model
 */
export function createPairEngine(model: MatchModel, fields: readonly Field[]): PairEngine {
  const comparer = createComparer(fields, model.learned);
  const classes = classesFromJson(model, fields);
  const scorer = createPairScorer(
    classes,
    fields,
    fields.map(({ name, column }) => {
      const own = model.frequencies[name];
      return own === undefined ? undefined : frequencyLookup(own, column.dictionary);
    }),
  );
  const prior = Math.log(classes.classes[0]?.rate ?? 0.5);
  const pattern = new Uint8Array(fields.length);
  const score = (left: number, right: number): number => {
    comparer.compare(left, right, pattern);
    return scorer.score(pattern, 0, left);
  };
  const lookup = createAtomLookup(fields);
  return {
    rules: model.blocking.isExhaustive ? [] : model.blocking.rules.map((rule) => createRuleKeys(rule, lookup)),
    weigh: (left, right) => Math.fround(score(left, right)),
    link: (left, right) => linkageWeight(score(left, right), prior),
    scorer,
  };
}
