import { hasHan } from '../chinese/has-han.js';
import { jaroWinklerAtLeast } from '../kernels/jaro-winkler.js';
import type { Dictionary } from '../table/dictionary.js';
import {
  compareHanSurnames,
  type HanVerdict,
  keyOfLatinSurname,
  keysOfSurnameReading,
  numberReadings,
} from './han-names.js';
import { encodeReading } from './han-reading.js';
import { INCOMPARABLE, type Kind } from './kind.js';
import { lazyNumbers } from './lazy-feature.js';
import { areWithinOneEdit, isWithinOneEdit } from './one-edit.js';
import { hashSound } from './phonetic.js';
import { measureSimilarity } from './string-similarity.js';
import { bareWords, joinBareWords, normaliseSurname } from './surname-words.js';
import { contradictInGeneration, generationOf } from './titles.js';

const DIFFERENT = 0;
const SIMILAR = 1;
const CLOSE = 2;
const PART = 3;
/** Jaro–Winkler similarity from which two names are alike, and from which they are one name with a slip. */
const SIMILAR_FROM = 0.8;
const CLOSE_FROM = 0.95;

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

/** Level of each verdict on names in Chinese characters; 王 and 汪 are two surnames of one reading. */
const levelOfHan: Readonly<Record<HanVerdict, number>> = {
  reading: CLOSE,
  homophone: SIMILAR,
  similar: SIMILAR,
  unlike: DIFFERENT,
  different: DIFFERENT,
  unreadable: INCOMPARABLE,
};

function createSurnameComparator(dictionary: Dictionary): (a: number, b: number) => number {
  const shapeOf = lazyNumbers(dictionary, (id) => {
    const text = dictionary.text(id);
    if (hasHan(text)) return HAN;
    return text.includes(' ') ? SEVERAL_WORDS : 0;
  });
  const soundOf = lazyNumbers(dictionary, (id) => hashSound(dictionary.text(id), LEAST_SOUNDS));
  const readingOf = numberReadings(dictionary, keyOfLatinSurname);
  return (a, b) => {
    const shape = shapeOf(a) | shapeOf(b);
    if (shape >= HAN) return levelOfHan[compareHanSurnames(dictionary.text(a), dictionary.text(b))];
    if (shape === SEVERAL_WORDS) return compareSeveralWords(dictionary.text(a), dictionary.text(b));
    const { codes, starts } = dictionary;
    // Ids and positions are inside the dictionary.
    const startA = starts[a] as number;
    const endA = starts[a + 1] as number;
    const startB = starts[b] as number;
    const endB = starts[b + 1] as number;
    const similarity = jaroWinklerAtLeast(codes, startA, endA, codes, startB, endB, SIMILAR_FROM);
    if (similarity < SIMILAR_FROM && readingOf(a) !== 0 && readingOf(a) === readingOf(b)) return CLOSE;
    if (similarity < SIMILAR_FROM) return soundOf(a) !== 0 && soundOf(a) === soundOf(b) ? SIMILAR : DIFFERENT;
    if (similarity >= CLOSE_FROM) return CLOSE;
    if (readingOf(a) !== 0 && readingOf(a) === readingOf(b)) return CLOSE;
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
    { id: 'parts', isMultiple: true, key: (text) => [...bareWords(text), ...keysOfSurnameReading(text)] },
    { id: 'rootless', key: joinBareWords },
  ],
};
