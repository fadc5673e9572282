import { addressKeys } from '../chinese/address-keys.js';
import { normaliseChineseAddress } from '../chinese/chinese-address.js';
import { compareAddresses } from '../chinese/compare-addresses.js';
import type { Dictionary } from '../table/dictionary.js';
import { capText, foldWords, TEXT_CAP } from './fold.js';
import type { Kind, Learned } from './kind.js';
import { lazyObjects } from './lazy-feature.js';
import { areWithinOneEdit } from './one-edit.js';
import { isPlaceholder } from './placeholder.js';
import { tellingWords } from './stop-words.js';
import { isStreetWord, shortenStreetWords } from './street-words.js';
import { tokenIndexOf } from './token-index.js';
import { overlapTokens } from './token-overlap.js';
import { countWords, readWordCounts } from './word-counts.js';

const DIFFERENT = 0;
const SAME_CITY = 1;
const SIMILAR = 2;
const CLOSE = 3;

/** A whole address in one line: plain lower case, words of streets in one form. At most 2,048 code units are read. */
function normaliseAddress(raw: string): string {
  const text = capText(raw, TEXT_CAP);
  const chinese = normaliseChineseAddress(text);
  if (chinese !== undefined) return capText(chinese, TEXT_CAP);
  const words = capText(shortenStreetWords(foldWords(text, TEXT_CAP)), TEXT_CAP).trim();
  if (isPlaceholder(words)) return '';
  // Folding may bare what the raw text hid, such as squared characters.
  return capText(normaliseChineseAddress(words) ?? words, TEXT_CAP);
}

function isNumeric(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 48 && code <= 57 && !/(?:st|nd|rd|th)$/.test(word);
}

interface AddressNumbers {
  /** The first short number: `12`, `12a`; empty when there is none. */
  readonly house: string;
  /** The last number of four digits or more that is not the house number. */
  readonly postcode: string;
}

/** Reads house number and postal code from a normalised address. */
function readAddressNumbers(text: string): AddressNumbers {
  const numbers = text.split(' ').filter(isNumeric);
  const house = numbers.find((word) => word.length <= 5) ?? '';
  const at = numbers.indexOf(house);
  const postcode = numbers.findLast((word, index) => index !== at && word.length >= 4) ?? '';
  return { house, postcode };
}

/** Shorter words are abbreviations of streets and states. */
const LEAST_PLACE = 4;

/** Whether a word of one list names something that no word of the other comes near. */
function namesAnotherPlace(words: readonly string[], others: readonly string[]): boolean {
  return words.some(
    (word) =>
      word.length >= LEAST_PLACE &&
      !isNumeric(word) &&
      !isStreetWord(word) &&
      !others.some(
        (other) =>
          (other.length > 1 && word.startsWith(other)) || other.startsWith(word) || areWithinOneEdit(word, other),
      ),
  );
}

const directions = new Set('n s e w ne nw se sw'.split(' '));

/** Whether one of two addresses says in which part of a street it lies, and the other does not say the same. */
function differInDirection(one: readonly string[], other: readonly string[]): boolean {
  const isOpen = (words: readonly string[], others: readonly string[]): boolean =>
    words.some((word) => directions.has(word) && !others.includes(word));
  return isOpen(one, other) || isOpen(other, one);
}

/**
 * Level of two addresses of one house number and street when each names a place that the other lacks: `123 main st las
 * vegas` and `123 main st henderson`. (Where only one does, the other may just be shorter.) Under one postal code these
 * may be a town and its part, unless the street is not quite the same either.
 */
function gradeOtherPlace(one: readonly string[], other: readonly string[], samePostcode: boolean): number {
  return samePostcode && !differInDirection(one, other) ? SIMILAR : DIFFERENT;
}

function createAddressComparator(dictionary: Dictionary, learned?: Learned): (a: number, b: number) => number {
  const index = tokenIndexOf(dictionary, readWordCounts(learned));
  const compareChinese = compareAddresses(dictionary);
  const numbersOf = lazyObjects(dictionary, readAddressNumbers);
  const wordsOf = lazyObjects(dictionary, (text) => text.split(' '));
  const compareWords = (a: number, b: number): number => {
    const one = numbersOf(a);
    const other = numbersOf(b);
    const contradiction = one.house !== other.house && one.house !== '' && other.house !== '';
    const { cosine, containment } = overlapTokens(index, a, b);
    if (contradiction) return cosine >= 0.15 || containment >= 0.3 ? SAME_CITY : DIFFERENT;
    const sameHouse = one.house !== '' && one.house === other.house;
    if (cosine >= 0.85 || (sameHouse && containment >= 0.85)) return CLOSE;
    if (cosine >= 0.6 || (sameHouse && cosine >= 0.45) || containment >= 0.85) return SIMILAR;
    return cosine >= 0.15 || containment >= 0.3 ? SAME_CITY : DIFFERENT;
  };
  return (a, b) => {
    const chinese = compareChinese(a, b);
    if (chinese >= 0) return chinese;
    const level = compareWords(a, b);
    if (level <= SAME_CITY) return level;
    const one = wordsOf(a);
    const other = wordsOf(b);
    if (!namesAnotherPlace(one, other) || !namesAnotherPlace(other, one)) return level;
    const { postcode } = numbersOf(a);
    return Math.min(level, gradeOtherPlace(one, other, postcode !== '' && postcode === numbersOf(b).postcode));
  };
}

function numberAndWord(text: string): readonly string[] {
  const { house } = readAddressNumbers(text);
  if (house === '') return [];
  const words = tellingWords(text).filter((word) => !isNumeric(word) && !isStreetWord(word));
  return words.slice(0, 4).map((word) => `${house} ${word}`);
}

/** Whole addresses in one line. */
export const address: Kind = {
  name: 'address',
  role: 'shared',
  normalise: normaliseAddress,
  levels: [
    { id: 'different', m: 0.1, u: 0.95 },
    { id: 'sameCity', m: 0.08, u: 0.044 },
    { id: 'similar', m: 0.12, u: 0.004 },
    { id: 'close', m: 0.2, u: 0.0015 },
    // All parts agree, but not the text: written otherwise, or in another script.
    { id: 'sameParts', m: 0.1, u: 0.0001 },
    { id: 'same', m: 0.4, u: 0.0004 },
  ],
  learn: countWords,
  comparator: createAddressComparator,
  keys: [
    { id: 'exact', key: (text) => text },
    { id: 'numberAndWord', isMultiple: true, key: numberAndWord },
    { id: 'chineseParts', isMultiple: true, key: addressKeys },
    { id: 'postcode', key: (text) => readAddressNumbers(text).postcode },
  ],
};
