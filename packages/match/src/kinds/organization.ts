import { compareWordsToReading, type HanReading, readName, wordsOf } from '../chinese/compare-english-to-han.js';
import { compareHanOrganizations } from '../chinese/compare-han-organizations.js';
import { hanKeys } from '../chinese/han-keys.js';
import { countHanRarity } from '../chinese/han-rarity.js';
import { hasHan } from '../chinese/has-han.js';
import { organizationCore } from '../chinese/organization-core.js';
import type { Dictionary } from '../table/dictionary.js';
import { capText, decodeEntities, foldWords, NAME_CAP } from './fold.js';
import { INCOMPARABLE, type Kind, type Learned } from './kind.js';
import { lazyNumbers, lazyObjects } from './lazy-feature.js';
import { dropLegalForms } from './legal-forms.js';
import { isPlaceholder } from './placeholder.js';
import { isStopWord, tellingWords } from './stop-words.js';
import { measureSimilarity } from './string-similarity.js';
import { tokenIndexOf } from './token-index.js';
import { overlapTokens } from './token-overlap.js';
import { boundHanRarity, countWords, readWordCounts } from './word-counts.js';
import { firstWords, joinSingleLetters } from './words.js';

const DIFFERENT = 0;
const RELATED = 1;
const SIMILAR = 2;
const ABBREVIATION = 3;
const CLOSE = 4;
/** Levels here by the index of `HAN_ORGANIZATION_LEVELS`. */
const hanLevels = [DIFFERENT, RELATED, SIMILAR, ABBREVIATION, CLOSE] as const;

function moveArticle(words: string): string {
  const rest = words.endsWith(' the') ? words.slice(0, -4) : words;
  return rest.startsWith('the ') ? rest.slice(4) : rest;
}

function reduceOnce(folded: string): string {
  return joinSingleLetters(moveArticle(dropLegalForms(moveArticle(joinSingleLetters(folded)))));
}

/**
 * The core of a company's name: plain lower case, `&` → `and`, single letters joined (`I.B.M.` → `ibm`), a leading or
 * trailing `the` and legal forms of many countries dropped as long as something stays.
 */
function normaliseOrganization(raw: string): string {
  const text = raw.includes('&') ? decodeEntities(capText(raw, NAME_CAP)).replaceAll('&', ' and ') : raw;
  let name = foldWords(text);
  if (hasHan(name)) {
    // Marks such as brackets still count in a Chinese name, so its core is taken from what was written.
    const core = foldWords(organizationCore(capText(text, NAME_CAP)));
    return isPlaceholder(core) ? '' : core;
  }
  if (name.includes(' ')) {
    // Dropping one thing may bare another ("x y & co"); each pass only shortens, so this ends.
    for (;;) {
      const reduced = reduceOnce(name);
      if (reduced === name) break;
      name = reduced;
    }
  }
  return isPlaceholder(name) ? '' : name;
}

/** First letters of the words, with and without stop words. */
function isAcronymOf(short: string, words: readonly string[]): boolean {
  if (words.length < 2 || short.length < 2 || short.length > words.length) return false;
  let all = '';
  let telling = '';
  for (const word of words) {
    all += word[0] as string;
    if (!isStopWord(word)) telling += word[0] as string;
  }
  return short === all || short === telling;
}

/** Whether each word of the shorter list is, in order, a word of the longer one or its beginning. */
function isOrderedSubset(short: readonly string[], long: readonly string[]): boolean {
  let position = 0;
  for (const word of short) {
    while (position < long.length && !isShorthand(word, long[position] as string)) position += 1;
    if (position === long.length) return false;
    position += 1;
  }
  return true;
}

/** `intl` for `international`, `mfg` for `manufacturing`: the same first letter, then letters in order, at least three. */
function isShorthand(short: string, word: string): boolean {
  if (short === word) return true;
  if (short.length < 3 || short.length >= word.length || short[0] !== word[0]) return false;
  if (word.startsWith(short)) return true;
  if (short.length > 5 || /[aeiou]/.test(short.slice(1))) return false;
  let position = 0;
  for (const letter of short) {
    position = word.indexOf(letter, position) + 1;
    if (position === 0) return false;
  }
  return true;
}

