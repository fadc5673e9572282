/** A clock that stands still until it is told to move. Call it for UTC milliseconds. */
export interface FixedClock {
  (): number;
  /** Moves the clock on, or back for a negative number of milliseconds. */
  advance(ms: number): void;
  /** Sets the clock to an ISO instant or to UTC milliseconds. */
  set(instant: string | number): void;
}

/**
 * Makes a clock for tests.
 *
 * @param start - ISO instant or UTC milliseconds
 * @throws RangeError when it is no instant
 * @example
 * const clock = fixedClock('2024-01-31T09:30:00Z');
 * clock.advance(1000);
 * clock(); // 1706693401000
 */
export function fixedClock(start: string | number): FixedClock {
  let now = readInstant(start);
  return Object.assign(() => now, {
    advance(ms: number) {
      now += ms;
    },
    set(instant: string | number) {
      now = readInstant(instant);
    },
  });
}

function readInstant(instant: string | number): number {
  const ms = typeof instant === 'number' ? instant : Date.parse(instant);
  if (!Number.isInteger(ms)) throw new RangeError(`${instant} is no instant`);
  return ms;
}
