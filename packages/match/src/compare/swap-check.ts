import { isWithinOneEdit } from '../kinds/one-edit.js';
import type { Field } from '../records/record-set.js';
import type { Column } from '../table/dictionary.js';
import type { PatternCheck } from './pattern-check.js';

const DIFFERENT = 1;
const UNLIKE = 0;
const ALIKE = 1;
const EQUAL = 2;
/** Shorter names are too often one edit apart by chance. */
const LEAST_LENGTH = 4;

/** Whether the texts of two records in two columns are equal or one edit apart; read in place. */
function compareTexts(one: Column, left: number, other: Column, right: number): number {
  const { codes: codesA, starts: startsA } = one.dictionary;
  const { codes: codesB, starts: startsB } = other.dictionary;
  // Ids are inside their dictionaries.
  const a = one.ids[left] as number;
  const b = other.ids[right] as number;
  const startA = startsA[a] as number;
  const startB = startsB[b] as number;
  // A slip in the first letter is rare, and so most pairs end here.
  if (codesA[startA] !== codesB[startB]) return UNLIKE;
  const lengthA = (startsA[a + 1] as number) - startA;
  const lengthB = (startsB[b + 1] as number) - startB;
  if (lengthA === lengthB && areEqual(codesA, startA, codesB, startB, lengthA)) return EQUAL;
  if (Math.min(lengthA, lengthB) < LEAST_LENGTH || Math.abs(lengthA - lengthB) > 1) return UNLIKE;
  const both = [...codesA.subarray(startA, startA + lengthA), ...codesB.subarray(startB, startB + lengthB)];
  return isWithinOneEdit(both, 0, lengthA, lengthA, lengthA + lengthB) ? ALIKE : UNLIKE;
}

function areEqual(
  a: Uint8Array | Uint16Array,
  startA: number,
  b: Uint8Array | Uint16Array,
  startB: number,
  length: number,
): boolean {
  for (let index = 0; index < length; index += 1) if (a[startA + index] !== b[startB + index]) return false;
  return true;
}

/**
 * Forename and surname may stand in each other's place; then both agree nearly as well as if they stood right. One of
 * the two may bear a slip besides.
 *
 * @param given - position of the forename among the fields
 * @param surname - position of the surname
 */
export function createSwapCheck(fields: readonly Field[], given: number, surname: number): PatternCheck {
  // Both positions are among the fields.
  const { column: givenColumn, kind: givenKind } = fields[given] as Field;
  const { column: surnameColumn, kind: surnameKind } = fields[surname] as Field;
  const mostUnlike = 1 + givenKind.levels.findIndex(({ id }) => id === 'unlike');
  const closeGiven = 1 + givenKind.levels.findIndex(({ id }) => id === 'close');
  const closeSurname = 1 + surnameKind.levels.findIndex(({ id }) => id === 'close');
  return (left, right, pattern) => {
    if ((pattern[given] as number) > mostUnlike || pattern[surname] !== DIFFERENT) return;
    const first = compareTexts(givenColumn, left, surnameColumn, right);
    if (first === UNLIKE) return;
    const second = compareTexts(surnameColumn, left, givenColumn, right);
    if (first + second < EQUAL + ALIKE || second === UNLIKE) return;
    const isExact = first + second === EQUAL + EQUAL;
    pattern[given] = isExact ? givenKind.levels.length - 1 : closeGiven;
    pattern[surname] = isExact ? surnameKind.levels.length - 1 : closeSurname;
  };
}
