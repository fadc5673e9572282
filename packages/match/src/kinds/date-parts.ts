import { hasHan } from '../chinese/has-han.js';
import { readEraDate } from './era-dates.js';
import { foldLetters } from './fold.js';
import { readMonthName } from './month-names.js';

/** Order of `12/11/1978` and its kind, where both numbers could be a month. */
export type DateOrder = 'monthFirst' | 'dayFirst';

const RAW_CAP = 64;
/** Two-digit years from here on belong to the twentieth century. */
const PIVOT_YEAR = 30;

function isYear(value: number): boolean {
  return value >= 1000 && value <= 2999;
}

/**
 * Whether a number can be a year without its century or era and nothing else: no day, and of a living person or a firm
 * in the era of the Republic of China.
 */
function isBareYear(value: number): boolean {
  return value > 31 && value < 200;
}

function isMonth(value: number): boolean {
  return value >= 1 && value <= 12;
}

function isDay(value: number): boolean {
  return value >= 1 && value <= 31;
}

function writeTwo(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function writeYear(value: number): string {
  return `${value}`.padStart(4, '0');
}

function writeDate(year: number, month: number, day: number): string {
  if (isBareYear(year) && isMonth(month) && isDay(day)) return `${writeYear(year)}-${writeTwo(month)}-${writeTwo(day)}`;
  if (!isYear(year) || month > 99 || day > 99) return '';
  if (month === 0) return `${year}`;
  return day === 0 ? `${year}-${writeTwo(month)}` : `${year}-${writeTwo(month)}-${writeTwo(day)}`;
}

function readYear(run: string): number {
  const value = Number(run);
  if (run.length > 2) return value;
  return value < PIVOT_YEAR ? 2000 + value : 1900 + value;
}

function readCompact(run: string): string {
  const numberAt = (start: number, end: number): number => Number(run.slice(start, end));
  if (run.length === 4) return writeDate(Number(run), 0, 0);
  if (run.length === 6) {
    if (isYear(numberAt(0, 4)) && isMonth(numberAt(4, 6))) return writeDate(numberAt(0, 4), numberAt(4, 6), 0);
    return isMonth(numberAt(2, 4)) && isDay(numberAt(4, 6))
      ? writeDate(readYear(run.slice(0, 2)), numberAt(2, 4), numberAt(4, 6))
      : '';
  }
  if (run.length !== 8 && run.length !== 12 && run.length !== 14) return '';
  const year = numberAt(0, 4);
  if (isYear(year) && isMonth(numberAt(4, 6)) && isDay(numberAt(6, 8)))
    return writeDate(year, numberAt(4, 6), numberAt(6, 8));
  if (run.length === 8 && isYear(numberAt(4, 8))) {
    if (isDay(numberAt(0, 2)) && isMonth(numberAt(2, 4)))
      return writeDate(numberAt(4, 8), numberAt(2, 4), numberAt(0, 2));
    if (isMonth(numberAt(0, 2)) && isDay(numberAt(2, 4)))
      return writeDate(numberAt(4, 8), numberAt(0, 2), numberAt(2, 4));
  }
  return writeDate(year, numberAt(4, 6), numberAt(6, 8));
}

function readThree(first: string, second: string, third: string, slash: boolean, order: DateOrder): string {
  if (first.length > 2 || isBareYear(Number(first))) return writeDate(Number(first), Number(second), Number(third));
  const year = readYear(third);
  const one = Number(first);
  const two = Number(second);
  const monthFirst = two > 12 || (slash && order === 'monthFirst' && one <= 12);
  return monthFirst ? writeDate(year, one, two) : writeDate(year, two, one);
}

function readNamedMonth(runs: readonly string[], month: number): string {
  const year = runs.find((run) => run.length >= 3) ?? (runs.length > 1 ? runs[runs.length - 1] : undefined);
  if (year === undefined) return '';
  const day = runs.find((run) => run !== year && run.length <= 2);
  return writeDate(readYear(year), month, day === undefined ? 0 : Number(day));
}

/**
 * Reads a date in many spellings: `1971-06-24`, `19710624`, `24/06/1971`, `24. Juni 1971`, `Jun 24, 1971`, `1971-06`,
 * `1971`, time stamps, `1985年5月20日`, `民國74年5月20日`. A number over 12 settles which one is the day; where both could be the month, slashes follow
 * `order`, dots and hyphens put the day first. Years of two digits lie in 1930–2029. A month or day out of range is kept
 * as written, for a typing error still says something; a year outside 1000–2999 is none. A first number of 32–199 can
 * be nothing but a year, of this century, the last one or the era of the Republic of China: `74.05.20` stays `0074-05-20`.
 *
 * @returns `yyyy-mm-dd`, `yyyy-mm`, `yyyy` or the empty text
 */
export function readDate(raw: string, order: DateOrder): string {
  const text = raw.length > RAW_CAP ? raw.slice(0, RAW_CAP) : raw;
  const runs: string[] = [];
  let month = 0;
  const words = /\d+|\p{L}+/gu;
  const folded = foldLetters(text);
  const dated = hasHan(folded) ? readEraDate(folded) : undefined;
  if (dated !== undefined) return writeDate(dated.year, dated.month, dated.day);
  for (const [word] of folded.matchAll(words)) {
    if (word >= '0' && word < ':') {
      if (/^\d+$/.test(word)) runs.push(word);
      continue;
    }
    if (month === 0) month = readMonthName(word);
  }
  const [first, second, third] = runs;
  if (first === undefined || runs.some((run) => run.length > 14)) return '';
  if (month > 0) return readNamedMonth(runs.slice(0, 2), month);
  if (second === undefined) return readCompact(first);
  if (third !== undefined && first.length <= 4 && second.length <= 2 && third.length <= 4) {
    return readThree(first, second, third, text.includes('/'), order);
  }
  if (first.length >= 8) return readCompact(first);
  if (first.length === 4 && second.length <= 2) return writeDate(Number(first), Number(second), 0);
  return second.length === 4 && first.length <= 2 ? writeDate(Number(second), Number(first), 0) : '';
}
