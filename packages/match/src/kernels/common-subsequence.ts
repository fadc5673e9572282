// Hot loops index typed arrays within their bounds: `as number` spares a test per code unit.
import type { Codes } from './code-table.js';

/** Best weight of the first text so far with the first `index` code units of the second. */
let row = new Float64Array(64);

/**
 * Weight of the heaviest common subsequence: code units that occur in both texts in the same order, with gaps. With the
 * weight 1 for each it is the length of the longest one. It finds a short name within a full one, as of companies in
 * Chinese, where rare characters tell more than common ones.
 *
 * Takes time in proportion to the product of both lengths.
 *
 * @param codes - holds the first text from `startA` to `endA`, the second from `startB` to `endB`
 * @param weight - of a code unit, 0 or more
 * @returns the sum of the weights; 0 when they have nothing in common
 * @example
 * const codes = new Uint16Array([...'台泥臺灣水泥'].map((unit) => unit.charCodeAt(0)));
 * weightedSubsequence(codes, 0, 2, 2, 6, () => 1); // 1
 */
export function weightedSubsequence(
  codes: Codes,
  startA: number,
  endA: number,
  startB: number,
  endB: number,
  weight: (code: number) => number,
): number {
  const lengthB = endB - startB;
  if (row.length < lengthB + 1) row = new Float64Array(lengthB * 2 + 1);
  row.fill(0, 0, lengthB + 1);
  for (let at = startA; at < endA; at++) {
    const code = codes[at] as number;
    let own = -1;
    let diagonal = 0;
    for (let index = 0; index < lengthB; index++) {
      const above = row[index + 1] as number;
      let best = above;
      if (codes[startB + index] === code) {
        if (own < 0) own = weight(code);
        if (diagonal + own > best) best = diagonal + own;
      }
      const left = row[index] as number;
      row[index + 1] = Math.max(left, best);
      diagonal = above;
    }
  }
  return row[lengthB] as number;
}
