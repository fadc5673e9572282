import { hasHan } from '../chinese/has-han.js';
import { jaroWinklerAtLeast } from '../kernels/jaro-winkler.js';
import type { Dictionary } from '../table/dictionary.js';
import { foldWords } from './fold.js';
import { encodeReading, fitHanNames } from './han-reading.js';
import type { Kind } from './kind.js';
import { lazyNumbers } from './lazy-feature.js';
import { areWithinOneEdit, isWithinOneEdit } from './one-edit.js';
import { hashSound } from './phonetic.js';
import { isPlaceholder } from './placeholder.js';
import { measureSimilarity } from './string-similarity.js';
import { contradictInGeneration, dropDegrees, generationOf, isBareTitle, readGeneration } from './titles.js';

const DIFFERENT = 0;
const SIMILAR = 1;
const CLOSE = 2;
const PART = 3;
/** Jaro–Winkler similarity from which two names are alike, and from which they are one name with a slip. */
const SIMILAR_FROM = 0.8;
const CLOSE_FROM = 0.95;

/** Small words before a surname that are left out or written together at will. */
const particles = new Set(
  'van von vom zu zum zur der den de del della dello di da do dos das du des la le las los el al bin ibn ben bint ter ten te af av y e san'.split(
    ' ',
  ),
);
/** Beginnings that are written apart or together: `o brien`, `mc donald`. */
const joinedPrefixes = new Set(['o', 'mc', 'mac', 'd', 'fitz']);

/** Tells whether a folded word is a particle such as `van`, `de`, `al`. */
export function isParticle(word: string): boolean {
  return particles.has(word);
}

function shapeWords(folded: string): string {
  const words = dropDegrees(folded).split(' ');
  const last = words.length - 1;
  let name = '';
  let next = '';
  // From the right, so that a prefix meets the word after it in its final form (`mc o brien`).
  for (let index = last; index >= 0; index -= 1) {
    const word = words[index] as string;
    const generation = index > 0 && index === last ? readGeneration(word) : undefined;
    if (generation !== undefined) name = generation;
    else if (joinedPrefixes.has(word) && next.length > 2) {
      name = word + name;
      next = word + next;
    } else {
      name = name === '' ? word : `${word} ${name}`;
      next = word;
    }
  }
  return name;
}

/**
 * Folds a surname: plain lower case, `O'Brien`, `o brien` → `obrien`, hyphens as blanks, degrees dropped, words of
 * generation (`Junior` → `jr`) kept at the end, for they tell father and son apart.
 */
export function normaliseSurname(raw: string): string {
  const folded = foldWords(raw);
  const name = folded.includes(' ') ? shapeWords(folded) : folded;
  return isBareTitle(name) || isPlaceholder(name, true) ? '' : name;
}

/** Words of a surname without particles and generation; all words when nothing else is left. */
function bareWords(text: string): readonly string[] {
  if (!text.includes(' ')) return [text];
  const words = text.split(' ');
  const bare = words.filter(
    (word, index) => !particles.has(word) && (index === 0 || readGeneration(word) === undefined),
  );
  return bare.length === 0 ? words : bare;
}

function joinBareWords(text: string): string {
  return text.includes(' ') ? bareWords(text).join('') : text;
}

function compareWords(a: string, b: string): number {
  const similarity = measureSimilarity(a, b, SIMILAR_FROM);
  if (similarity < SIMILAR_FROM) return DIFFERENT;
  if (similarity >= CLOSE_FROM) return CLOSE;
  return a.length >= 4 && b.length >= 4 && areWithinOneEdit(a, b) ? CLOSE : SIMILAR;
}

function compareSeveralWords(a: string, b: string): number {
  const wordsA = bareWords(a);
  const wordsB = bareWords(b);
  const contradiction = contradictInGeneration(generationOf(a), generationOf(b));
  const joinedA = wordsA.join('');
  const joinedB = wordsB.join('');
  let level = DIFFERENT;
  if (joinedA === joinedB) level = PART;
  else if (wordsA.some((word) => word.length > 2 && wordsB.includes(word))) level = PART;
  else if (a.replaceAll(' ', '') === b.replaceAll(' ', '')) level = PART;
  else {
    level = compareWords(joinedA, joinedB);
    for (const one of wordsA)
      for (const other of wordsB) level = Math.max(level, Math.min(compareWords(one, other), CLOSE));
  }
  return contradiction ? Math.min(level, SIMILAR) : level;
}

const SEVERAL_WORDS = 1;
const LEAST_SOUNDS = 2;
const HAN = 2;

/** Agreement of two names of which at least one is in Chinese characters; 王 and 汪 are two surnames of one reading. */
function compareHan(a: string, b: string): number {
  const fit = fitHanNames(a, b, 'name');
  if (fit.reading === 2) return fit.bothHan ? SIMILAR : CLOSE;
  return fit.shared >= 0.5 ? SIMILAR : DIFFERENT;
}

function createSurnameComparator(dictionary: Dictionary): (a: number, b: number) => number {
  const shapeOf = lazyNumbers(dictionary, (id) => {
    const text = dictionary.text(id);
    if (hasHan(text)) return HAN;
    return text.includes(' ') ? SEVERAL_WORDS : 0;
  });
  const soundOf = lazyNumbers(dictionary, (id) => hashSound(dictionary.text(id), LEAST_SOUNDS));
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
    const similarity = jaroWinklerAtLeast(codes, startA, endA, codes, startB, endB, SIMILAR_FROM);
    if (similarity < SIMILAR_FROM) return soundOf(a) !== 0 && soundOf(a) === soundOf(b) ? SIMILAR : DIFFERENT;
    if (similarity >= CLOSE_FROM) return CLOSE;
    const longEnough = endA - startA >= 4 && endB - startB >= 4;
    return longEnough && isWithinOneEdit(codes, startA, endA, startB, endB) ? CLOSE : SIMILAR;
  };
}

/** Family names: particles, double names, spelling by ear. */
export const surname: Kind = {
  name: 'surname',
  role: 'shared',
  normalise: normaliseSurname,
  levels: [
    { id: 'different', m: 0.05, u: 0.968 },
    { id: 'similar', m: 0.03, u: 0.02 },
    { id: 'close', m: 0.1, u: 0.005 },
    { id: 'part', m: 0.02, u: 0.001 },
    { id: 'same', m: 0.8, u: 0.006 },
  ],
  comparator: createSurnameComparator,
  keys: [
    { id: 'exact', key: (text) => text },
    { id: 'phonetic', key: (text) => encodeReading(joinBareWords(text)) },
    { id: 'prefix4', key: (text) => text.slice(0, 4) },
    { id: 'parts', isMultiple: true, key: (text) => bareWords(text) },
    { id: 'rootless', key: joinBareWords },
  ],
};
