// Hot loops index typed arrays within their bounds: `as number` spares a test per code unit.
import {
  type Codes,
  clearPositions,
  codeTable,
  countBits,
  enterPositions,
  isNarrow,
  NARROW_B,
  narrowPair,
  WORD_BITS,
} from './code-table.js';

const table = codeTable;
const PREFIX_WEIGHT = 0.1;
const PREFIX_AT_MOST = 4;
/** Rounding may put a bound below the value it bounds by a few units in the last place. */
const ROUNDING = 1e-12;

/** Position of the next equal code unit in the second text. */
let nextSame = new Int32Array(256);
/** 1 for code units of the second text that were matched. */
let isMatched = new Uint8Array(256);
/** Matched code units of the first text, in order. */
let matchedCodes = new Uint16Array(256);

/**
 * Jaro–Winkler similarity of two texts in UTF-16 code units, between 0 and 1; symmetric.
 *
 * The variant without a boost threshold: a common prefix of up to four code units always counts, with weight 0.1 each.
 * Half of the matched code units that are out of order count as transpositions, not rounded down. Two empty texts are
 * equal (1); an empty one and another have nothing in common (0).
 *
 * @param codesA - holds the first text from `startA` to `endA`
 * @param codesB - holds the second text; may be the same array
 * @see Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi–Sunter Model", 1990
 * @example
 * const codes = new TextEncoder().encode('MARTHAMARHTA');
 * jaroWinkler(codes, 0, 6, codes, 6, 12); // 0.961
 */
export function jaroWinkler(
  codesA: Codes,
  startA: number,
  endA: number,
  codesB: Codes,
  startB: number,
  endB: number,
): number {
  const lengthA = endA - startA;
  const lengthB = endB - startB;
  if (lengthA === 0 || lengthB === 0) return lengthA === lengthB ? 1 : 0;
  return lengthA <= WORD_BITS && lengthB <= WORD_BITS
    ? shortJaroWinkler(codesA, startA, lengthA, codesB, startB, lengthB, 0)
    : longJaroWinkler(codesA, startA, endA, codesB, startB, endB);
}

/**
 * As {@link jaroWinkler} where the similarity is at least `bound`; otherwise any value below `bound`, found faster: from
 * the lengths, then from the letters that one text has and the other lacks.
 *
 * @param bound - between 0 and 1
 * @returns the similarity when it is `bound` or more, some smaller number when it is not
 */
export function jaroWinklerAtLeast(
  codesA: Codes,
  startA: number,
  endA: number,
  codesB: Codes,
  startB: number,
  endB: number,
  bound: number,
): number {
  const lengthA = endA - startA;
  const lengthB = endB - startB;
  if (lengthA === 0 || lengthB === 0) return lengthA === lengthB ? 1 : 0;
  const shorter = Math.min(lengthA, lengthB);
  const prefix = countPrefix(codesA, startA, codesB, startB, shorter);
  const needed = neededMatches(lengthA, lengthB, prefix, bound);
  if (needed > shorter) return 0;
  if (lengthA > WORD_BITS || lengthB > WORD_BITS) {
    return longJaroWinkler(codesA, startA, endA, codesB, startB, endB);
  }
  const bagA = letterBag(codesA, startA, endA);
  const bagB = letterBag(codesB, startB, endB);
  if (lengthA - countBits(bagA & ~bagB) < needed || lengthB - countBits(bagB & ~bagA) < needed) return 0;
  return shortJaroWinkler(codesA, startA, lengthA, codesB, startB, lengthB, needed);
}

/**
 * How many code units have to match for a similarity of `bound`, if none of them is out of order. May exceed the length
 * of the shorter text: then it cannot be reached.
 */
function neededMatches(lengthA: number, lengthB: number, prefix: number, bound: number): number {
  const boost = prefix * PREFIX_WEIGHT;
  // bound = jaro + boost (1 - jaro), and jaro = (matches / lengthA + matches / lengthB + 1) / 3
  const jaro = (bound - boost) / (1 - boost);
  return Math.ceil(((jaro * 3 - 1) * lengthA * lengthB) / (lengthA + lengthB) - ROUNDING * (lengthA + lengthB));
}

/** Which of 32 classes of code units occur in a text. */
function letterBag(codes: Codes, start: number, end: number): number {
  let bag = 0;
  for (let at = start; at < end; at++) bag |= 1 << ((codes[at] as number) & 31);
  return bag;
}

function countPrefix(codesA: Codes, startA: number, codesB: Codes, startB: number, shorter: number): number {
  const most = Math.min(shorter, PREFIX_AT_MOST);
  let prefix = 0;
  while (prefix < most && codesA[startA + prefix] === codesB[startB + prefix]) prefix++;
  return prefix;
}

function reach(lengthA: number, lengthB: number): number {
  return Math.max((Math.max(lengthA, lengthB) >> 1) - 1, 0);
}

