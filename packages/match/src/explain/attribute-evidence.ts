/** What happened, as far as one class of pairs is concerned: the logarithm of its probability, by class. */
export type ClassLogs = readonly number[];

/** Pieces the path from the prior to the whole evidence is cut into. */
const PIECES = 64;

/**
 * Shares the weight of a pair out among its pieces of evidence.
 *
 * The weight sets `same` against all other classes together, so it is no plain sum over fields: an agreement on the
 * surname counts much while strangers are the alternative and little once a household explains the pair as well. Each
 * piece gets its part averaged over the way from the prior to the whole evidence, all pieces growing alike, so the order
 * of the fields plays no role and nothing is left over.
 *
 * @param rates - logarithm of the share of every class, `same` first
 * @param evidence - per piece, the logarithm of its probability under every class
 * @returns the prior and one figure per piece; their sum is the weight
 * @see Aumann and Shapley, "Values of Non-Atomic Games", 1974
 * @see Ang and Liu, "A new energy decomposition method: perfect in decomposition and consistent in aggregation", 2001
 */
export function attributeEvidence(
  rates: ClassLogs,
  evidence: readonly ClassLogs[],
): { readonly prior: number; readonly parts: readonly number[] } {
  const others = rates.slice(1);
  const slopes = others.map((_, at) => evidence.reduce((sum, logs) => sum + (logs[at + 1] as number), 0));
  const shares = others.map(() => 0);
  let before = others;
  let totalBefore = sumOfLogs(before);
  const prior = (rates[0] as number) - totalBefore;
  for (let piece = 1; piece <= PIECES; piece++) {
    const after = others.map((rate, at) => rate + ((slopes[at] as number) * piece) / PIECES);
    const total = sumOfLogs(after);
    // The change of the logarithm of a sum is an exact sum over its terms, weighed by logarithmic means.
    const whole = logarithmicMean(totalBefore, total, total);
    after.forEach((end, at) => {
      const share = logarithmicMean(before[at] as number, end, total) / whole;
      shares[at] = (shares[at] as number) + share / PIECES;
    });
    before = after;
    totalBefore = total;
  }
  const parts = evidence.map((logs) =>
    shares.reduce((rest, share, at) => rest - share * (logs[at + 1] as number), logs[0] as number),
  );
  return { prior, parts };
}

/** Logarithm of the sum of the numbers whose logarithms are given. */
export function sumOfLogs(logs: ClassLogs): number {
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
}

/** Logarithmic mean of e^a and e^b, divided by e^scale. */
function logarithmicMean(a: number, b: number, scale: number): number {
  const difference = b - a;
  return Math.exp(a - scale) * (Math.abs(difference) < 1e-12 ? 1 : Math.expm1(difference) / difference);
}
