import { hasHan } from '../chinese/has-han.js';
import { jaroWinklerAtLeast } from '../kernels/jaro-winkler.js';
import type { Dictionary } from '../table/dictionary.js';
import { countryCode, isCountryCode } from './country-names.js';
import { foldWords } from './fold.js';
import { encodeReading, fitHanNames } from './han-reading.js';
import type { KeyFamily, Kind } from './kind.js';
import { lazyNumbers } from './lazy-feature.js';
import { areWithinOneEdit, isWithinOneEdit } from './one-edit.js';
import { isPlaceholder } from './placeholder.js';
import { regionCode } from './region-names.js';
import { measureSimilarity } from './string-similarity.js';

const DIFFERENT = 0;
const SIMILAR = 1;
const CLOSE = 2;
/** Jaro–Winkler similarities: two words of four letters with one slip reach the first. */
const SLIP_FROM = 0.8;
const SIMILAR_FROM = 0.85;
const CLOSE_FROM = 0.95;

const wordForms = new Map([
  ['saint', 'st'],
  ['sainte', 'ste'],
  ['mount', 'mt'],
  ['fort', 'ft'],
]);
const cityAliases = new Map([
  ['nyc', 'new york'],
  ['new york city', 'new york'],
  ['sf', 'san francisco'],
  ['philly', 'philadelphia'],
  ['munchen', 'munich'],
  ['koln', 'cologne'],
  ['wien', 'vienna'],
  ['roma', 'rome'],
  ['milano', 'milan'],
  ['firenze', 'florence'],
  ['napoli', 'naples'],
  ['torino', 'turin'],
  ['venezia', 'venice'],
  ['praha', 'prague'],
  ['warszawa', 'warsaw'],
  ['moskva', 'moscow'],
  ['lisboa', 'lisbon'],
  ['geneve', 'geneva'],
  ['zuerich', 'zurich'],
  ['duesseldorf', 'dusseldorf'],
  ['muenchen', 'munich'],
  ['koeln', 'cologne'],
  ['bombay', 'mumbai'],
  ['calcutta', 'kolkata'],
  ['madras', 'chennai'],
  ['bangalore', 'bengaluru'],
  ['peking', 'beijing'],
  ['canton', 'guangzhou'],
]);

function dropCityOf(words: string): string {
  if (words.endsWith(' city of')) return words.slice(0, -8);
  return words.startsWith('city of ') && words.length > 8 ? words.slice(8) : words;
}

/** A town: plain lower case, `saint` → `st`, `city of` dropped, names in the local tongue → the English one. */
function normaliseCity(raw: string): string {
  let words = foldWords(raw);
  if (words.includes(' ')) {
    words = words
      .split(' ')
      .map((word) => wordForms.get(word) ?? word)
      .join(' ');
    for (let shorter = dropCityOf(words); shorter !== words; shorter = dropCityOf(words)) words = shorter;
  }
  const name = cityAliases.get(words) ?? words;
  return isPlaceholder(name) ? '' : name;
}

/** A state or province; known names become their codes (`New South Wales` → `nsw`). */
function normaliseRegion(raw: string): string {
  const words = foldWords(raw);
  const name = regionCode(words) ?? words;
  return isPlaceholder(name) ? '' : name;
}

/** A country; known names and three-letter codes become the two-letter code, lower case (`Deutschland` → `de`). */
function normaliseCountry(raw: string): string {
  const words = foldWords(raw);
  if (isCountryCode(words)) return words;
  return countryCode(words) ?? (isPlaceholder(words) ? '' : words);
}

/** Agreement of two names of which at least one has several words. */
function compareSeveralWords(a: string, b: string): number {
  const similarity = measureSimilarity(a, b, SLIP_FROM);
  if (similarity >= CLOSE_FROM) return CLOSE;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 4) return DIFFERENT;
  if (long.startsWith(`${short} `) || long.endsWith(` ${short}`)) return CLOSE;
  if (short.replaceAll(' ', '') === long.replaceAll(' ', '')) return CLOSE;
  if (similarity >= SLIP_FROM && areWithinOneEdit(a, b)) return CLOSE;
  return similarity >= SIMILAR_FROM ? SIMILAR : DIFFERENT;
}

