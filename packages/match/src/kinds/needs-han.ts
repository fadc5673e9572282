import type { Dictionary } from '../table/dictionary.js';

/** From here on code units may fold to Chinese characters (radicals, squared and circled signs among them). */
const FIRST_EAST_ASIAN = 0x2e80;
const AMPERSAND = 38;
const HASH = 35;

/**
 * Tells whether texts of a dictionary may bear Chinese characters, so that `loadHan()` has to be awaited before any of
 * them is normalised: as they are, or as character references of HTML (`&#21488;`). Costs next to nothing while all
 * texts are Latin.
 */
export function needsHan({ codes, starts, size }: Dictionary): boolean {
  const used = codes.subarray(0, starts[size] ?? 0);
  if (used instanceof Uint16Array) {
    for (let index = 0; index < used.length; index += 1) if ((used[index] ?? 0) >= FIRST_EAST_ASIAN) return true;
  }
  for (let at = used.indexOf(AMPERSAND); at >= 0; at = used.indexOf(AMPERSAND, at + 1)) {
    if (used[at + 1] === HASH && isEastAsian(String.fromCharCode(...used.subarray(at + 2, at + 8)))) return true;
  }
  return false;
}

/** Whether the digits behind `&#` mean a character from there on. */
function isEastAsian(reference: string): boolean {
  const digits = /^(?:(\d+)|[xX]([\da-fA-F]+))/.exec(reference);
  if (digits === null) return false;
  const [, decimal, hexadecimal = ''] = digits;
  const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number.parseInt(decimal, 10);
  return code >= FIRST_EAST_ASIAN;
}
