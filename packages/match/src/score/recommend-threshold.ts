/** What a threshold is expected to give. */
export interface ThresholdAdvice {
  /** Natural logarithm of odds; pairs at or above it count as the same. */
  readonly threshold: number;
  /** Probability that belongs to the threshold. */
  readonly probability: number;
  readonly expectedPrecision: number;
  /** Share of the matches found, the missed ones that were given included. */
  readonly expectedRecall: number;
}

/** About one to a hundred: below it nothing is ever accepted, and leaving that out keeps the sort short. */
const NEVER = -4.6;

/**
 * Recommends the threshold with the best expected F1, from the calibrated probabilities alone.
 *
 * @param weights - weights of all scored pairs
 * @param missed - estimated matches that were never candidates
 * @see Lipton, Elkan and Naryanaswamy, "Optimal thresholding of classifiers to maximize F1 measure", 2014
 */
export function recommendThreshold(weights: Float32Array, missed: number): ThresholdAdvice {
  const likely = weights.filter((weight) => weight > NEVER).sort();
  let matches = missed;
  // In the order of `likely`, so that both sums are rounded alike and a share is never more than 1.
  for (let at = likely.length - 1; at >= 0; at--) matches += probabilityOf(likely[at] as number);
  for (const weight of weights) if (!(weight > NEVER)) matches += probabilityOf(weight);
  let best: ThresholdAdvice = { threshold: 0, probability: 0.5, expectedPrecision: 1, expectedRecall: 0 };
  let bestF = 0;
  let found = 0;
  for (let at = likely.length - 1, taken = 1; at >= 0; at--, taken++) {
    const weight = likely[at] as number;
    found += probabilityOf(weight);
    if (at > 0 && likely[at - 1] === weight) continue;
    const f = (2 * found) / (taken + matches);
    if (f <= bestF) continue;
    bestF = f;
    const threshold = withinGap(Math.log(f / (2 - f)), likely[at - 1], weight);
    best = {
      threshold,
      probability: probabilityOf(threshold),
      expectedPrecision: found / taken,
      expectedRecall: found / matches,
    };
  }
  return best;
}

/**
 * The threshold in the gap between the last accepted weight and the next one. All of the gap accepts the same pairs
 * here; half of the best F1, as a probability, is where other pairs under the same model are best cut, too.
 */
function withinGap(best: number, rejected: number | undefined, accepted: number): number {
  const threshold = Math.fround(best);
  return threshold <= accepted && threshold > (rejected ?? Number.NEGATIVE_INFINITY) ? threshold : accepted;
}

/** Probability that belongs to a weight. */
export function probabilityOf(weight: number): number {
  return 1 / (1 + Math.exp(-weight));
}
