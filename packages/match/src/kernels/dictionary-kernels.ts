// Hot loops index typed arrays within their bounds: `as number` spares a test per pair.
import type { Dictionary } from '../table/dictionary.js';
import { weightedSubsequence } from './common-subsequence.js';
import { osaAtMost } from './damerau-levenshtein.js';
import { jaroWinkler, jaroWinklerAtLeast } from './jaro-winkler.js';
import { levenshtein, levenshteinAtMost } from './levenshtein.js';

/** Compares two texts of a dictionary by their ids. */
export type PairKernel = (a: number, b: number) => number;

/** Compares two texts of a dictionary by their ids, up to a limit. */
export type LimitedPairKernel = (a: number, b: number, limit: number) => number;

/**
 * {@link jaroWinkler} over the ids of a dictionary, which may grow between calls.
 *
 * @example
 * const similarity = dictionaryJaroWinkler(surnames.dictionary);
 * similarity(surnames.dictionary.find('smith'), surnames.dictionary.find('smyth')); // 0.893
 */
export function dictionaryJaroWinkler(dictionary: Dictionary): PairKernel {
  return (a, b) => {
    const { codes, starts } = dictionary;
    return jaroWinkler(
      codes,
      starts[a] as number,
      starts[a + 1] as number,
      codes,
      starts[b] as number,
      starts[b + 1] as number,
    );
  };
}

/** {@link jaroWinklerAtLeast} over the ids of a dictionary, which may grow between calls. */
export function dictionaryJaroWinklerAtLeast(dictionary: Dictionary): LimitedPairKernel {
  return (a, b, bound) => {
    const { codes, starts } = dictionary;
    return jaroWinklerAtLeast(
      codes,
      starts[a] as number,
      starts[a + 1] as number,
      codes,
      starts[b] as number,
      starts[b + 1] as number,
      bound,
    );
  };
}

/** {@link levenshtein} over the ids of a dictionary, which may grow between calls. */
export function dictionaryLevenshtein(dictionary: Dictionary): PairKernel {
  return (a, b) => {
    const { codes, starts } = dictionary;
    return levenshtein(
      codes,
      starts[a] as number,
      starts[a + 1] as number,
      codes,
      starts[b] as number,
      starts[b + 1] as number,
    );
  };
}

/** {@link levenshteinAtMost} over the ids of a dictionary, which may grow between calls. */
export function dictionaryLevenshteinAtMost(dictionary: Dictionary): LimitedPairKernel {
  return (a, b, max) => {
    const { codes, starts } = dictionary;
    return levenshteinAtMost(
      codes,
      starts[a] as number,
      starts[a + 1] as number,
      codes,
      starts[b] as number,
      starts[b + 1] as number,
      max,
    );
  };
}

/** {@link osaAtMost} over the ids of a dictionary, which may grow between calls. */
export function dictionaryOsaAtMost(dictionary: Dictionary): LimitedPairKernel {
  return (a, b, max) => {
    const { codes, starts } = dictionary;
    return osaAtMost(
      codes,
      starts[a] as number,
      starts[a + 1] as number,
      codes,
      starts[b] as number,
      starts[b + 1] as number,
      max,
    );
  };
}

/** {@link weightedSubsequence} over the ids of a dictionary, which may grow between calls. */
export function dictionaryWeightedSubsequence(dictionary: Dictionary, weight: (code: number) => number): PairKernel {
  return (a, b) => {
    const { codes, starts } = dictionary;
    return weightedSubsequence(
      codes,
      starts[a] as number,
      starts[a + 1] as number,
      starts[b] as number,
      starts[b + 1] as number,
      weight,
    );
  };
}
