/** What a pair without any evidence counts: a little against, so that no chain of empty pairs holds two clusters together. */
const NO_EVIDENCE = 2;

/**
 * What a pair counts when clusters join. A weight below 0 is made of the small odds that any two records are the same
 * and of the evidence of this pair. The small odds hold for strangers; two records of clusters that already hang
 * together are none, so there a pair that shows little is nearly neutral and only one that contradicts counts against.
 *
 * @param weight - natural logarithm of the odds that both are the same
 * @param prior - the same before any evidence; below 0
 */
export function linkageWeight(weight: number, prior: number): number {
  if (weight >= 0) return weight;
  const evidence = weight - prior;
  return evidence < 0 ? evidence - NO_EVIDENCE : -NO_EVIDENCE * (1 - evidence / -prior);
}
