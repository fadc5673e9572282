import { hasHan } from '../chinese/has-han.js';
import { jaroWinklerAtLeast } from '../kernels/jaro-winkler.js';
import type { Dictionary } from '../table/dictionary.js';
import { foldWords } from './fold.js';
import { encodeReading, fitHanNames } from './han-reading.js';
import { INCOMPARABLE, type Kind } from './kind.js';
import { lazyNumbers } from './lazy-feature.js';
import { mayBeInitialOf, misspeltRoots, nicknameRoot, nicknameRoots, shareRoot } from './nicknames.js';
import { areWithinOneEdit, isWithinOneEdit } from './one-edit.js';
import { hashSound } from './phonetic.js';
import { isPlaceholder } from './placeholder.js';
import { hashSpelling } from './spelling-by-ear.js';
import { measureSimilarity } from './string-similarity.js';
import { contradictInGeneration, dropDegrees, dropTitles, generationOf, isBareTitle } from './titles.js';
import { firstWord } from './words.js';

/** Two known names of different families, such as mary and mark: however alike, neither is a slip of the other. */
const DIFFERENT = 0;
/** Unlike, but at least one is no known name and may be anything. */
const UNLIKE = 1;
const INITIAL = 2;
const SIMILAR = 3;
const CLOSE = 4;
const NICKNAME = 5;
/** Jaro–Winkler similarity from which two names are alike, and from which they are one name with a slip. */
const SIMILAR_FROM = 0.8;
const CLOSE_FROM = 0.92;
// Ids and positions are inside the dictionary, hence the casts.

/** Folds a given name: plain lower case, titles and ranks dropped, hyphens and other marks as blanks. */
export function normaliseGivenName(raw: string): string {
  const words = foldWords(raw);
  const name = words.includes(' ') ? dropDegrees(dropTitles(words)) : words;
  return isBareTitle(name) || isPlaceholder(name, true) ? '' : name;
}

/** Agreement of two similar words by their Jaro–Winkler similarity; words below the bound are unlike. */
function gradeSimilarity(similarity: number, longEnough: boolean, isSlip: () => boolean): number {
  if (similarity < SIMILAR_FROM) return UNLIKE;
  if (similarity >= CLOSE_FROM) return CLOSE;
  return longEnough && isSlip() ? CLOSE : SIMILAR;
}

/** Agreement of two words of which one is an initial; it may be that of another form of the name. */
function compareInitial(a: string, b: string): number {
  if (a.charCodeAt(0) === b.charCodeAt(0)) return INITIAL;
  const [letter, name] = a.length === 1 ? [a, b] : [b, a];
  return name.length > 1 && mayBeInitialOf(letter, name) ? INCOMPARABLE : DIFFERENT;
}

/** Agreement of two single words; the index of a level. */
function compareWords(a: string, b: string): number {
  if (a.length === 1 || b.length === 1) return compareInitial(a, b);
  const rootsA = nicknameRoots(a);
  const rootsB = nicknameRoots(b);
  const shared = shareRoot(rootsA, rootsB);
  if (shared && (rootsA.includes(b) || rootsB.includes(a))) return NICKNAME;
  // An edit between two known names is no slip.
  if (!shared && rootsA.length > 0 && rootsB.length > 0) return DIFFERENT;
  const level = gradeSimilarity(measureSimilarity(a, b, SIMILAR_FROM), a.length >= 4 && b.length >= 4, () =>
    areWithinOneEdit(a, b),
  );
  return shared ? Math.max(level, SIMILAR) : level;
}

function isUnlike(level: number): boolean {
  return level === DIFFERENT || level === UNLIKE;
}

/** Whether two middle parts can belong to one person: one is missing, or words begin alike. */
function agreeInMiddle(a: readonly string[], b: readonly string[]): boolean {
  const shorter = Math.min(a.length, b.length);
  for (let index = 1; index < shorter; index += 1) {
    const one = a[index] as string;
    const other = b[index] as string;
    if (one !== other && isUnlike(compareWords(one, other))) return false;
  }
  return true;
}

