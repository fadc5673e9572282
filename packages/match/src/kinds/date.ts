import type { Dictionary } from '../table/dictionary.js';
import { isBrokenDate, isNearBrokenDate, keepBrokenDate } from './broken-dates.js';
import { type DateOrder, readDate } from './date-parts.js';
import { FIRST_YEAR_OF_REPUBLIC } from './era-dates.js';
import type { Kind } from './kind.js';
import { lazyNumbers } from './lazy-feature.js';

const DIFFERENT = 0;
const WEAK = 1;
const PARTIAL = 2;
const PARTS = 3;
const NEAR = 4;
const SWAPPED = 5;

/** Whether a text is `yyyy-mm-dd` already, with a plausible year and without zero parts. */
function isCanonical(raw: string): boolean {
  if (raw.length !== 10 || raw.charCodeAt(4) !== 45 || raw.charCodeAt(7) !== 45) return false;
  const century = raw.charCodeAt(0);
  if (century !== 49 && century !== 50) return false;
  for (let index = 1; index < 10; index += 1) {
    const code = raw.charCodeAt(index);
    if ((code < 48 || code > 57) && index !== 4 && index !== 7) return false;
  }
  const noMonth = raw.charCodeAt(5) === 48 && raw.charCodeAt(6) === 48;
  return !noMonth && (raw.charCodeAt(8) !== 48 || raw.charCodeAt(9) !== 48);
}

/** A canonical date as the number yyyymmdd; missing parts are 0. */
function packDate(text: string): number {
  const year = Number(text.slice(0, 4));
  const month = text.length > 4 ? Number(text.slice(5, 7)) : 0;
  return year * 10_000 + month * 100 + (text.length > 7 ? Number(text.slice(8, 10)) : 0);
}

/** Whether two eight-digit numbers differ in one digit or in the order of two neighbouring digits. */
function isOneSlip(a: number, b: number): boolean {
  let one = a;
  let other = b;
  while (one % 10 === other % 10) {
    one = Math.floor(one / 10);
    other = Math.floor(other / 10);
  }
  if (Math.floor(one / 10) === Math.floor(other / 10)) return true;
  const swapped = one % 10 === Math.floor(other / 10) % 10 && other % 10 === Math.floor(one / 10) % 10;
  return swapped && Math.floor(one / 100) === Math.floor(other / 100);
}

/** 1 January stands in for an unknown day so often that its agreement says nothing. */
function isPlaceholderDay(packed: number): boolean {
  return packed % 10_000 === 101;
}

/** In how many of their eight digits two numbers differ. */
function countSlips(a: number, b: number): number {
  let slips = 0;
  for (let one = a, other = b; one > 0 || other > 0; ) {
    if (one % 10 !== other % 10) slips += 1;
    one = Math.floor(one / 10);
    other = Math.floor(other / 10);
  }
  return slips;
}

function comparePlaceholders(yearA: number, yearB: number): number {
  return countSlips(yearA, yearB) === 1 || Math.abs(yearA - yearB) === 1 ? WEAK : DIFFERENT;
}

/** What a year without its century or era may be short for. */
const eras = [1900, 2000, FIRST_YEAR_OF_REPUBLIC - 1];

/** Level of two dates of which at least one was written without the century or era of its year: `74.05.20`. */
function compareBareYear(yearA: number, yearB: number, sameDay: boolean): number {
  const gap = Math.abs(yearA - yearB);
  const fits = gap === 0 || eras.includes(gap);
  if (sameDay) return fits ? NEAR : PARTS;
  return fits ? WEAK : DIFFERENT;
}

