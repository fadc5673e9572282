import type { Dictionary } from '../table/dictionary.js';
import { foldLetters } from './fold.js';
import type { Kind } from './kind.js';
import { areOneSlipApart } from './one-edit.js';

const RAW_CAP = 128;
const TYPO_LENGTH = 6;
const empty = new Set([
  'NA',
  'NONE',
  'NULL',
  'NIL',
  'NAN',
  'UNKNOWN',
  'UNDEFINED',
  'NOTAVAILABLE',
  'NOTAPPLICABLE',
  'TBD',
  'TEST',
  'MISSING',
  'PENDING',
]);

function isCanonical(raw: string): boolean {
  if (raw.length > RAW_CAP) return false;
  for (let index = 0; index < raw.length; index += 1) {
    const code = raw.charCodeAt(index);
    if (!((code >= 48 && code <= 57) || (code >= 65 && code <= 90))) return false;
  }
  return true;
}

function isFiller(text: string): boolean {
  const first = text.charCodeAt(0);
  for (let index = 1; index < text.length; index += 1) if (text.charCodeAt(index) !== first) return false;
  return true;
}

/**
 * Letters and digits of a number of identity, upper case: tax number, passport, licence, account. One sign repeated and stand-ins (`N/A`, `123456789`) answer the empty text. At most 128
 * code units are read.
 */
function normaliseIdentifier(raw: string): string {
  let text = raw;
  if (!isCanonical(raw)) {
    text = foldLetters(raw.slice(0, RAW_CAP))
      .toUpperCase()
      .replace(/[^\p{L}\p{N}]+/gu, '')
      .slice(0, RAW_CAP);
  }
  return isFiller(text) || empty.has(text) || (text.length >= TYPO_LENGTH && '1234567890'.startsWith(text)) ? '' : text;
}

function createIdentifierComparator(dictionary: Dictionary): (a: number, b: number) => number {
  return (a, b) => (areOneSlipApart(dictionary, a, b, TYPO_LENGTH) ? 1 : 0);
}

/** Numbers that name one person or company: tax, social security, passport, licence, account. */
export const identifier: Kind = {
  name: 'identifier',
  role: 'identity',
  normalise: normaliseIdentifier,
  levels: [
    { id: 'different', m: 0.06, u: 0.9997 },
    { id: 'typo', m: 0.08, u: 0.0002 },
    { id: 'same', m: 0.86, u: 0.0001 },
  ],
  comparator: createIdentifierComparator,
  keys: [
    { id: 'exact', key: (text) => text },
    { id: 'firstHalf', key: (text) => (text.length < TYPO_LENGTH ? '' : text.slice(0, text.length >> 1)) },
    { id: 'secondHalf', key: (text) => (text.length < TYPO_LENGTH ? '' : text.slice(-(text.length >> 1))) },
  ],
};
