import type { Dictionary } from '../table/dictionary.js';
import { callingCodeLength } from './calling-codes.js';
import type { Kind } from './kind.js';
import { isWithinOneEdit } from './one-edit.js';

const DIFFERENT = 0;
const SUFFIX = 1;
const TYPO = 2;
const LEAST_DIGITS = 6;
/** Digits of a number with country code (E.164 allows 15 with it); longer national numbers are hardly ever written. */
const WITH_COUNTRY = 12;
const RAW_CAP = 64;
const SUFFIX_DIGITS = 7;

/** Value of a decimal digit typed full-width or in Arabic, else -1. */
function digitOf(code: number): number {
  if (code >= 0xff10 && code <= 0xff19) return code - 0xff10;
  if (code >= 0x660 && code <= 0x669) return code - 0x660;
  return code >= 0x6f0 && code <= 0x6f9 ? code - 0x6f0 : -1;
}

/** Codes after which an extension follows: x, e(xt), #, ;, 分(機), 轉, 转, 内(線), 內. */
const extensionMarks = new Set([120, 88, 101, 69, 35, 59, 0x5206, 0x8f49, 0x8f6c, 0x5185, 0x5167]);

interface Scan {
  readonly digits: string;
  /** A `+` stands before the first digit. */
  readonly plus: boolean;
  /** A mark stands after the first digit: `1-702-…`. */
  readonly firstApart: boolean;
}

function scanDigits(raw: string): Scan {
  let digits = '';
  let plus = false;
  let firstApart = false;
  let runStart = -1;
  const length = Math.min(raw.length, RAW_CAP);
  for (let index = 0; index < length; index += 1) {
    const code = raw.charCodeAt(index);
    if (code >= 48 && code <= 57) {
      if (runStart < 0) runStart = index;
      continue;
    }
    if (runStart >= 0) {
      digits += raw.slice(runStart, index);
      runStart = -1;
    }
    const digit = code > 127 ? digitOf(code) : -1;
    if (digit >= 0) digits += digit;
    else if (code === 43 || code === 0xff0b) plus ||= digits === '';
    else {
      if (digits.length === 1) firstApart = true;
      if (digits.length >= LEAST_DIGITS && extensionMarks.has(code)) return { digits, plus, firstApart };
    }
  }
  if (runStart >= 0) digits += raw.slice(runStart, length);
  return { digits, plus, firstApart };
}

function isPlain(raw: string): boolean {
  if (raw.length > 11 || raw.charCodeAt(0) === 48) return false;
  for (let index = 0; index < raw.length; index += 1) {
    const code = raw.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function dropZeros(digits: string): string {
  let start = 0;
  while (digits.charCodeAt(start) === 48) start += 1;
  return start === 0 ? digits : digits.slice(start);
}

function dropCallingCode(digits: string): string {
  return dropZeros(digits.slice(callingCodeLength(digits)));
}

function isFiller(digits: string): boolean {
  const first = digits.charCodeAt(0);
  let same = true;
  let rising = true;
  for (let index = 1; index < digits.length; index += 1) {
    const code = digits.charCodeAt(index);
    if (code !== first) same = false;
    if (code - 48 !== (digits.charCodeAt(index - 1) - 48 + 1) % 10) rising = false;
  }
  return same || rising;
}

/**
 * The national significant number of a telephone number, so that `+44 (0)20 7946 0958`, `0044 20 …` and `020 …` are
 * equal without knowing the country: a calling code is dropped after `+` or `00` (or from twelve digits on), then trunk
 * zeros; a `1` set apart before ten digits (North America) and an `8` before a Russian mobile number likewise.
 * Extensions are cut. Fewer than six digits, one digit repeated or a rising row answer the empty text. At most 64 code
 * units are read.
 */
export function normalisePhone(raw: string): string {
  let digits = raw;
  if (!isPlain(raw)) {
    const scan = scanDigits(raw);
    digits = scan.digits;
    if (scan.plus && digits.length > 8) digits = dropCallingCode(dropZeros(digits));
    else if (digits.startsWith('00') && digits.length > 9) digits = dropCallingCode(dropZeros(digits));
    else if (digits.startsWith('011') && digits.length >= 13) digits = dropCallingCode(dropZeros(digits.slice(3)));
    else if (scan.firstApart && digits.length === 11 && digits.charCodeAt(0) === 49)
      digits = dropZeros(digits.slice(1));
    else digits = dropZeros(digits);
    while (digits.length >= WITH_COUNTRY) digits = dropCallingCode(digits);
  }
  if (digits.length === 11 && digits.startsWith('89')) digits = digits.slice(1);
  return digits.length < LEAST_DIGITS || isFiller(digits) ? '' : digits;
}

function createPhoneComparator(dictionary: Dictionary): (a: number, b: number) => number {
  return (a, b) => {
    const { codes, starts } = dictionary;
    // Ids and positions below are inside the dictionary.
    const aStart = starts[a] as number;
    const aEnd = starts[a + 1] as number;
    const bStart = starts[b] as number;
    const bEnd = starts[b + 1] as number;
    if (isWithinOneEdit(codes, aStart, aEnd, bStart, bEnd)) return TYPO;
    const needed = Math.min(SUFFIX_DIGITS, aEnd - aStart, bEnd - bStart);
    for (let back = 1; back <= needed; back += 1) if (codes[aEnd - back] !== codes[bEnd - back]) return DIFFERENT;
    return SUFFIX;
  };
}

/** Telephone numbers of any country. */
export const phone: Kind = {
  name: 'phone',
  role: 'shared',
  normalise: normalisePhone,
  levels: [
    { id: 'different', m: 0.15, u: 0.9988 },
    { id: 'suffix', m: 0.02, u: 0.0001 },
    { id: 'typo', m: 0.08, u: 0.0001 },
    { id: 'same', m: 0.75, u: 0.001 },
  ],
  comparator: createPhoneComparator,
  keys: [
    { id: 'exact', key: (text) => text },
    { id: 'last7', key: (text) => text.slice(-7) },
    { id: 'last6', key: (text) => text.slice(-6) },
  ],
};
