/** What a look at several fields together changes in the pattern of two records. */
export type PatternCheck = (left: number, right: number, pattern: Uint8Array) => void;
