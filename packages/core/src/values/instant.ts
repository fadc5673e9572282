import { InvalidValueError } from '../errors/invalid-value-error.js';
import { countDays, writeDay, writeTwo } from './civil-day.js';
import { EARLIEST_INSTANT, LATEST_INSTANT } from './date.js';

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(0\d|1[0-8]):?([0-5]\d))$/;
const DAY_MS = 86_400_000;

/**
 * Reads an ISO 8601 instant, which must carry `Z` or an offset. Digits beyond the millisecond are cut off.
 *
 * @returns UTC milliseconds
 * @throws {@link InvalidValueError} `INVALID_VALUE` when it is not a valid instant of the years 0001 to 9999
 * @example
 * parseInstant('2024-01-01T08:00:00+08:00'); // 1704067200000
 */
export function parseInstant(iso: string): number {
  const match = INSTANT.exec(iso);
  const days = match === null ? null : countDays(Number(match[1]), Number(match[2]), Number(match[3]));
  if (match === null || days === null || match[1] === '0000') throw refuseInstant();
  const read = (index: number): number => Number(match[index] ?? 0);
  const fraction = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const local = days * DAY_MS + ((read(4) * 60 + read(5)) * 60 + read(6)) * 1000 + fraction;
  const offset = (read(9) * 60 + read(10)) * 60_000;
  const ms = match[8] === '-' ? local + offset : local - offset;
  if (ms < EARLIEST_INSTANT || ms > LATEST_INSTANT) throw refuseInstant();
  return ms;
}

/**
 * Writes an instant as ISO 8601 in UTC with milliseconds.
 *
 * @param ms - UTC milliseconds
 * @throws {@link InvalidValueError} `INVALID_VALUE` when it is no whole number or outside the years 0001 to 9999
 * @example
 * formatInstant(0); // '1970-01-01T00:00:00.000Z'
 */
export function formatInstant(ms: number): string {
  if (!Number.isInteger(ms) || ms < EARLIEST_INSTANT || ms > LATEST_INSTANT) throw refuseInstant();
  const days = Math.floor(ms / DAY_MS);
  const rest = ms - days * DAY_MS;
  const seconds = Math.floor(rest / 1000);
  const minutes = Math.floor(seconds / 60);
  const time = `${writeTwo(Math.floor(minutes / 60))}:${writeTwo(minutes % 60)}:${writeTwo(seconds % 60)}`;
  return `${writeDay(days)}T${time}.${String(rest % 1000).padStart(3, '0')}Z`;
}

function refuseInstant(): InvalidValueError {
  return new InvalidValueError('instant', 'expected an instant of the years 1 to 9999, such as 2024-01-31T09:30:00Z');
}
