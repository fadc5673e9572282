// Hot loops index typed arrays within their bounds: `as number` spares a test per code unit.

/** Where hashing begins. */
export const HASH_SEED = 0x811c9dc5 | 0;

const STEP_FACTOR = 0x9e3779b1 | 0;

/**
 * Takes the next 32 bits into a hash.
 *
 * @param hash - {@link HASH_SEED} or the result of the last step
 */
export function stepHash(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, STEP_FACTOR);
  return mixed ^ (mixed >>> 15);
}

/**
 * Spreads the last steps of a hash over all bits, so that its low bits can address a table.
 *
 * @returns 32 bits, signed
 * @see Appleby, the final mix of MurmurHash3
 */
export function finishHash(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/**
 * Hash of the code units from `start` to `end`: the same for bytes, code units and strings of equal text. Four units
 * are one step, and so are the rest of up to three, if only of none; where one of them needs more than eight bits, the upper halves are a step of their own.
 */
export function hashCodes(codes: Uint8Array | Uint16Array, start: number, end: number): number {
  let hash = HASH_SEED;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    hash = stepUnits(
      hash,
      codes[at] as number,
      codes[at + 1] as number,
      codes[at + 2] as number,
      codes[at + 3] as number,
    );
  }
  const first = at < end ? (codes[at] as number) : 0;
  const second = at + 1 < end ? (codes[at + 1] as number) : 0;
  const third = at + 2 < end ? (codes[at + 2] as number) : 0;
  hash = stepUnits(hash, first, second, third, 0);
  return finishHash(hash);
}

/** Hash of a string, equal to {@link hashCodes} of its code units. */
export function hashString(text: string): number {
  const end = text.length;
  let hash = HASH_SEED;
  let at = 0;
  for (; at + 4 <= end; at += 4) {
    hash = stepUnits(
      hash,
      text.charCodeAt(at),
      text.charCodeAt(at + 1),
      text.charCodeAt(at + 2),
      text.charCodeAt(at + 3),
    );
  }
  const first = at < end ? text.charCodeAt(at) : 0;
  const second = at + 1 < end ? text.charCodeAt(at + 1) : 0;
  const third = at + 2 < end ? text.charCodeAt(at + 2) : 0;
  hash = stepUnits(hash, first, second, third, 0);
  return finishHash(hash);
}

/**
 * Equal to {@link hashCodes} of bytes, four at a time.
 *
 * @param view - of bytes; up to four behind `end` are touched, though they do not count
 */
export function hashView(view: DataView, start: number, end: number): number {
  let hash = HASH_SEED;
  let at = start;
  for (; at + 4 <= end; at += 4) hash = stepHash(hash, view.getInt32(at, true));
  hash = stepHash(hash, view.getInt32(at, true) & ((1 << ((end - at) << 3)) - 1));
  return finishHash(hash);
}

function stepUnits(hash: number, first: number, second: number, third: number, fourth: number): number {
  const upper = (first | second | third | fourth) >>> 8;
  const low =
    upper === 0
      ? first | (second << 8) | (third << 16) | (fourth << 24)
      : (first & 255) | ((second & 255) << 8) | ((third & 255) << 16) | (fourth << 24);
  const next = stepHash(hash, low);
  if (upper === 0) return next;
  return stepHash(next, (first >>> 8) | (second & 0xff00) | ((third & 0xff00) << 8) | ((fourth & 0xff00) << 16));
}
