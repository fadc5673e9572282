import type { MatchModel } from '../model/match-model.js';
import type { ResolverState } from './resolver-state.js';

/** A key that many records bear. */
export interface CommonKey {
  /** Id of the blocking rule. */
  readonly rule: string;
  /** The hashed key, as `blocking.skippedKeys` of a model holds it. */
  readonly key: number;
  readonly records: number;
}

/** What would make a resolver faster, at the price of a new model. */
export interface ResolverAdvice {
  /** The commonest first. */
  readonly commonKeys: readonly CommonKey[];
  /** The present model with these keys skipped; the present one itself when there are none. */
  readonly model: MatchModel;
  /** Every pair is a candidate, which was meant for few records: a model should be learned anew. */
  readonly isOutgrown: boolean;
}

/** Records up to which comparing every pair is no trouble. */
const MOST_EXHAUSTIVE = 5000;

/** Looks for keys with more records than `most`. */
export function adviseModel({ model, candidates, records }: ResolverState, most: number): ResolverAdvice {
  const { blocking } = model;
  const common = candidates.postings.map((postings) => postings.commonKeys(most));
  const commonKeys = common.flatMap((keys, rule) =>
    keys.map(({ key, records: count }): CommonKey => ({ rule: blocking.rules[rule]?.id ?? '', key, records: count })),
  );
  const skippedKeys = blocking.rules.map((_, rule) =>
    [...(blocking.skippedKeys[rule] ?? []), ...(common[rule] ?? []).map(({ key }) => key)].sort((a, b) => a - b),
  );
  return {
    commonKeys: commonKeys.sort((a, b) => b.records - a.records),
    model: commonKeys.length === 0 ? model : { ...model, blocking: { ...blocking, skippedKeys } },
    isOutgrown: blocking.isExhaustive && records.size > MOST_EXHAUSTIVE,
  };
}
