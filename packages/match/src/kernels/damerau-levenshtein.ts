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

/** Three rows of the table of distances for long texts, each with a border on both sides. */
let rows = [new Int32Array(256), new Int32Array(256), new Int32Array(256)] as const;

/**
 * Optimal string alignment: as the Levenshtein distance, with the exchange of two neighbours as one more step, and no
 * part of a text changed twice. It is symmetric, though no metric: `ca` → `abc` costs 3.
 *
 * @param codesA - holds the first text from `startA` to `endA`
 * @param codesB - holds the second text; may be the same array
 * @param max - the largest distance of interest, 0 or more; it ends as soon as that cannot be kept
 * @returns the distance when it is `max` or less, `max + 1` when it is more
 * @see Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances", 2003
 * @example
 * const codes = new TextEncoder().encode('smithsmtih');
 * osaAtMost(codes, 0, 5, codes, 5, 10, 2); // 1
 */
export function osaAtMost(
  codesA: Codes,
  startA: number,
  endA: number,
  codesB: Codes,
  startB: number,
  endB: number,
  max: number,
): number {
  const lengthA = endA - startA;
  const lengthB = endB - startB;
  const difference = lengthA > lengthB ? lengthA - lengthB : lengthB - lengthA;
  if (difference > max) return max + 1;
  if (lengthA > WORD_BITS || lengthB > WORD_BITS) {
    return lengthA < lengthB
      ? bandedDistance(codesA, startA, endA, codesB, startB, endB, max)
      : bandedDistance(codesB, startB, endB, codesA, startA, endA, max);
  }
  if (lengthA === 0) return lengthB;
  if (lengthB === 0) return lengthA;
  const distance = shortDistance(codesA, startA, lengthA, codesB, startB, lengthB);
  return distance > max ? max + 1 : distance;
}

/** Of texts of 1 to 32 code units. */
function shortDistance(
  codesA: Codes,
  startA: number,
  lengthA: number,
  codesB: Codes,
  startB: number,
  lengthB: number,
): number {
  if (isNarrow(codesA) && isNarrow(codesB)) {
    return narrowDistance(codesA, startA, lengthA, codesB, startB, lengthB);
  }
  const narrow = narrowPair(codesA, startA, lengthA, codesB, startB, lengthB);
  return narrowDistance(narrow, 0, lengthA, narrow, NARROW_B, lengthB);
}

/**
 * A column of the table of distances is one word of differences. They are counted at the end, so that no step depends
 * on how the texts differ.
 */
function narrowDistance(
  codesA: Uint8Array,
  startA: number,
  lengthA: number,
  codesB: Uint8Array,
  startB: number,
  lengthB: number,
): number {
  const endB = startB + lengthB;
  enterPositions(codesA, startA, lengthA);
  let plus = -1;
  let minus = 0;
  let diagonal = 0;
  let equalBefore = 0;
  for (let at = startB; at < endB; at++) {
    const equal = table[codesB[at] as number] as number;
    const exchanged = ((~diagonal & equal) << 1) & equalBefore;
    diagonal = (((equal & plus) + plus) ^ plus) | equal | minus | exchanged;
    const rise = ((minus | ~(diagonal | plus)) << 1) | 1;
    plus = ((diagonal & plus) << 1) | ~(diagonal | rise);
    minus = rise & diagonal;
    equalBefore = equal;
  }
  clearPositions(codesA, startA, lengthA);
  const within = (2 << (lengthA - 1)) - 1;
  return lengthB + countBits(plus & within) - countBits(minus & within);
}

/** Row by row, within `max` of the diagonal. The first text is not the longer one. */
function bandedDistance(
  codesA: Codes,
  startA: number,
  endA: number,
  codesB: Codes,
  startB: number,
  endB: number,
  max: number,
): number {
  let fromA = startA;
  let toA = endA;
  let fromB = startB;
  let toB = endB;
  // What both begin or end with costs nothing.
  while (fromA < toA && codesA[fromA] === codesB[fromB]) {
    fromA++;
    fromB++;
  }
  while (fromA < toA && codesA[toA - 1] === codesB[toB - 1]) {
    toA--;
    toB--;
  }
  const lengthA = toA - fromA;
  const lengthB = toB - fromB;
  if (lengthA === 0) return lengthB;
  const band = Math.min(max, lengthB);
  // Larger than any distance, and it can be added to.
  const far = lengthB + 1;
  if (rows[0].length < lengthB + 3) {
    rows = [new Int32Array(lengthB * 2 + 3), new Int32Array(lengthB * 2 + 3), new Int32Array(lengthB * 2 + 3)];
  }
  let [before, above, row] = rows;
  // Index `column + 1`; the one at 0 is a border that is never better.
  above[0] = far;
  for (let column = 0; column <= Math.min(lengthB, band + 1); column++) above[column + 1] = column;
  let leastAbove = 0;
  for (let line = 1; line <= lengthA; line++) {
    const code = codesA[fromA + line - 1] as number;
    const codeBefore = line > 1 ? (codesA[fromA + line - 2] as number) : -1;
    const first = Math.max(1, line - band);
    const end = Math.min(lengthB, line + band);
    // Outside of the band nothing is small enough; the cell to the right is the next row's.
    row[first] = line <= band ? line : far;
    if (end < lengthB) row[end + 2] = far;
    let least = row[first] as number;
    for (let column = first; column <= end; column++) {
      const other = codesB[fromB + column - 1] as number;
      let value = (above[column] as number) + (code === other ? 0 : 1);
      const inserted = (row[column] as number) + 1;
      const deleted = (above[column + 1] as number) + 1;
      if (inserted < value) value = inserted;
      if (deleted < value) value = deleted;
      if (column > 1 && codeBefore === other && code === codesB[fromB + column - 2]) {
        const exchanged = (before[column - 1] as number) + 1;
        if (exchanged < value) value = exchanged;
      }
      row[column + 1] = value;
      if (value < least) least = value;
    }
    // An exchange reaches two rows back.
    if (least > max && leastAbove > max) return max + 1;
    leastAbove = least;
    const spare = before;
    before = above;
    above = row;
    row = spare;
  }
  const distance = above[lengthB + 1] as number;
  return distance <= max ? distance : max + 1;
}
