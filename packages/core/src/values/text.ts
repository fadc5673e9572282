import { InvalidValueError } from '../errors/invalid-value-error.js';

// Below the combining marks nothing is composed: most text of most hosts needs no further look.
const UNUSUAL = /[^ -\u02ff]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Orders two texts by Unicode code points, as Postgres does under `collate "C"`. JavaScript's own `<` compares UTF-16
 * units and so puts U+1F600 before U+FF5E.
 *
 * @returns less than 0 when `a` comes first, 0 when they are the same, more than 0 when `b` comes first
 * @example
 * compareText('\u{1F600}', '\uFF5E') > 0; // true
 */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index++) {
    const unitOfA = a.charCodeAt(index);
    const unitOfB = b.charCodeAt(index);
    if (unitOfA !== unitOfB) return rankUnit(unitOfA) - rankUnit(unitOfB);
  }
  return a.length - b.length;
}

/**
 * Folds a text for comparison without regard to case and width: NFKC, lower case of the Unicode root locale with every
 * sigma written `σ`, NFC. Storages keep the result beside a `folded` field.
 *
 * @example
 * foldText('ＡＣＭＥ Größe'); // 'acme größe'
 */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
}

/**
 * Brings a text to the form in which it may be stored: NFC.
 *
 * @param path - where the text stands, for the error
 * @throws {@link InvalidValueError} `INVALID_VALUE` when it holds NUL or a lone surrogate, which no database keeps
 * @example
 * cleanText('e\u0301', 'name'); // 'é'
 */
export function cleanText(text: string, path: string): string {
  if (!UNUSUAL.test(text)) return text;
  if (text.includes('\u0000')) throw new InvalidValueError(path, 'the text holds the character NUL');
  if (LONE_SURROGATE.test(text)) throw new InvalidValueError(path, 'the text holds half a surrogate pair');
  return text.normalize('NFC');
}

// Moves the surrogates, which stand for code points from U+10000 on, behind the units U+E000 to U+FFFF.
function rankUnit(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}