const SEVERAL_WORDS = 1;
const HAN = 2;

/** Units that are written or left out: 台北市 and 台北, Taipei City and Taipei. */
function dropUnit(text: string): string {
  return text.length > 2 ? text.replace(/(?: city| county| province|[市县省区州])$/u, '') : text;
}

/** Agreement of two places of which at least one is in Chinese characters. */
function compareHan(a: string, b: string): number {
  const fit = fitHanNames(dropUnit(a), dropUnit(b), 'place');
  if (fit.reading === 2) return CLOSE;
  return fit.bothHan && (a.startsWith(b) || b.startsWith(a) || a.endsWith(b) || b.endsWith(a)) ? SIMILAR : DIFFERENT;
}

function createPlaceComparator(dictionary: Dictionary): (a: number, b: number) => number {
  const shapeOf = lazyNumbers(dictionary, (id) => {
    const text = dictionary.text(id);
    if (hasHan(text)) return HAN;
    return text.includes(' ') ? SEVERAL_WORDS : 0;
  });
  return (a, b) => {
    const shape = shapeOf(a) | shapeOf(b);
    if (shape >= HAN) return compareHan(dictionary.text(a), dictionary.text(b));
    if (shape === SEVERAL_WORDS) return compareSeveralWords(dictionary.text(a), dictionary.text(b));
    const { codes, starts } = dictionary;
    // Ids and positions are inside the dictionary.
    const startA = starts[a] as number;
    const endA = starts[a + 1] as number;
    const startB = starts[b] as number;
    const endB = starts[b + 1] as number;
    const similarity = jaroWinklerAtLeast(codes, startA, endA, codes, startB, endB, SLIP_FROM);
    if (similarity < SLIP_FROM) return DIFFERENT;
    if (similarity >= CLOSE_FROM) return CLOSE;
    if (endA - startA < 4 || endB - startB < 4) return DIFFERENT;
    if (isWithinOneEdit(codes, startA, endA, startB, endB)) return CLOSE;
    return similarity >= SIMILAR_FROM ? SIMILAR : DIFFERENT;
  };
}

const placeKeys: readonly KeyFamily[] = [
  { id: 'exact', key: (text) => text },
  { id: 'phonetic', key: (text) => encodeReading(dropUnit(text).replaceAll(' ', '')) },
];

/** Towns, suburbs, places of birth. */
export const city: Kind = {
  name: 'city',
  role: 'context',
  normalise: normaliseCity,
  levels: [
    { id: 'different', m: 0.1, u: 0.938 },
    { id: 'similar', m: 0.03, u: 0.01 },
    { id: 'close', m: 0.09, u: 0.002 },
    { id: 'same', m: 0.78, u: 0.05 },
  ],
  comparator: createPlaceComparator,
  keys: placeKeys,
};

/** States, provinces, counties. */
export const region: Kind = {
  name: 'region',
  role: 'context',
  normalise: normaliseRegion,
  levels: [
    { id: 'different', m: 0.06, u: 0.84 },
    { id: 'similar', m: 0.02, u: 0.005 },
    { id: 'close', m: 0.02, u: 0.005 },
    { id: 'same', m: 0.9, u: 0.15 },
  ],
  comparator: createPlaceComparator,
  keys: placeKeys,
};

/** Countries. */
export const country: Kind = {
  name: 'country',
  role: 'context',
  normalise: normaliseCountry,
  levels: [
    { id: 'different', m: 0.04, u: 0.59 },
    { id: 'similar', m: 0.005, u: 0.005 },
    { id: 'close', m: 0.005, u: 0.005 },
    { id: 'same', m: 0.95, u: 0.4 },
  ],
  comparator: createPlaceComparator,
  keys: placeKeys,
};
