/** A source of repeatable randomness for tests, generated data and measurements; never for ids or secrets. */
export interface SeededRandom {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the items, all equally likely; there must be at least one. */
  pick<T>(items: readonly T[]): T;
}

/**
 * Makes a random source that gives the same numbers for the same seed on every machine.
 *
 * @param seed - any whole number
 * @see Tommy Ettinger, mulberry32, public domain
 * @example
 * createRandom(1).integer(1, 6) === createRandom(1).integer(1, 6); // true
 */
export function createRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: <T>(items: readonly T[]): T => {
      if (items.length === 0) throw new RangeError('There is nothing to pick from.');
      return items[integer(0, items.length - 1)] as T;
    },
  };
}
