import type { Scaled } from '../../storage/contract.js';

// Two numbers up to this add up to a safe integer.
const HALF_SAFE = 2 ** 51;

/** A running total that stays exact: plain numbers while they are safe, a big integer beyond. */
export interface ExactSum {
  readonly add: (value: Scaled) => void;
  /** A number when it is safe to read as one. */
  readonly total: () => number | bigint;
}

/**
 * Starts a running total at zero.
 *
 * @example
 * const sum = createExactSum(); sum.add(2); sum.add('9007199254740993'); sum.total(); // 9007199254740995n
 */
export function createExactSum(): ExactSum {
  let small = 0;
  let large = 0n;
  return {
    add: (value) => {
      if (typeof value === 'number' && value <= HALF_SAFE && value >= -HALF_SAFE) {
        small += value;
        if (small <= HALF_SAFE && small >= -HALF_SAFE) return;
        large += BigInt(small);
        small = 0;
        return;
      }
      large += BigInt(value);
    },
    total: () => (large === 0n ? small : large + BigInt(small)),
  };
}
