import { InvalidValueError } from '../errors/invalid-value-error.js';
import { formatDay } from './date.js';

const DAY_MS = 86_400_000;
// There are some 600 zones; callers who spell them in many ways must not make the cache grow without end.
const MOST_ZONES = 1_000;
// GMT+05:45; zones had offsets to the second before they were drawn.
const OFFSET = /([+-])(\d+):(\d+)(?::(\d+))?/;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Tells whether a text names a time zone of this runtime's IANA database, such as `Asia/Taipei` or `UTC`.
 *
 * @example
 * isZone('Asia/Taipei'); // true
 */
export function isZone(zone: string): boolean {
  return findFormat(zone) !== null;
}

/**
 * How far a zone's clocks are ahead of UTC at an instant.
 *
 * @param zone - IANA name
 * @param instant - UTC milliseconds
 * @returns milliseconds, negative west of Greenwich
 * @throws {@link InvalidValueError} `INVALID_VALUE` when the zone is unknown
 * @example
 * zoneOffset('Asia/Taipei', 0); // 28800000
 */
export function zoneOffset(zone: string, instant: number): number {
  const format = findFormat(zone);
  if (format === null) throw new InvalidValueError('zone', 'expected a time zone such as Asia/Taipei');
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const match = OFFSET.exec(name);
  // The name is plain GMT where the offset is none.
  if (match === null) return 0;
  const ms = ((Number(match[2]) * 60 + Number(match[3])) * 60 + Number(match[4] ?? 0)) * 1000;
  return match[1] === '-' ? -ms : ms;
}

/**
 * The calendar date on a zone's wall at an instant.
 *
 * @param instant - UTC milliseconds
 * @throws {@link InvalidValueError} `INVALID_VALUE` when the zone is unknown
 * @example
 * dateInZone('Asia/Taipei', Date.UTC(2024, 0, 1, 17)); // '2024-01-02'
 */
export function dateInZone(zone: string, instant: number): string {
  return formatDay(instant + zoneOffset(zone, instant));
}

/**
 * The instant at which a calendar date begins in a zone. A midnight that the clocks skip moves forward by the gap, one
 * that they pass twice is the first of the two.
 *
 * @param date - a valid `yyyy-mm-dd`
 * @returns UTC milliseconds
 * @throws {@link InvalidValueError} `INVALID_VALUE` when the zone is unknown
 * @example
 * startOfDay('America/Sao_Paulo', '2018-11-04'); // 1541300400000, 01:00 on the wall
 */
export function startOfDay(zone: string, date: string): number {
  const wall = Date.parse(`${date}T00:00:00Z`);
  const before = zoneOffset(zone, wall - DAY_MS);
  const after = zoneOffset(zone, wall + DAY_MS);
  if (zoneOffset(zone, wall - before) === before) return wall - before;
  if (zoneOffset(zone, wall - after) === after) return wall - after;
  return wall - before;
}

function findFormat(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  // Runtimes differ on offsets such as +08:00 in the place of a zone; names work everywhere.
  if (!/^[A-Za-z]/.test(zone)) return null;
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
    if (formats.size >= MOST_ZONES) formats.clear();
    formats.set(zone, format);
    return format;
  } catch {
    return null;
  }
}
