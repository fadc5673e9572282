import { MOST_IN_BLOCK } from '../block/plan.js';
import { classesToJson } from '../model/class-model-json.js';
import type { MatchModel } from '../model/match-model.js';
import type { Verdict } from '../pipeline/verdict.js';
import { findRepeats } from '../records/find-repeats.js';
import type { Resolution } from '../resolution.js';
import { countLabels } from '../score/labelled-patterns.js';
import { countPossiblePairs, learnClasses } from '../score/learn-classes.js';
import { createPairScorer } from '../score/pair-scorer.js';
import { measureRandomAgreement } from '../score/random-agreement.js';
import { recommendThreshold } from '../score/recommend-threshold.js';
import { weighLabels } from './compare-with-labels.js';
import { frameOf } from './explain-frame.js';

/**
 * A model that has learned from labels as well. What the labelled pairs look like tells what other pairs of the same look
 * are; a dozen labels on the pairs that `suggestPairsToLabel` names are worth more than hundreds at random. Fields and
 * blocking stay; weights and the recommended threshold are learned anew.
 *
 * @param labels - what people know of pairs
 * @returns a model for `dedupe` or `createResolver`; the same labels may go with it as verdicts
 * @see Nigam, McCallum, Thrun and Mitchell, "Text classification from labeled and unlabeled documents using EM", 2000
 * @example
 * const customers = [
 *   { id: '1', name: 'Robert Miller', city: 'Leeds' },
 *   { id: '2', name: 'Bob Miller', city: 'Leeds' },
 *   { id: '3', name: 'Ann Li', city: 'York' },
 * ];
 * const found = await dedupe(customers, { id: 'id' });
 * const refined = refineModel(found, [{ left: '1', right: '2', verdict: 'same' }]);
 * const again = await dedupe(customers, { id: 'id', model: refined });
 */
export function refineModel(resolution: Resolution, labels: readonly Verdict[]): MatchModel {
  const frame = frameOf(resolution);
  const { model, parts, comparer, fields, frequencies } = frame;
  const { set, resolved } = parts;
  const { pairs, patterns } = resolved;
  const repeats = model.blocking.isExhaustive ? new Uint32Array(0) : findRepeats(set, MOST_IN_BLOCK);
  const classes = learnClasses({
    set,
    pairs,
    patterns,
    random: measureRandomAgreement(set, comparer, repeats),
    possiblePairs: countPossiblePairs(set, repeats),
    cleanSources: model.cleanSources,
    labelled: countLabels(weighLabels(frame, labels), comparer, patterns),
  });
  const scorer = createPairScorer(classes, fields, frequencies);
  const weights = new Float32Array(pairs.length);
  for (let pair = 0; pair < pairs.length; pair++) {
    const from = (pairs.patterns[pair] as number) * fields.length;
    weights[pair] = scorer.score(patterns.levels, from, pairs.left[pair] as number);
  }
  const learned = weights.subarray(0, weights.length - resolved.copyPairs);
  const { threshold, expectedPrecision, expectedRecall } = recommendThreshold(learned, 0);
  const { blockingRecall } = resolved.expected();
  return {
    ...model,
    ...classesToJson(classes, fields),
    threshold,
    trainedOn: { ...model.trainedOn, expectedPrecision, expectedRecall: expectedRecall * (blockingRecall ?? 1) },
  };
}
