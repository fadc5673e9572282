import { hasHan } from '../chinese/has-han.js';
import { jaroWinklerAtLeast } from '../kernels/jaro-winkler.js';
import type { Dictionary } from '../table/dictionary.js';
import { foldWords } from './fold.js';
import { createHanStreetComparator, keysOfHanStreet, normaliseHanStreet, type StreetVerdict } from './han-street.js';
import type { Kind } from './kind.js';
import { lazyNumbers } from './lazy-feature.js';
import { areWithinOneEdit, isWithinOneEdit } from './one-edit.js';
import { isPlaceholder } from './placeholder.js';
import { tellingWords } from './stop-words.js';
import { isDigit, isHouseNumber, isOrdinal, type StreetParts, splitStreet } from './street-parts.js';
import { isStreetWord, shortenStreetWords } from './street-words.js';
import { measureSimilarity } from './string-similarity.js';

const DIFFERENT = 0;
const SAME_STREET = 1;
const SIMILAR = 2;
const CLOSE = 3;
/** Jaro–Winkler similarity of two names of streets. */
const SIMILAR_FROM = 0.85;
const CLOSE_FROM = 0.92;

/** A line of number and street: plain lower case, `street` → `st`, `north` → `n`, `apartment` → `unit`, `first` → `1st`; in Chinese 四段 → 4段. */
export function normaliseStreet(raw: string): string {
  const chinese = normaliseHanStreet(raw);
  if (chinese !== undefined) return chinese;
  const words = shortenStreetWords(foldWords(raw));
  if (isPlaceholder(words)) return '';
  // Folding may bare what the raw text hid, such as squared characters.
  return normaliseHanStreet(words) ?? words;
}

function shareTellingWord(a: string, b: string): boolean {
  const others = b.split(' ');
  return a
    .split(' ')
    .some((word) => (word.length > 3 || isOrdinal(word)) && !isStreetWord(word) && others.includes(word));
}

/** Level of two lines by their parts; the plain way, for shapes that are not compared in place. */
export function compareStreetParts(one: StreetParts, other: StreetParts): number {
  const sameStreet = one.street === other.street;
  if (one.number !== other.number) {
    if (one.street === '' || other.street === '') return DIFFERENT;
    if (one.number === '' || other.number === '') return sameStreet ? SIMILAR : DIFFERENT;
    const slip = Math.min(one.street.length, other.street.length) > 5 && areWithinOneEdit(one.street, other.street);
    return sameStreet || slip ? SAME_STREET : DIFFERENT;
  }
  if (sameStreet || one.street.replaceAll(' ', '') === other.street.replaceAll(' ', '')) return CLOSE;
  const similarity = measureSimilarity(one.street, other.street, SIMILAR_FROM);
  const numbered = one.number !== '';
  if (one.street.startsWith(`${other.street} `) || other.street.startsWith(`${one.street} `))
    return numbered ? CLOSE : SIMILAR;
  if (similarity >= CLOSE_FROM || areWithinOneEdit(one.street, other.street)) return numbered ? CLOSE : SIMILAR;
  if (similarity >= SIMILAR_FROM || shareTellingWord(one.street, other.street)) return numbered ? SIMILAR : SAME_STREET;
  return DIFFERENT;
}

/** Positions of the plain shape `number street…` packed as the end of the number; 0 for any other shape. */
function packShape(text: string): number {
  const blank = text.indexOf(' ');
  if (blank <= 0 || !isHouseNumber(text.slice(0, blank)) || text.includes(' unit ')) return 0;
  for (let index = blank; index < text.length; index += 1) if (isDigit(text.charCodeAt(index))) return 0;
  return blank;
}

/** Whether two ranges of one array hold the same codes. */
function areEqualRanges(codes: Uint8Array | Uint16Array, startA: number, startB: number, length: number): boolean {
  for (let index = 0; index < length; index += 1) if (codes[startA + index] !== codes[startB + index]) return false;
  return true;
}

const HAN = -1;
const levelOfHan: Readonly<Record<StreetVerdict, number>> = {
  different: DIFFERENT,
  sameStreet: SAME_STREET,
  similar: SIMILAR,
  close: CLOSE,
};

function createStreetComparator(dictionary: Dictionary): (a: number, b: number) => number {
  const numberEnd = lazyNumbers(dictionary, (id) => {
    const text = dictionary.text(id);
    return hasHan(text) ? HAN : packShape(text);
  });
  const compareSlowly = (a: number, b: number): number =>
    compareStreetParts(splitStreet(dictionary.text(a)), splitStreet(dictionary.text(b)));
  const compareChinese = createHanStreetComparator(dictionary);
  return (a, b) => {
    const endA = numberEnd(a);
    const endB = numberEnd(b);
    if (endA === HAN || endB === HAN) return levelOfHan[compareChinese(a, b)];
    if (endA === 0 || endB === 0) return compareSlowly(a, b);
    // Two plain lines are compared in place; ids and positions are inside the dictionary.
    const { codes, starts } = dictionary;
    const startA = starts[a] as number;
    const startB = starts[b] as number;
    const streetA = startA + endA + 1;
    const streetB = startB + endB + 1;
    const lastA = starts[a + 1] as number;
    const lastB = starts[b + 1] as number;
    if (endA === endB && areEqualRanges(codes, startA, startB, endA)) {
      const similarity = jaroWinklerAtLeast(codes, streetA, lastA, codes, streetB, lastB, CLOSE_FROM);
      return similarity >= CLOSE_FROM || isWithinOneEdit(codes, streetA, lastA, streetB, lastB)
        ? CLOSE
        : compareSlowly(a, b);
    }
    const lengthA = lastA - streetA;
    if (lengthA === lastB - streetB && areEqualRanges(codes, streetA, streetB, lengthA)) return SAME_STREET;
    return lengthA > 5 && lastB - streetB > 5 && isWithinOneEdit(codes, streetA, lastA, streetB, lastB)
      ? SAME_STREET
      : DIFFERENT;
  };
}

function numberAndPrefix(text: string): string {
  const { number, street } = splitStreet(text);
  if (number === '') return '';
  const word = street.split(' ').find((candidate) => candidate.length > 2 && !isStreetWord(candidate));
  return word === undefined ? '' : `${number} ${word.slice(0, 3)}`;
}

function listWords(text: string): readonly string[] {
  const words = tellingWords(text).filter((word) => !isStreetWord(word));
  const chinese = keysOfHanStreet(text);
  return chinese.length === 0 ? words : [...words, ...chinese];
}

/** One line of an address: house number and street. */
export const street: Kind = {
  name: 'street',
  role: 'shared',
  normalise: normaliseStreet,
  levels: [
    { id: 'different', m: 0.1, u: 0.992 },
    { id: 'sameStreet', m: 0.03, u: 0.004 },
    { id: 'similar', m: 0.05, u: 0.001 },
    { id: 'close', m: 0.12, u: 0.001 },
    { id: 'same', m: 0.7, u: 0.002 },
  ],
  comparator: createStreetComparator,
  keys: [
    { id: 'exact', key: (text) => text },
    { id: 'numberAndPrefix', key: numberAndPrefix },
    { id: 'words', isMultiple: true, key: listWords },
  ],
};