function isAbbreviation(a: readonly string[], b: readonly string[], rarest: number, rareEnough: number): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 1 && isAcronymOf(short[0] as string, long)) return true;
  if (a.length === b.length) return rarest > 0 && (isOrderedSubset(a, b) || isOrderedSubset(b, a));
  return rarest >= rareEnough && isOrderedSubset(short, long);
}

/** A name as it is compared with one in the other script: by the readings of its characters or by its syllables. */
interface ScriptSide {
  readonly reading: readonly HanReading[];
  readonly words: readonly string[];
}

function readSide(text: string): ScriptSide {
  return hasHan(text) ? { reading: readName(text), words: [] } : { reading: [], words: wordsOf(text) };
}

/**
 * Level of an English name beside a Chinese one, by how its syllables fit the characters' reading. Most English names
 * are translations, so a name that does not fit is no contradiction: the two cannot be compared.
 */
function compareAcrossScripts(words: readonly string[], reading: readonly HanReading[]): number {
  const score = reading.length === 0 ? 0 : compareWordsToReading(words, reading);
  if (score >= 0.75) return ABBREVIATION;
  if (score >= 0.5) return SIMILAR;
  return score >= 0.3 ? RELATED : INCOMPARABLE;
}

function createOrganizationComparator(dictionary: Dictionary, learned?: Learned): (a: number, b: number) => number {
  const counts = readWordCounts(learned);
  const index = tokenIndexOf(dictionary, counts);
  const rareEnough = index.highestWeight * 0.5;
  const compareHan = compareHanOrganizations(dictionary, counts?.han);
  const sideOf = lazyObjects(dictionary, readSide);
  const isHan = lazyNumbers(dictionary, (id) => (hasHan(dictionary.text(id)) ? 1 : 0));
  return (a, b) => {
    const hanA = isHan(a);
    const hanB = isHan(b);
    if (hanA === 1 && hanB === 1) return hanLevels[compareHan(a, b)] ?? DIFFERENT;
    if (hanA !== hanB) {
      const han = sideOf(hanA === 1 ? a : b);
      return compareAcrossScripts(sideOf(hanA === 1 ? b : a).words, han.reading);
    }
    const one = dictionary.text(a);
    const other = dictionary.text(b);
    const overlap = overlapTokens(index, a, b);
    if (overlap.cosine >= 0.95) return CLOSE;
    const joinedOne = one.replaceAll(' ', '');
    const joinedOther = other.replaceAll(' ', '');
    if (joinedOne === joinedOther) return CLOSE;
    const similarity = measureSimilarity(joinedOne, joinedOther, 0.9);
    if (similarity >= 0.97) return CLOSE;
    if (isAbbreviation(one.split(' '), other.split(' '), overlap.rarest, rareEnough)) return ABBREVIATION;
    if (overlap.cosine >= 0.6 || similarity >= 0.9) return SIMILAR;
    return overlap.rarest >= rareEnough || (overlap.containment >= 0.5 && overlap.cosine >= 0.4) ? RELATED : DIFFERENT;
  };
}

/** Companies and other bodies. */
export const organization: Kind = {
  name: 'organization',
  role: 'identity',
  normalise: normaliseOrganization,
  levels: [
    { id: 'different', m: 0.06, u: 0.982 },
    { id: 'related', m: 0.06, u: 0.01 },
    { id: 'similar', m: 0.1, u: 0.005 },
    { id: 'abbreviation', m: 0.08, u: 0.0015 },
    { id: 'close', m: 0.15, u: 0.0005 },
    { id: 'same', m: 0.55, u: 0.001 },
  ],
  learn: (dictionary) => ({ ...countWords(dictionary), han: boundHanRarity(countHanRarity(dictionary)) }),
  comparator: createOrganizationComparator,
  keys: [
    { id: 'exact', key: (text) => text },
    { id: 'firstTwoWords', key: (text) => firstWords(text, 2) },
    { id: 'rareTokens', isMultiple: true, key: tellingWords },
    { id: 'hanPairs', isMultiple: true, key: (text) => (hasHan(text) ? hanKeys(text) : []) },
    { id: 'prefix5', key: (text) => text.replaceAll(' ', '').slice(0, 5) },
  ],
};
