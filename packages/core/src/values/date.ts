import { countDays, writeDay } from './civil-day.js';

/** First instant a record may hold: the start of year 1. */
export const EARLIEST_INSTANT = -62_135_596_800_000;
/** Last instant a record may hold: the end of year 9999. */
export const LATEST_INSTANT = 253_402_300_799_999;
const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Tells whether a text is a calendar date `yyyy-mm-dd` of the years 0001 to 9999.
 *
 * @example
 * isDate('2023-02-29'); // false
 */
export function isDate(text: string): boolean {
  if (!DATE.test(text) || text < '0001') return false;
  return countDays(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))) !== null;
}

/**
 * Moves a date by days.
 *
 * @param date - a valid `yyyy-mm-dd`
 * @example
 * addDays('2024-02-28', 2); // '2024-03-01'
 */
export function addDays(date: string, days: number): string {
  return formatDay(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
}

/**
 * Moves a date by months and clamps to the last day of the month it lands in.
 *
 * @param date - a valid `yyyy-mm-dd`
 * @example
 * addMonths('2024-03-31', -1); // '2024-02-29'
 */
export function addMonths(date: string, months: number): string {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12;
  // Day 0 of the following month is the last of this one. Date.UTC would take the years 0 to 99 for 1900 to 1999.
  const last = new Date(new Date(0).setUTCFullYear(year, month + 1, 0)).getUTCDate();
  return formatDay(new Date(0).setUTCFullYear(year, month, Math.min(Number(date.slice(8)), last)));
}

/**
 * Writes the UTC calendar day of an instant.
 *
 * @param ms - UTC milliseconds
 * @returns `yyyy-mm-dd`, held between the years 0001 and 9999
 * @example
 * formatDay(0); // '1970-01-01'
 */
export function formatDay(ms: number): string {
  return writeDay(Math.floor(Math.min(Math.max(ms, EARLIEST_INSTANT), LATEST_INSTANT) / DAY_MS));
}
