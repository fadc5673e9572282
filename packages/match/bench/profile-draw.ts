/** Numbers drawn from a fixed start: the same seed gives the same profile everywhere. */
export interface Draw {
  /** A whole number from 0 to below `count`. */
  readonly below: (count: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of a list whose first members are the commonest, as names are. */
  readonly pickSkewed: <T>(list: readonly T[]) => T;
  /** So many digits, the first of them not 0. */
  readonly digits: (count: number) => string;
}

/** Draws from a seed (mulberry32). */
export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    below,
    chance: (share) => next() < share,
    pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
    pickSkewed: <T>(list: readonly T[]): T => list[Math.floor(list.length * next() ** 2.2)] as T,
    digits: (count) => Array.from({ length: count }, (_, at) => (at === 0 ? 1 + below(9) : below(10))).join(''),
  };
}