/** Agreement of two names of which at least one has several words. */
function compareNames(a: string, b: string): number {
  const wordsA = a.split(' ');
  const wordsB = b.split(' ');
  const firstA = wordsA[0] as string;
  const firstB = wordsB[0] as string;
  if (contradictInGeneration(generationOf(a), generationOf(b))) return DIFFERENT;
  const middle = agreeInMiddle(wordsA, wordsB);
  if (firstA === firstB) return firstA.length === 1 ? INITIAL : middle ? CLOSE : SIMILAR;
  if (wordsA.join('') === wordsB.join('')) return CLOSE;
  if (wordsA.length === wordsB.length && [...wordsA].sort().join(' ') === [...wordsB].sort().join(' ')) return CLOSE;
  const first = compareWords(firstA, firstB);
  if (!isUnlike(first)) return middle ? first : Math.min(first, INITIAL);
  const shared = wordsA.some((word) => word.length > 2 && wordsB.includes(word));
  return shared || measureSimilarity(wordsA.join(''), wordsB.join(''), CLOSE_FROM) >= CLOSE_FROM ? SIMILAR : first;
}

const SEVERAL_WORDS = 1;
/** Forenames are short and few: with fewer sounds too many are alike. */
const LEAST_SOUNDS = 3;
const HAN = 2;
const FIRST_ROOTS = 3;

/** Agreement of two names of which at least one is in Chinese characters. */
function compareHan(a: string, b: string): number {
  const fit = fitHanNames(a, b, 'name');
  if (fit.reading === 2) return CLOSE;
  return fit.shared >= 0.5 || (fit.reading === 1 && !fit.bothHan) ? SIMILAR : DIFFERENT;
}

/** What the names stand for that a text may be: known nicknames, or names one slip away. */
interface NameRoots {
  readonly name: string;
  readonly roots: readonly string[];
  readonly exact: boolean;
}

/** Level by the full names that two names stand for; a slip in one of them weakens it. */
function compareRoots(one: NameRoots, other: NameRoots): number {
  const shared = shareRoot(one.roots, other.roots);
  if (!one.exact || !other.exact) return shared && (one.exact || other.exact) ? SIMILAR : UNLIKE;
  if (!shared) return DIFFERENT;
  return areNameAndPetForm(one, other) ? NICKNAME : SIMILAR;
}

/** Whether one is the full name of the other. Two short forms of one name are less: people mostly keep to one. */
function areNameAndPetForm(one: NameRoots, other: NameRoots): boolean {
  return one.roots.includes(other.name) || other.roots.includes(one.name);
}

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
  const areAlikeInSound = (a: number, b: number): boolean => soundOf(a) !== 0 && soundOf(a) === soundOf(b);
  return (a, b) => {
    const shapeA = shapeOf(a);
    const shapeB = shapeOf(b);
    if (shapeA === HAN || shapeB === HAN) return compareHan(dictionary.text(a), dictionary.text(b));
    if (shapeA === SEVERAL_WORDS || shapeB === SEVERAL_WORDS)
      return compareNames(dictionary.text(a), dictionary.text(b));
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
      return byRoot === UNLIKE && areAlikeInSound(a, b) ? SIMILAR : byRoot;
    }
    return gradeSimilarity(similarity, shorter >= 4, () => isWithinOneEdit(codes, startA, endA, startB, endB));
  };
}

function listRoots(first: string): readonly string[] {
  const roots = nicknameRoots(first);
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
    { id: 'roots', isMultiple: true, key: (text) => listRoots(firstWord(text)) },
    { id: 'phonetic', key: (text) => encodeReading(firstWord(text)) },
    { id: 'prefix3', key: (text) => text.slice(0, 3) },
    { id: 'initial', key: (text) => text.slice(0, 1) },
  ],
};
