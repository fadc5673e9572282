import { InvalidValueError } from '../errors/invalid-value-error.js';
import type { Window } from '../expression/node.js';
import { addDays, addMonths } from './date.js';
import { parseDuration } from './duration.js';
import { dateInZone, startOfDay } from './zone.js';

/** Most days, weeks or months a calendar window counts. */
const MAX_CALENDAR_COUNT = 10_000;

/** What a window comes to at one instant. */
export interface WindowBounds {
  /** UTC milliseconds; an instant lies inside when `after < t ≤ until`. */
  readonly after: number;
  readonly until: number;
  /** For `date` fields: inside when `fromDate ≤ d ≤ untilDate`. Null for durations, which have no dates. */
  readonly fromDate: string | null;
  readonly untilDate: string | null;
}

/**
 * Computes the ends of a window once, so that engines compare plain instants or dates.
 *
 * A `duration` reaches back exactly; a `calendar` window reaches back by days, weeks or months on the zone's wall
 * calendar (months clamp to the last day) and begins at that day's local midnight, which it includes.
 *
 * @param now - UTC milliseconds
 * @param offset - exact ISO duration by which the end lies before `now`
 * @throws {@link InvalidValueError} `INVALID_VALUE` when duration, count or zone cannot be used
 * @example
 * windowBounds({ type: 'duration', value: 'PT1H' }, 3_600_000); // { after: 0, until: 3600000, fromDate: null, untilDate: null }
 */
export function windowBounds(window: Window, now: number, offset?: string): WindowBounds {
  const until = offset === undefined ? now : now - parseDuration(offset);
  if (window.type === 'duration')
    return { after: until - parseDuration(window.value), until, fromDate: null, untilDate: null };
  const { count, unit, zone } = window;
  if (!Number.isInteger(count) || count < 0 || count > MAX_CALENDAR_COUNT) {
    throw new InvalidValueError('window.count', `expected a whole number from 0 to ${MAX_CALENDAR_COUNT}`);
  }
  const untilDate = dateInZone(zone, until);
  const fromDate =
    unit === 'month' ? addMonths(untilDate, -count) : addDays(untilDate, unit === 'week' ? -7 * count : -count);
  // The bound is exclusive; instants are whole milliseconds, so one less lets midnight itself in.
  return { after: startOfDay(zone, fromDate) - 1, until, fromDate, untilDate };
}
