/** Candidate pairs, side by side, with the ids of their patterns. */
export interface PatternedPairs {
  readonly length: number;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly patterns: Uint32Array;
}
