const DAY_MS = 86_400_000;
/** Years after which the calendar repeats itself, and the days in them. */
const CYCLE_YEARS = 400;
const CYCLE_DAYS = 146_097;
/** Days from 1 March of year 0 to 1 January 1970. */
const EPOCH_DAYS = 719_468;

const twoDigits = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

/**
 * Counts the days from 1970-01-01 to a calendar day.
 *
 * @param month - 1 to 12
 * @returns the count, or null when there is no such day
 * @example
 * countDays(1970, 1, 2); // 1
 */
export function countDays(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) return null;
  // One cycle on, because Date.UTC takes the years 0 to 99 for 1900 to 1999.
  return Date.UTC(year + CYCLE_YEARS, month - 1, day) / DAY_MS - CYCLE_DAYS;
}

/**
 * Writes the calendar day that is so many days from 1970-01-01. `Date.prototype.toISOString` costs five times as much,
 * and an import writes several days and instants per row.
 *
 * @param days - of the years 0001 to 9999
 * @returns `yyyy-mm-dd`
 * @see Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2021
 * @example
 * writeDay(1); // '1970-01-02'
 */
export function writeDay(days: number): string {
  // Years that begin in March end with the leap day, so months have a length that does not depend on the year.
  const shifted = days + EPOCH_DAYS;
  const cycle = Math.floor(shifted / CYCLE_DAYS);
  const dayOfCycle = shifted - cycle * CYCLE_DAYS;
  const leaps =
    Math.floor(dayOfCycle / 1460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / (CYCLE_DAYS - 1));
  const yearOfCycle = Math.floor((dayOfCycle - leaps) / 365);
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfCycle + cycle * CYCLE_YEARS + (month <= 2 ? 1 : 0);
  return `${writeTwo(Math.floor(year / 100))}${writeTwo(year % 100)}-${writeTwo(month)}-${writeTwo(day)}`;
}

/** Writes a number from 0 to 99 with two digits. */
export function writeTwo(number: number): string {
  return twoDigits[number] ?? '';
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
