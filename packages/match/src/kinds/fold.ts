import { foldHan } from '../chinese/fold-han.js';
import { hasHan } from '../chinese/has-han.js';

/** Texts of names and short lines are read up to this many code units; what follows is dropped. */
export const NAME_CAP = 256;
/** Free text, lists of people and full addresses are read up to this many code units. */
export const TEXT_CAP = 2048;

const BLANK = 0;
const PLAIN = 1;
const UPPER = 2;
const DROPPED = 3;

/** What becomes of each ASCII code: apostrophes and grave accents vanish (o'brien → obrien), other marks part words. */
const asciiClass = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) asciiClass[code] = PLAIN;
  else if (code >= 65 && code <= 90) asciiClass[code] = UPPER;
  else if (code === 39 || code === 96) asciiClass[code] = DROPPED;
}

const letterSpellings: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ə: 'e',
  ς: 'σ',
};
const spelledLetters = /[ßæœøđðþłıħŧŋĸəς]/gu;
const strokes = /[\u0300-\u036f]/gu;
const apostrophes = /['`\u00b4\u02b9-\u02bf\u2018-\u201b\u2032\uff07]/gu;
const partingMarks = /[^\p{L}\p{M}\p{N}]+/gu;

/**
 * Cuts a text to a length without leaving half of a surrogate pair at its end.
 *
 * @param cap - code units kept at most
 */
export function capText(text: string, cap: number): string {
  if (text.length <= cap) return text;
  const last = text.charCodeAt(cap - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? cap - 1 : cap);
}

/**
 * Folds letters to plain lower case: compatibility forms (full-width, ligatures) to ordinary ones, diacritics removed,
 * a few letters spelled out (ß → ss, ø → o). Punctuation stays. Scripts other than Latin keep their letters.
 */
export function foldLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(strokes, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(strokes, '')
    .replace(spelledLetters, (letter) => letterSpellings[letter] as string)
    .normalize('NFC');
}

function foldUnicodeWords(raw: string, cap: number, variants: boolean): string {
  const words = foldLetters(capText(raw, cap)).replace(apostrophes, '').replace(partingMarks, ' ').trim();
  const folded = variants && hasHan(words) ? foldHan(words) : words;
  return capText(folded.normalize('NFC'), cap).trim();
}

/**
 * Words of a text in plain lower case, one blank between them: diacritics folded, apostrophes dropped, every other mark
 * a blank, Chinese characters in one variant. Plain ASCII takes one pass, and a text that is folded already is answered
 * as it is.
 *
 * @param cap - code units read and answered at most
 * @returns letters and digits of any script, single blanks between words; empty when there are none
 * @throws Error for Chinese characters when `loadHan` has not finished
 */
export function foldWords(raw: string, cap: number = NAME_CAP): string {
  return foldPlainWords(raw, cap) ?? foldUnicodeWords(raw, cap, true);
}

/** As {@link foldWords}, but Chinese characters stay as they are written, so that no table has to be loaded. */
export function foldWordsAsWritten(raw: string, cap: number = NAME_CAP): string {
  return foldPlainWords(raw, cap) ?? foldUnicodeWords(raw, cap, false);
}

function foldPlainWords(raw: string, cap: number): string | undefined {
  const length = Math.min(raw.length, cap);
  let upper = false;
  let folded = true;
  let afterBlank = true;
  for (let index = 0; index < length; index += 1) {
    const code = raw.charCodeAt(index);
    if (code > 127) return undefined;
    const kind = asciiClass[code];
    if (kind === PLAIN) afterBlank = false;
    else if (kind === UPPER) {
      upper = true;
      afterBlank = false;
    } else if (kind === DROPPED) folded = false;
    else {
      if (code !== 32 || afterBlank) folded = false;
      afterBlank = true;
    }
  }
  if (afterBlank) folded = false;
  const text = length === raw.length ? raw : raw.slice(0, length);
  const lower = upper ? text.toLowerCase() : text;
  return folded ? lower : joinRuns(lower, length);
}

function joinRuns(lower: string, length: number): string {
  let words = '';
  let start = -1;
  let parted = false;
  for (let index = 0; index <= length; index += 1) {
    const kind = index < length ? asciiClass[lower.charCodeAt(index)] : BLANK;
    if (kind === PLAIN) {
      if (start < 0) start = index;
      continue;
    }
    if (start >= 0) {
      words = words === '' ? lower.slice(start, index) : `${words}${parted ? ' ' : ''}${lower.slice(start, index)}`;
      start = -1;
      parted = false;
    }
    if (kind === BLANK) parted = true;
  }
  return words;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Replaces character references of HTML (`&#228;`, `&amp;`) by what they stand for; other texts are answered as they are. */
export function decodeEntities(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&(?:#(\d{1,6})|#[xX]([\da-fA-F]{1,5})|(\w{2,4}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  });
}
