/** What a threshold is expected to give. */
export interface ThresholdAdvice {
  /** Natural logarithm of odds; pairs at or above it count as the same. */
  readonly threshold: number;
  /** Probability that belongs to the threshold. */
  readonly probability: number;
  readonly expectedPrecision: number;
  /** Share of all matches found, those that blocking misses counted as missed. */
  readonly expectedRecall: number;
}

/**
 * Recommends the threshold with the best expected F1, from the calibrated probabilities alone.
 *
 * @param weights - weights of all scored pairs
 * @param missed - estimated matches that were never candidates
 * @see Lipton, Elkan and Naryanaswamy, "Optimal thresholding of classifiers to maximize F1 measure", 2014
 */
export function recommendThreshold(weights: Float32Array, missed: number): ThresholdAdvice {
  // Below one to a hundred nothing is ever accepted; leaving those out keeps the sort short.
  const likely = weights.filter((weight) => weight > -4.6).sort();
  let matches = missed;
  for (const weight of weights) matches += probabilityOf(weight);
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
    best = {
      threshold: weight,
      probability: probabilityOf(weight),
      expectedPrecision: found / taken,
      expectedRecall: found / matches,
    };
  }
  return best;
}

/** Probability that belongs to a weight. */
export function probabilityOf(weight: number): number {
  return 1 / (1 + Math.exp(-weight));
}
