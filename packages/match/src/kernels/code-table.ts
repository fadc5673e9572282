// Hot loops index typed arrays within their bounds: `as number` spares a test per code unit.

/** Code units of texts, as dictionaries hold them. */
export type Codes = Uint8Array | Uint16Array;

/** How many code units one machine word of a bit-parallel kernel covers. */
export const WORD_BITS = 32;

/** Whether texts are held eight bits wide. */
export function isNarrow(codes: Codes): codes is Uint8Array {
  return codes.BYTES_PER_ELEMENT === 1;
}

/**
 * One word per code unit, all 0 between calls: a kernel clears what it set. Kernels run to their end without a pause,
 * so that they can share it.
 */
export const codeTable: Int32Array<ArrayBuffer> = new Int32Array(1 << 16);

const table = codeTable;

/** Where the second text of {@link narrowPair} lies. */
export const NARROW_B = WORD_BITS + 8;
const narrowed = new Uint8Array(NARROW_B + WORD_BITS + 8);

/**
 * Enters at which positions each code unit of a text stands, as bits: position 0 is the lowest.
 *
 * Eight code units at a time, those behind the end with no bit: most names need one round, so the processor foresees
 * the end of the loop, which takes it longer than the work when it does not.
 *
 * @param length - 1 to 32
 */
export function enterPositions(codes: Uint8Array, start: number, length: number): void {
  const within = (2 << (length - 1)) - 1;
  const end = start + ((length + 7) & ~7);
  if (end > codes.length) {
    for (let at = start, bit = 1; at < start + length; at++, bit <<= 1) {
      table[codes[at] as number] = (table[codes[at] as number] as number) | bit;
    }
    return;
  }
  for (let at = start, bit = 1; at < end; at += 8, bit <<= 8) {
    const code0 = codes[at] as number;
    table[code0] = (table[code0] as number) | (bit & within);
    const code1 = codes[at + 1] as number;
    table[code1] = (table[code1] as number) | ((bit << 1) & within);
    const code2 = codes[at + 2] as number;
    table[code2] = (table[code2] as number) | ((bit << 2) & within);
    const code3 = codes[at + 3] as number;
    table[code3] = (table[code3] as number) | ((bit << 3) & within);
    const code4 = codes[at + 4] as number;
    table[code4] = (table[code4] as number) | ((bit << 4) & within);
    const code5 = codes[at + 5] as number;
    table[code5] = (table[code5] as number) | ((bit << 5) & within);
    const code6 = codes[at + 6] as number;
    table[code6] = (table[code6] as number) | ((bit << 6) & within);
    const code7 = codes[at + 7] as number;
    table[code7] = (table[code7] as number) | ((bit << 7) & within);
  }
}

/** Clears what {@link enterPositions} entered. */
export function clearPositions(codes: Uint8Array, start: number, length: number): void {
  const end = start + ((length + 7) & ~7);
  if (end > codes.length) {
    for (let at = start; at < start + length; at++) table[codes[at] as number] = 0;
    return;
  }
  for (let at = start; at < end; at += 8) {
    table[codes[at] as number] = 0;
    table[codes[at + 1] as number] = 0;
    table[codes[at + 2] as number] = 0;
    table[codes[at + 3] as number] = 0;
    table[codes[at + 4] as number] = 0;
    table[codes[at + 5] as number] = 0;
    table[codes[at + 6] as number] = 0;
    table[codes[at + 7] as number] = 0;
  }
}

/**
 * Two short texts with a number below 65 for each different code unit: what a kernel finds out does not depend on which
 * they are. So the kernels for short texts meet bytes alone, and stay as fast on them in a program that has wide texts
 * too.
 *
 * @returns the first text from index 0, the second from {@link NARROW_B}; valid until the next call
 */
export function narrowPair(
  codesA: Codes,
  startA: number,
  lengthA: number,
  codesB: Codes,
  startB: number,
  lengthB: number,
): Uint8Array {
  let count = 0;
  for (let at = 0; at < lengthA; at++) {
    const code = codesA[startA + at] as number;
    if (table[code] === 0) table[code] = ++count;
    narrowed[at] = table[code] as number;
  }
  for (let at = 0; at < lengthB; at++) {
    const code = codesB[startB + at] as number;
    if (table[code] === 0) table[code] = ++count;
    narrowed[NARROW_B + at] = table[code] as number;
  }
  for (let at = 0; at < lengthA; at++) table[codesA[startA + at] as number] = 0;
  for (let at = 0; at < lengthB; at++) table[codesB[startB + at] as number] = 0;
  return narrowed;
}

/** How many bits of a word are set. */
export function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