function compareDates(a: number, b: number): number {
  const yearA = Math.floor(a / 10_000);
  const yearB = Math.floor(b / 10_000);
  const monthA = Math.floor(a / 100) % 100;
  const monthB = Math.floor(b / 100) % 100;
  const dayA = a % 100;
  const dayB = b % 100;
  const sameYear = yearA === yearB;
  const vagueA = dayA === 0 || isPlaceholderDay(a);
  const vagueB = dayB === 0 || isPlaceholderDay(b);
  if (vagueA && vagueB && !sameYear) return comparePlaceholders(yearA, yearB);
  if (dayA === 0 || dayB === 0) {
    if (!sameYear) return DIFFERENT;
    const open = monthA === 0 || monthB === 0 || isPlaceholderDay(a) || isPlaceholderDay(b);
    return open || monthA === monthB ? PARTIAL : WEAK;
  }
  if (sameYear && monthA === dayB && dayA === monthB) return SWAPPED;
  if (yearA < 200 || yearB < 200) return compareBareYear(yearA, yearB, monthA === monthB && dayA === dayB);
  if (isOneSlip(a, b)) return NEAR;
  const sameMonth = monthA === monthB;
  const sameDay = dayA === dayB;
  if (sameMonth && sameDay) {
    const gap = Math.abs(yearA - yearB);
    return gap === 1 || gap === 10 ? NEAR : PARTS;
  }
  if (sameYear) {
    if (vagueA || vagueB) return PARTIAL;
    if (sameMonth) return Math.abs(dayA - dayB) === 1 ? NEAR : PARTS;
    if (sameDay) return Math.abs(monthA - monthB) === 1 ? NEAR : PARTS;
    return WEAK;
  }
  return !vagueA && !vagueB && countSlips(a, b) === 2 ? WEAK : DIFFERENT;
}

/** In place of a packed date where the text is a broken one: no packed date is so small. */
const BROKEN = 1;

function createDateComparator(dictionary: Dictionary): (a: number, b: number) => number {
  const packed = lazyNumbers(dictionary, (id) => {
    const text = dictionary.text(id);
    return isBrokenDate(text) ? BROKEN : packDate(text);
  });
  return (a, b) => {
    const [one, other] = [packed(a), packed(b)];
    if (one !== BROKEN && other !== BROKEN) return compareDates(one, other);
    const [textA, textB] = [dictionary.text(a), dictionary.text(b)];
    return (one === BROKEN ? isNearBrokenDate(textA, textB) : isNearBrokenDate(textB, textA)) ? NEAR : DIFFERENT;
  };
}

function sortDayAndMonth(text: string): string {
  if (text.length < 10 || isBrokenDate(text)) return '';
  const month = text.slice(5, 7);
  const day = text.slice(8, 10);
  return text.slice(0, 4) + (month < day ? month + day : day + month);
}

/**
 * The kind of dates for one order of day and month; see `readDate` for the spellings.
 *
 * Levels: `weak`, the year alone agrees or two digits differ; `partial`, one side knows less (year only, or 1 January as
 * a stand-in); `parts`, two of three parts agree; `near`, one slip of the pen (a digit, two digits swapped, a year off by
 * 1 or 10, a day or month off by 1, a text that is no date for one slip); day and month `swapped`; `same`.
 */
function createDateKind(order: DateOrder): Kind {
  return {
    name: 'date',
    role: 'identity',
    normalise: (raw) => (isCanonical(raw) ? raw : readDate(raw, order) || keepBrokenDate(raw)),
    levels: [
      { id: 'different', m: 0.03, u: 0.9665 },
      { id: 'weak', m: 0.02, u: 0.024 },
      { id: 'partial', m: 0.03, u: 0.002 },
      { id: 'parts', m: 0.04, u: 0.005 },
      { id: 'near', m: 0.1, u: 0.002 },
      { id: 'swapped', m: 0.02, u: 0.0001 },
      { id: 'same', m: 0.76, u: 0.0004 },
    ],
    comparator: createDateComparator,
    keys: [
      { id: 'exact', key: (text) => text },
      { id: 'sorted', key: sortDayAndMonth },
      { id: 'yearMonth', key: (text) => (text.length > 6 && !isBrokenDate(text) ? text.slice(0, 7) : '') },
      { id: 'monthDay', key: (text) => (text.length === 10 && !isBrokenDate(text) ? text.slice(5) : '') },
      { id: 'year', key: (text) => (isBrokenDate(text) ? '' : text.slice(0, 4)) },
    ],
  };
}

/** Dates, such as of birth; `12/11/1978` is read as 11 December. */
export const date: Kind = createDateKind('monthFirst');

/** The same of columns in which the day comes first; `12/11/1978` is read as 12 November. */
export const dayFirstDate: Kind = createDateKind('dayFirst');
