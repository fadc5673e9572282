import type { Dictionary } from '../table/dictionary.js';
import { foldLetters } from './fold.js';
import type { Kind } from './kind.js';
import { areOneSlipApart } from './one-edit.js';

const DIFFERENT = 0;
const AREA = 1;
const TYPO = 2;
const RAW_CAP = 24;
const TYPO_LENGTH = 4;

/** Letters and digits of plain ASCII in one pass; `undefined` for a text that needs more care. */
function keepPlain(raw: string): string | undefined {
  let text = '';
  let start = 0;
  let lower = false;
  for (let index = 0; index < raw.length; index += 1) {
    const code = raw.charCodeAt(index);
    if ((code >= 48 && code <= 57) || (code >= 65 && code <= 90)) continue;
    if (code >= 97 && code <= 122) {
      lower = true;
      continue;
    }
    if (code > 127 || code === 45) return undefined;
    if (index > start) text = start === 0 ? raw.slice(0, index) : text + raw.slice(start, index);
    start = index + 1;
  }
  if (start > 0) text += raw.slice(start);
  else text = raw;
  return lower ? text.toUpperCase() : text;
}

function keepWithCare(raw: string): string {
  const local = raw.replace(/^\s*[a-z]{1,3}\s?-\s?(?=\d{4,6}\s*$)/i, '');
  return foldLetters(local)
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toUpperCase()
    .slice(0, RAW_CAP);
}

const standIns = new Set(['NA', 'NONE', 'NULL', 'NIL', 'NAN', 'UNKNOWN', 'MISSING', 'TBD']);

/** First codes of stand-ins: 0, 9, M, N, T, U, X. */
function mayStandIn(code: number): boolean {
  return code === 48 || code === 57 || code === 77 || code === 78 || code === 84 || code === 85 || code === 88;
}

/**
 * A postal code without blanks and marks, upper case. A country before a hyphen (`D-10115`) and the last four of nine
 * digits (ZIP+4) are dropped. At most 24 code units are read.
 */
function normalisePostcode(raw: string): string {
  const capped = raw.length > RAW_CAP ? raw.slice(0, RAW_CAP) : raw;
  let text = keepPlain(capped) ?? keepWithCare(capped);
  if (text.length === 9 && /^\d{9}$/.test(text)) text = text.slice(0, 5);
  if (mayStandIn(text.charCodeAt(0)) && (standIns.has(text) || /^(?:0+|X+|9{5,})$/.test(text))) return '';
  return text;
}

/** The part of a postal code that names a district: `SW1A1AA` → `SW1A`, `89132` → `891`, `1012AB` → `1012`. */
function postcodeArea(text: string): string {
  if (/^\d+$/.test(text)) return text.slice(0, text.length <= 4 ? 2 : 3);
  if (/^\d{4}[A-Z]{2}$/.test(text)) return text.slice(0, 4);
  return text.length >= 5 ? text.slice(0, -3) : text;
}

function createPostcodeComparator(dictionary: Dictionary): (a: number, b: number) => number {
  return (a, b) => {
    if (areOneSlipApart(dictionary, a, b, TYPO_LENGTH)) return TYPO;
    const { codes, starts } = dictionary;
    // Ids are inside the dictionary.
    if (codes[starts[a] as number] !== codes[starts[b] as number]) return DIFFERENT;
    return postcodeArea(dictionary.text(a)) === postcodeArea(dictionary.text(b)) ? AREA : DIFFERENT;
  };
}

/** Postal codes. */
export const postcode: Kind = {
  name: 'postcode',
  role: 'shared',
  normalise: normalisePostcode,
  levels: [
    { id: 'different', m: 0.1, u: 0.976 },
    { id: 'area', m: 0.04, u: 0.018 },
    { id: 'typo', m: 0.08, u: 0.003 },
    { id: 'same', m: 0.78, u: 0.003 },
  ],
  comparator: createPostcodeComparator,
  keys: [
    { id: 'exact', key: (text) => text },
    { id: 'area', key: postcodeArea },
  ],
};
