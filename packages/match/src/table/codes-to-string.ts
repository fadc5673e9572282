// Hot loops index typed arrays within their bounds: `as number` spares a test per code unit.

const CHUNK = 4096;

/**
 * The code units from `start` to `end` as a string.
 *
 * @param codes - UTF-16 code units, eight or sixteen bits wide
 */
export function codesToString(codes: Uint8Array | Uint16Array, start: number, end: number): string {
  if (end - start > 32) return longToString(codes, start, end);
  let text = '';
  let at = start;
  // Eight at a time: a call with few arguments costs far less than one with a list.
  for (; at + 8 <= end; at += 8) {
    text += String.fromCharCode(
      codes[at] as number,
      codes[at + 1] as number,
      codes[at + 2] as number,
      codes[at + 3] as number,
      codes[at + 4] as number,
      codes[at + 5] as number,
      codes[at + 6] as number,
      codes[at + 7] as number,
    );
  }
  if (at + 4 <= end) {
    text += String.fromCharCode(
      codes[at] as number,
      codes[at + 1] as number,
      codes[at + 2] as number,
      codes[at + 3] as number,
    );
    at += 4;
  }
  for (; at < end; at++) text += String.fromCharCode(codes[at] as number);
  return text;
}

function longToString(codes: Uint8Array | Uint16Array, start: number, end: number): string {
  let text = '';
  // In pieces: an argument list of a whole long text would overflow the stack.
  for (let at = start; at < end; at += CHUNK) {
    const piece = codes.subarray(at, Math.min(at + CHUNK, end));
    text += String.fromCharCode.apply(null, piece as unknown as number[]);
  }
  return text;
}
