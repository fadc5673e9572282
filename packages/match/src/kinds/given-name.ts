import { hasHan } from '../chinese/has-han.js';
import { jaroWinklerAtLeast } from '../kernels/jaro-winkler.js';
import type { Dictionary } from '../table/dictionary.js';
import { foldWords } from './fold.js';
import {
  CLOSE,
  compareInitial,
  compareNames,
  compareRoots,
  DIFFERENT,
  gradeSimilarity,
  type NameRoots,
  NICKNAME,
  SIMILAR,
  SIMILAR_FROM,
  UNLIKE,
} from './given-name-levels.js';
import {
  compareHanGivenNames,
  type HanVerdict,
  keyOfGivenReading,
  keyOfLatinGivenName,
  numberReadings,
} from './han-names.js';
import { encodeReading } from './han-reading.js';
import { INCOMPARABLE, type Kind } from './kind.js';
import { lazyNumbers } from './lazy-feature.js';
import { misspeltRoots, nicknameRoot, nicknameRoots } from './nicknames.js';
import { isWithinOneEdit } from './one-edit.js';
import { hashSound } from './phonetic.js';
import { isPlaceholder } from './placeholder.js';
import { hashSpelling } from './spelling-by-ear.js';
import { dropDegrees, dropTitles, isBareTitle } from './titles.js';
import { firstWord } from './words.js';

// Ids and positions are inside the dictionary, hence the casts.

/** Folds a given name: plain lower case, titles and ranks dropped, hyphens and other marks as blanks. */
export function normaliseGivenName(raw: string): string {
  const words = foldWords(raw);
  const name = words.includes(' ') ? dropDegrees(dropTitles(words)) : words;
  return isBareTitle(name) || isPlaceholder(name, true) ? '' : name;
}

const SEVERAL_WORDS = 1;
/** Forenames are short and few: with fewer sounds too many are alike. */
const LEAST_SOUNDS = 3;
const HAN = 2;
const FIRST_ROOTS = 3;

/** Level of each verdict on names of which at least one is in Chinese characters. */
const levelOfHan: Readonly<Record<HanVerdict, number>> = {
  reading: CLOSE,
  homophone: CLOSE,
  similar: SIMILAR,
  unlike: UNLIKE,
  different: DIFFERENT,
  unreadable: INCOMPARABLE,
};

function createGivenNameComparator(dictionary: Dictionary): (a: number, b: number) => number {
  const rootLists: NameRoots[] = [];
  // 0: one word of no family; otherwise one of the constants above, or an index of roots counted from FIRST_ROOTS.
  const shapeOf = lazyNumbers(dictionary, (id) => {
    const text = dictionary.text(id);
    if (hasHan(text)) return HAN;
    if (text.includes(' ')) return SEVERAL_WORDS;
    const known = nicknameRoots(text);
    const roots = known.length > 0 ? known : misspeltRoots(text);
    return roots.length === 0 ? 0 : rootLists.push({ name: text, roots, exact: known.length > 0 }) - 1 + FIRST_ROOTS;
  });
  const soundOf = lazyNumbers(dictionary, (id) => hashSound(dictionary.text(id), LEAST_SOUNDS));
  const spellingOf = lazyNumbers(dictionary, (id) => hashSpelling(dictionary.text(id)));
  const readingOf = numberReadings(dictionary, keyOfLatinGivenName);
  const areOneReading = (a: number, b: number): boolean => readingOf(a) !== 0 && readingOf(a) === readingOf(b);
  const areAlikeInSound = (a: number, b: number): boolean => soundOf(a) !== 0 && soundOf(a) === soundOf(b);
  return (a, b) => {
    const shapeA = shapeOf(a);
    const shapeB = shapeOf(b);
    if (shapeA === HAN || shapeB === HAN)
      return levelOfHan[compareHanGivenNames(dictionary.text(a), dictionary.text(b))];
    if (shapeA === SEVERAL_WORDS || shapeB === SEVERAL_WORDS) {
      const level = compareNames(dictionary.text(a), dictionary.text(b));
      return level < CLOSE && areOneReading(a, b) ? CLOSE : level;
    }
    const { codes, starts } = dictionary;
    const startA = starts[a] as number;
    const endA = starts[a + 1] as number;
    const startB = starts[b] as number;
    const endB = starts[b + 1] as number;
    const shorter = Math.min(endA - startA, endB - startB);
    if (shorter === 1) return compareInitial(dictionary.text(a), dictionary.text(b));
    const byRoot =
      shapeA >= FIRST_ROOTS && shapeB >= FIRST_ROOTS
        ? compareRoots(rootLists[shapeA - FIRST_ROOTS] as NameRoots, rootLists[shapeB - FIRST_ROOTS] as NameRoots)
        : UNLIKE;
    if (byRoot === NICKNAME || byRoot === DIFFERENT) return byRoot;
    const similarity = jaroWinklerAtLeast(codes, startA, endA, codes, startB, endB, SIMILAR_FROM);
    if (similarity < SIMILAR_FROM) {
      if (spellingOf(a) !== 0 && spellingOf(a) === spellingOf(b)) return CLOSE;
      if (areOneReading(a, b)) return CLOSE;
      return byRoot === UNLIKE && areAlikeInSound(a, b) ? SIMILAR : byRoot;
    }
    const level = gradeSimilarity(similarity, shorter >= 4, () => isWithinOneEdit(codes, startA, endA, startB, endB));
    return level < CLOSE && areOneReading(a, b) ? CLOSE : level;
  };
}

/** Full names that the first word may stand for, and the reading of a Chinese name, in which all its spellings meet. */
function listRoots(text: string): readonly string[] {
  const first = firstWord(text);
  const roots = nicknameRoots(first);
  const reading = keyOfGivenReading(text);
  if (reading !== '') return [first, reading];
  return roots.length === 0 ? [first] : roots;
}

/** Forenames, alone or with middle names: nicknames, initials, typing errors, hyphens. */
export const givenName: Kind = {
  name: 'givenName',
  role: 'identity',
  normalise: normaliseGivenName,
  levels: [
    { id: 'different', m: 0.02, u: 0.55 },
    { id: 'unlike', m: 0.04, u: 0.4 },
    { id: 'initial', m: 0.02, u: 0.008 },
    { id: 'similar', m: 0.03, u: 0.02 },
    { id: 'close', m: 0.1, u: 0.006 },
    { id: 'nickname', m: 0.06, u: 0.006 },
    { id: 'same', m: 0.73, u: 0.01 },
  ],
  comparator: createGivenNameComparator,
  keys: [
    { id: 'exact', key: (text) => text },
    { id: 'root', key: (text) => nicknameRoot(firstWord(text)) },
    { id: 'roots', isMultiple: true, key: listRoots },
    { id: 'phonetic', key: (text) => encodeReading(firstWord(text)) },
    { id: 'prefix3', key: (text) => text.slice(0, 3) },
    { id: 'initial', key: (text) => text.slice(0, 1) },
  ],
};
