import { Resolution } from '../resolution.js';
import type { ExplainFrame } from './explain-frame.js';
import { isInSorted, keysOf } from './pair-blocking.js';

/** How many matches blocking is likely to have lost. */
export interface MissedEstimate {
  /** Pairs of the run that reach the threshold. */
  readonly found: number;
  /** Estimated matches that no rule brought together; `null` when the rules do not allow an estimate. */
  readonly missed: number | null;
  /** Share of all matches that the rules bring together; `null` likewise. */
  readonly blockingRecall: number | null;
}

/**
 * Estimates how many matches blocking missed, by capture and recapture: what the rules caught tells how often matches share
 * the keys of each field, and so how many share too few of them to be caught. Matches are easy or hard, for records with
 * slips in one field often have them in others. A field that all rules need cannot be judged by the others and counts as it
 * was seen, so the true number can be larger.
 *
 * @see Fienberg, "The multiple recapture census for closed populations and incomplete 2^k contingency tables", 1972
 * @example
 * const found = await dedupe([{ name: 'Robert Miller' }, { name: 'Bob Miller' }]);
 * estimateMissed(found).missed; // 0
 */
export function estimateMissed(resolution: Resolution): MissedEstimate {
  const { weights, model, expected } = Resolution.partsOf(resolution).resolved;
  const threshold = Math.fround(model.threshold);
  let found = 0;
  for (const weight of weights) if (weight >= threshold) found++;
  const { blockingRecall } = expected();
  const missed = blockingRecall === null ? null : Math.round(found / blockingRecall - found);
  return { found, missed, blockingRecall };
}

/** The rules that bring a pair together, as positions in the model, in their order. */
export function listYielding({ parts: { resolved }, model, rules }: ExplainFrame, pair: number): readonly number[] {
  const left = resolved.pairs.left[pair] as number;
  const right = resolved.pairs.right[pair] as number;
  const yielding: number[] = [];
  rules().forEach((rule, at) => {
    const own = keysOf(rule, left);
    if (own.length === 0) return;
    const skipped = model.blocking.skippedKeys[at] as readonly number[];
    const others = keysOf(rule, right);
    if (own.some((key) => others.includes(key) && !isInSorted(skipped, key))) yielding.push(at);
  });
  return yielding;
}
