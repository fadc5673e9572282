import type { Dictionary } from '../table/dictionary.js';

/** Codes of two texts that differ by one step, told in one pass without a table. */
type Codes = { readonly length: number; readonly [index: number]: number };

// Ids and indices below are inside the dictionary and the ranges given, hence the casts.

/**
 * Tells whether two texts differ by at most one insertion, deletion, substitution or swap of neighbours.
 *
 * @param codes - code units that hold both texts
 * @param aStart - where the first text begins, `aEnd` where it ends (exclusive); likewise `bStart` and `bEnd`
 */
export function isWithinOneEdit(codes: Codes, aStart: number, aEnd: number, bStart: number, bEnd: number): boolean {
  const difference = aEnd - aStart - (bEnd - bStart);
  if (difference > 1 || difference < -1) return false;
  let a = aStart;
  let b = bStart;
  while (a < aEnd && b < bEnd && codes[a] === codes[b]) {
    a += 1;
    b += 1;
  }
  let aLast = aEnd - 1;
  let bLast = bEnd - 1;
  while (aLast >= a && bLast >= b && codes[aLast] === codes[bLast]) {
    aLast -= 1;
    bLast -= 1;
  }
  const restA = aLast - a + 1;
  const restB = bLast - b + 1;
  if (restA <= 1 && restB <= 1) return true;
  return restA === 2 && restB === 2 && codes[a] === codes[bLast] && codes[aLast] === codes[b];
}

/**
 * The same question about two texts of a dictionary.
 *
 * @param least - texts of fewer code units are too short to tell a slip from another value
 */
export function areOneSlipApart({ codes, starts }: Dictionary, a: number, b: number, least: number): boolean {
  const aStart = starts[a] as number;
  const aEnd = starts[a + 1] as number;
  const bStart = starts[b] as number;
  const bEnd = starts[b + 1] as number;
  if (aEnd - aStart < least || bEnd - bStart < least) return false;
  return isWithinOneEdit(codes, aStart, aEnd, bStart, bEnd);
}

/** The same question about two strings. */
export function areWithinOneEdit(a: string, b: string): boolean {
  const difference = a.length - b.length;
  if (difference > 1 || difference < -1) return false;
  let start = 0;
  const shorter = Math.min(a.length, b.length);
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let aLast = a.length - 1;
  let bLast = b.length - 1;
  while (aLast >= start && bLast >= start && a.charCodeAt(aLast) === b.charCodeAt(bLast)) {
    aLast -= 1;
    bLast -= 1;
  }
  const restA = aLast - start + 1;
  const restB = bLast - start + 1;
  if (restA <= 1 && restB <= 1) return true;
  return (
    restA === 2 &&
    restB === 2 &&
    a.charCodeAt(start) === b.charCodeAt(bLast) &&
    a.charCodeAt(aLast) === b.charCodeAt(start)
  );
}
