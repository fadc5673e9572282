import { hasHan } from '../chinese/has-han.js';
import { splitHanName } from '../chinese/split-han-name.js';
import { capText, foldWords, NAME_CAP } from './fold.js';
import { normaliseGivenName } from './given-name.js';
import { isPlaceholder } from './placeholder.js';
import { isSurnameFirst } from './surname-first.js';
import { isParticle, normaliseSurname } from './surname-words.js';
import { dropDegrees, dropTitles, readGeneration } from './titles.js';

/** A person's name in its two parts, both folded; a missing part is empty. */
export interface PersonName {
  /** Forename and middle names. */
  readonly given: string;
  readonly surname: string;
}

const nobody: PersonName = { given: '', surname: '' };

function takeGeneration(words: string): { readonly rest: string; readonly generation: string } {
  const blank = words.lastIndexOf(' ');
  const generation = blank < 0 ? undefined : readGeneration(words.slice(blank + 1));
  return generation === undefined ? { rest: words, generation: '' } : { rest: words.slice(0, blank), generation };
}

function joinName(given: string, surname: string, generation: string): PersonName {
  const full = generation === '' || surname === '' ? surname : `${surname} ${generation}`;
  return { given: dropTitles(given), surname: normaliseSurname(full) };
}

function splitAtComma(before: string, after: string): PersonName {
  const last = takeGeneration(dropTitles(dropDegrees(before)));
  const first = takeGeneration(dropDegrees(after));
  return joinName(first.rest, last.rest, last.generation || first.generation);
}

/** Where the surname begins: the last word, with the particles and joined prefixes before it. */
function findSurname(words: readonly string[]): number {
  let from = words.length - 1;
  while (from > 1 && (isParticle(words[from - 1] as string) || /^(?:mc|mac|o)$/.test(words[from - 1] as string)))
    from -= 1;
  return from;
}

/**
 * Splits the name of a person written in one column. `Smith, Robert J.` and `Dr. Robert J Smith` both give
 * `{ given: 'robert j', surname: 'smith' }`; a name that begins with a particle (`de la Cruz María`) has the surname
 * first; `Jr`, `III` stay with the surname; titles and degrees go. A single word is a surname, as lists that hold only
 * one name of a person mostly hold that one. Chinese names have the surname first, romanised ones as `isSurnameFirst` tells.
 *
 * @param raw - at most 256 code units are read
 */
export function splitPersonName(raw: string): PersonName {
  const text = capText(raw, NAME_CAP);
  const han = hasHan(text) ? splitHanName(text) : null;
  if (han !== null) return { given: normaliseGivenName(han.given), surname: normaliseSurname(han.surname) };
  const comma = text.search(/[,，]/u);
  if (comma >= 0) {
    const before = foldWords(text.slice(0, comma));
    const after = foldWords(text.slice(comma + 1));
    // "Robert Smith, Jr" and "Robert Smith, PhD": what follows is no given name.
    const isTail = readGeneration(after) !== undefined || dropDegrees(`x ${after}`) === 'x';
    if (before !== '' && after !== '' && !isTail) return splitAtComma(before, after);
  }
  const folded = foldWords(text);
  if (folded === '' || isPlaceholder(folded, true)) return nobody;
  const { rest, generation } = takeGeneration(dropDegrees(dropTitles(folded)));
  const words = rest.split(' ');
  if (words.length === 1) return joinName('', rest, generation);
  if (isParticle(words[0] as string) && words.length > 2) {
    let end = 1;
    while (end < words.length - 2 && isParticle(words[end] as string)) end += 1;
    return joinName(words.slice(end + 1).join(' '), words.slice(0, end + 1).join(' '), generation);
  }
  if (isSurnameFirst(words, text)) return joinName(words.slice(1).join(' '), words[0] as string, generation);
  const from = findSurname(words);
  return joinName(words.slice(0, from).join(' '), words.slice(from).join(' '), generation);
}
