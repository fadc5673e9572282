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

/** Difference between neighbours in the last row of the block above: 1, 0 or -1 for each code unit. */
let rowDeltas = new Int8Array(256);

/**
 * Levenshtein distance: the least number of code units to insert, delete or replace to turn one text into the other.
 *
 * @param codesA - holds the first text from `startA` to `endA`
 * @param codesB - holds the second text; may be the same array
 * @see Myers, "A Fast Bit-Vector Algorithm for Approximate String Matching Based on Dynamic Programming", JACM 46(3), 1999
 * @see Hyyrö, "Explaining and Extending the Bit-Parallel Approximate String Matching Algorithm of Myers", 2001
 * @example
 * const codes = new TextEncoder().encode('kittensitting');
 * levenshtein(codes, 0, 6, codes, 6, 13); // 3
 */
export function levenshtein(
  codesA: Codes,
  startA: number,
  endA: number,
  codesB: Codes,
  startB: number,
  endB: number,
): number {
  return levenshteinAtMost(codesA, startA, endA, codesB, startB, endB, Number.MAX_SAFE_INTEGER);
}

/**
 * As {@link levenshtein} up to a limit; it ends as soon as the limit cannot be kept.
 *
 * @param max - the largest distance of interest, 0 or more
 * @returns the distance when it is `max` or less, `max + 1` when it is more
 */
export function levenshteinAtMost(
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
      ? longDistance(codesA, startA, endA, codesB, startB, endB, max)
      : longDistance(codesB, startB, endB, codesA, startA, endA, max);
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
  for (let at = startB; at < endB; at++) {
    const equal = table[codesB[at] as number] as number;
    const vertical = equal | minus;
    const horizontal = (((equal & plus) + plus) ^ plus) | equal;
    const rise = ((minus | ~(horizontal | plus)) << 1) | 1;
    plus = ((plus & horizontal) << 1) | ~(vertical | rise);
    minus = rise & vertical;
  }
  clearPositions(codesA, startA, lengthA);
  const within = (2 << (lengthA - 1)) - 1;
  return lengthB + countBits(plus & within) - countBits(minus & within);
}

/**
 * Blocks of 32 code units of the first text, which is not the longer one, one after the other; each passes the
 * differences of its last row on.
 */
function longDistance(
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
  if (rowDeltas.length < lengthB) rowDeltas = new Int8Array(lengthB * 2);
  const deltas = rowDeltas;
  deltas.fill(1, 0, lengthB);
  /** Distance of what lies before the block in the first text from the first `column` code units of the second. */
  let corner = 0;
  let column = 0;
  let distance = lengthA;
  for (let block = fromA; block < toA; block += WORD_BITS) {
    const blockEnd = Math.min(block + WORD_BITS, toA);
    const rowsBelow = toA - blockEnd;
    for (let at = block, bit = 1; at < blockEnd; at++, bit <<= 1) {
      table[codesA[at] as number] = (table[codesA[at] as number] as number) | bit;
    }
    // A path that costs `max` or less has no cell further than `max` from the diagonal. What a block would read from
    // further away is taken as one more than its neighbour, which is never too little.
    const first = Math.max(0, block - fromA - max);
    for (; column < first; column++) corner += deltas[column] as number;
    const end = Math.min(lengthB, blockEnd - fromA + max);
    const last = 1 << (blockEnd - block - 1);
    let plus = -1;
    let minus = 0;
    corner += blockEnd - block;
    distance = corner;
    let least = distance + Math.abs(rowsBelow - (lengthB - first));
    for (let at = first; at < end; at++) {
      const above = deltas[at] as number;
      let equal = table[codesB[fromB + at] as number] as number;
      const vertical = equal | minus;
      if (above < 0) equal |= 1;
      const horizontal = (((equal & plus) + plus) ^ plus) | equal;
      let rise = minus | ~(horizontal | plus);
      let fall = plus & horizontal;
      const delta = ((rise & last) === 0 ? 0 : 1) - ((fall & last) === 0 ? 0 : 1);
      distance += delta;
      deltas[at] = delta;
      rise = (rise << 1) | (above > 0 ? 1 : 0);
      fall = (fall << 1) | (above < 0 ? 1 : 0);
      plus = fall | ~(vertical | rise);
      minus = rise & vertical;
      const needed = distance + Math.abs(rowsBelow - (lengthB - at - 1));
      if (needed < least) least = needed;
    }
    for (let at = block; at < blockEnd; at++) table[codesA[at] as number] = 0;
    if (least > max) return max + 1;
  }
  return distance <= max ? distance : max + 1;
}
