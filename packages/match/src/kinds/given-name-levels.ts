import { INCOMPARABLE } from './kind.js';
import { mayBeInitialOf, nicknameRoots, shareRoot } from './nicknames.js';
import { areWithinOneEdit } from './one-edit.js';
import { measureSimilarity } from './string-similarity.js';
import { contradictInGeneration, generationOf } from './titles.js';

// Indices of the levels of a given name, weakest first.
/** Two known names of different families, such as mary and mark: however alike, neither is a slip of the other. */
export const DIFFERENT = 0;
/** Unlike, but at least one is no known name and may be anything. */
export const UNLIKE = 1;
const INITIAL = 2;
export const SIMILAR = 3;
export const CLOSE = 4;
export const NICKNAME = 5;

/** Jaro–Winkler similarity from which two names are alike, and from which they are one name with a slip. */
export const SIMILAR_FROM = 0.8;
const CLOSE_FROM = 0.92;

/** Agreement of two similar words by their Jaro–Winkler similarity; words below the bound are unlike. */
export function gradeSimilarity(similarity: number, longEnough: boolean, isSlip: () => boolean): number {
  if (similarity < SIMILAR_FROM) return UNLIKE;
  if (similarity >= CLOSE_FROM) return CLOSE;
  return longEnough && isSlip() ? CLOSE : SIMILAR;
}

/** Agreement of two words of which one is an initial; it may be that of another form of the name. */
export function compareInitial(a: string, b: string): number {
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
export function compareNames(a: string, b: string): number {
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

/** What the names stand for that a text may be: known nicknames, or names one slip away. */
export interface NameRoots {
  readonly name: string;
  readonly roots: readonly string[];
  readonly exact: boolean;
}

/** Level by the full names that two names stand for; a slip in one of them weakens it. */
export function compareRoots(one: NameRoots, other: NameRoots): number {
  const shared = shareRoot(one.roots, other.roots);
  if (!one.exact || !other.exact) return shared && (one.exact || other.exact) ? SIMILAR : UNLIKE;
  if (!shared) return DIFFERENT;
  return areNameAndPetForm(one, other) ? NICKNAME : SIMILAR;
}

/** Whether one is the full name of the other. Two short forms of one name are less: people mostly keep to one. */
function areNameAndPetForm(one: NameRoots, other: NameRoots): boolean {
  return one.roots.includes(other.name) || other.roots.includes(one.name);
}
