const LAST_CODE_POINT = 0x10ffff;

/**
 * The least text that comes after every text with a prefix, by code point.
 *
 * @param prefix - any well-formed text
 * @returns the exclusive upper bound, or null when there is none: an empty prefix, or U+10FFFF alone
 * @example
 * prefixEnd('ab'); // 'ac'
 */
export function prefixEnd(prefix: string): string | null {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  // Nothing comes between a prefix that ends in the last code point and the end of the shorter prefix before it.
  while (points.at(-1) === LAST_CODE_POINT) points.pop();
  const last = points.pop();
  if (last === undefined) return null;
  // U+D800 to U+DFFF are halves of pairs and no code points of text.
  return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
}
