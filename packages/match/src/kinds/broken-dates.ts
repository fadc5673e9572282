import { areWithinOneEdit } from './one-edit.js';

/** Marks a text that was meant as a date. */
const MARK = '?';
const RAW_CAP = 14;

/**
 * The digits of what was meant as a date but is none for a slip of the pen: `03/13/979`, `195-310-19`, `05/16/19956`. They
 * still say which date it may have been.
 *
 * @returns a mark and seven to nine digits in the order written; empty for anything else, stand-ins such as `0001-01-01` and
 * `99/99/9999` included
 */
export function keepBrokenDate(raw: string): string {
  if (raw.length > RAW_CAP || !/^\??[\d\s./-]+$/.test(raw)) return '';
  const digits = raw.replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 9 || /^000|(\d)\1{3}/.test(digits)) return '';
  return MARK + digits;
}

/** Whether a normalised text is a broken date. */
export function isBrokenDate(text: string): boolean {
  return text.startsWith(MARK);
}

/**
 * Tells whether two dates of which at least one is broken are one slip apart, the date read in any order of its parts.
 *
 * @param broken - a broken date
 * @param other - a date `yyyy-mm-dd`, or a broken one
 */
export function isNearBrokenDate(broken: string, other: string): boolean {
  const digits = broken.slice(MARK.length);
  if (isBrokenDate(other)) return areWithinOneEdit(digits, other.slice(MARK.length));
  if (other.length !== 10) return false;
  const [year, month, day] = [other.slice(0, 4), other.slice(5, 7), other.slice(8)];
  return [year + month + day, day + month + year, month + day + year].some((date) => areWithinOneEdit(digits, date));
}