/** Of texts of 1 to 32 code units; 0 when fewer than `needed` match. */
function shortJaroWinkler(
  codesA: Codes,
  startA: number,
  lengthA: number,
  codesB: Codes,
  startB: number,
  lengthB: number,
  needed: number,
): number {
  if (isNarrow(codesA) && isNarrow(codesB)) {
    return narrowJaroWinkler(codesA, startA, lengthA, codesB, startB, lengthB, needed);
  }
  const narrow = narrowPair(codesA, startA, lengthA, codesB, startB, lengthB);
  return narrowJaroWinkler(narrow, 0, lengthA, narrow, NARROW_B, lengthB, needed);
}

/** Which code units match is hard to foresee, so what depends on it is computed without branches. */
function narrowJaroWinkler(
  codesA: Uint8Array,
  startA: number,
  lengthA: number,
  codesB: Uint8Array,
  startB: number,
  lengthB: number,
  needed: number,
): number {
  const window = reach(lengthA, lengthB);
  enterPositions(codesB, startB, lengthB);
  // Bits that a position of the first text may match: `window` to either side.
  let allowed = (2 << window) - 1;
  let matched = 0;
  let crossed = 0;
  let equal = 0;
  for (let at = 0; at < lengthA; at++) {
    const positions = table[codesA[startA + at] as number] as number;
    equal |= positions & (1 << at);
    const free = positions & allowed & ~matched;
    const lowest = free & (0 - free);
    // A match that lies before an earlier one; with none of these, all are in order.
    crossed |= matched & (0 - lowest);
    matched |= lowest;
    allowed = (allowed << 1) | ((at - window) >>> 31);
  }
  const matches = countBits(matched);
  const inOrder =
    crossed === 0 || matches < needed
      ? 1
      : (matches - countOutOfOrder(codesA, startA, lengthA, window, matched) / 2) / matches;
  clearPositions(codesB, startB, lengthB);
  if (matches === 0 || matches < needed) return 0;
  const jaro = (matches / lengthA + matches / lengthB + inOrder) / 3;
  // As many as there are equal positions before the first different one.
  const different = ~equal | (1 << PREFIX_AT_MOST);
  const prefix = 31 - Math.clz32(different & (0 - different));
  return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
}

/**
 * Matches once more, and compares the k-th match of the first text with the k-th of the second.
 *
 * @param matched - positions of the second text that match
 */
function countOutOfOrder(codesA: Uint8Array, startA: number, lengthA: number, window: number, matched: number): number {
  let allowed = (2 << window) - 1;
  let rest = matched;
  let used = 0;
  let outOfOrder = 0;
  for (let at = 0; at < lengthA; at++) {
    const positions = table[codesA[startA + at] as number] as number;
    const free = positions & allowed & ~used;
    const lowest = free & (0 - free);
    used |= lowest;
    // The next match of the second text where this is one, 0 where it is none.
    const partner = rest & (0 - rest) & ((0 - lowest) >> 31);
    const isEqual = partner & positions;
    outOfOrder += ((partner | (0 - partner)) >>> 31) - ((isEqual | (0 - isEqual)) >>> 31);
    rest ^= partner;
    allowed = (allowed << 1) | ((at - window) >>> 31);
  }
  return outOfOrder;
}

/**
 * Of texts of any length, in linear time: positions of the second text are listed by code unit, and each
 * list is passed once, since what lies before the window of one position lies before that of all later ones.
 */
function longJaroWinkler(
  codesA: Codes,
  startA: number,
  endA: number,
  codesB: Codes,
  startB: number,
  endB: number,
): number {
  const lengthA = endA - startA;
  const lengthB = endB - startB;
  const window = reach(lengthA, lengthB);
  reserve(lengthA, lengthB);
  // The table holds 1 + the first position left in the list of a code unit.
  for (let at = lengthB - 1; at >= 0; at--) {
    const code = codesB[startB + at] as number;
    nextSame[at] = table[code] as number;
    table[code] = at + 1;
    isMatched[at] = 0;
  }
  let matches = 0;
  for (let at = 0; at < lengthA; at++) {
    const code = codesA[startA + at] as number;
    let candidate = table[code] as number;
    while (candidate !== 0 && candidate - 1 < at - window) candidate = nextSame[candidate - 1] as number;
    if (candidate !== 0 && candidate - 1 <= at + window) {
      isMatched[candidate - 1] = 1;
      matchedCodes[matches++] = code;
      candidate = nextSame[candidate - 1] as number;
    }
    // Code units of the first text alone stay at 0.
    table[code] = candidate;
  }
  let outOfOrder = 0;
  let match = 0;
  for (let at = 0; at < lengthB; at++) {
    const code = codesB[startB + at] as number;
    table[code] = 0;
    if (isMatched[at] === 1 && matchedCodes[match++] !== code) outOfOrder++;
  }
  if (matches === 0) return 0;
  const jaro = (matches / lengthA + matches / lengthB + (matches - outOfOrder / 2) / matches) / 3;
  const prefix = countPrefix(codesA, startA, codesB, startB, Math.min(lengthA, lengthB));
  return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
}

function reserve(lengthA: number, lengthB: number): void {
  if (nextSame.length < lengthB) {
    nextSame = new Int32Array(lengthB * 2);
    isMatched = new Uint8Array(lengthB * 2);
  }
  if (matchedCodes.length < lengthA) matchedCodes = new Uint16Array(lengthA * 2);
}
