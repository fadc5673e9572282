import { zoneOffset } from '@crmkit/core';

const DAY_MS = 86_400_000;
const MOST_DAYS = 20_000;

/**
 * Prepares turning wall-clock times of a zone into instants. A time the clocks skip moves forward by the gap, one they
 * pass twice is the first of the two. Offsets are kept per day: asking the runtime for each row would be the slowest
 * step of an import.
 *
 * @param zone - IANA name
 * @returns a function from wall-clock milliseconds (as if UTC) to UTC milliseconds
 * @throws {@link InvalidValueError} `INVALID_VALUE` when the zone is unknown
 */
export function createZoneClock(zone: string): (wallMs: number) => number {
  zoneOffset(zone, 0);
  const offsetOfDay = new Map<number, number | null>();
  const constantOffset = (day: number): number | null => {
    const known = offsetOfDay.get(day);
    if (known !== undefined) return known;
    // A day and its neighbours, so that the answer holds whichever side of UTC the zone is on.
    const before = zoneOffset(zone, (day - 1) * DAY_MS);
    const constant = [day, day + 1, day + 2].every((each) => zoneOffset(zone, each * DAY_MS) === before);
    if (offsetOfDay.size >= MOST_DAYS) offsetOfDay.clear();
    offsetOfDay.set(day, constant ? before : null);
    return constant ? before : null;
  };
  return (wallMs) => {
    const constant = constantOffset(Math.floor(wallMs / DAY_MS));
    if (constant !== null) return wallMs - constant;
    const before = zoneOffset(zone, wallMs - DAY_MS);
    const after = zoneOffset(zone, wallMs + DAY_MS);
    if (zoneOffset(zone, wallMs - before) === before) return wallMs - before;
    if (zoneOffset(zone, wallMs - after) === after) return wallMs - after;
    return wallMs - before;
  };
}
