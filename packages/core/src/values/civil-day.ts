const DAY_MS = 86_400_000;
/** Years after which the calendar repeats itself, and the days in them. */
const CYCLE_YEARS = 400;
const CYCLE_DAYS = 146_097;
// Some 27 years; what comes from outside must not make it grow without end.
const MOST_WRITTEN = 10_000;

const written = new Map<number, string>();

/**
 * Counts the days from 1970-01-01 to a calendar day.
 *
 * @param month - 1 to 12
 * @returns the count, or null when there is no such day
 * @example
 * countDays(1970, 1, 2); // 1
 */
export function countDays(year: number, month: number, day: number): number | null {
  // One cycle on, because Date.UTC takes the years 0 to 99 for 1900 to 1999. A day too many falls into another month.
  const ms = Date.UTC(year + CYCLE_YEARS, month - 1, day);
  return new Date(ms).getUTCMonth() === month - 1 ? ms / DAY_MS - CYCLE_DAYS : null;
}

/**
 * Writes the calendar day that is so many days from 1970-01-01. Days written before are remembered, because
 * `Date.prototype.toISOString` is slow and an import writes the same days again and again.
 *
 * @param days - of the years 0001 to 9999
 * @returns `yyyy-mm-dd`
 * @example
 * writeDay(1); // '1970-01-02'
 */
export function writeDay(days: number): string {
  let text = written.get(days);
  if (text === undefined) {
    if (written.size >= MOST_WRITTEN) written.clear();
    text = new Date(days * DAY_MS).toISOString().slice(0, 10);
    written.set(days, text);
  }
  return text;
}

/** Writes a number from 0 to 99 with two digits. */
export function writeTwo(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
