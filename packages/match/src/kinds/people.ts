import type { Dictionary } from '../table/dictionary.js';
import { decodeEntities, foldWords, TEXT_CAP } from './fold.js';
import type { Kind } from './kind.js';
import { lazyObjects } from './lazy-feature.js';
import { areWithinOneEdit } from './one-edit.js';
import { isPlaceholder } from './placeholder.js';
import { isParticle } from './surname-words.js';
import { dropDegrees, dropTitles, readGeneration } from './titles.js';

const DIFFERENT = 0;
const ONE = 1;
const OVERLAP = 2;
const CLOSE = 3;

function isInitial(word: string): boolean {
  return word.length === 1 || (word.length === 2 && word.charCodeAt(0) >= 0xd800 && word.charCodeAt(0) <= 0xdbff);
}

function firstLetter(word: string): string {
  return String.fromCodePoint(word.codePointAt(0) as number); // words are not empty
}

/** `Marek Rusinkiewicz` → `rusinkiewicz m`; `cruz i` stays; one word or initials alone stay. */
function reducePerson(folded: string): string {
  const untitled = dropTitles(dropDegrees(folded));
  // A title before a lone initial is a surname: "mr s" is how this function writes S. Mr.
  const words = (isInitial(untitled) ? folded : untitled)
    .split(' ')
    .filter((word, index) => index === 0 || (readGeneration(word) === undefined && !/^(?:and|und|et)$/.test(word)));
  let end = words.length;
  while (end > 0 && isInitial(words[end - 1] as string)) end -= 1;
  if (end === 0 || words.length === 1) return words.join(' ');
  const firstIsInitial = isInitial(words[0] as string);
  if (end < words.length && !firstIsInitial) return `${words.slice(0, end).join(' ')} ${words[end] as string}`;
  let from = end - 1;
  while (from > 1 && !isInitial(words[from - 1] as string) && isParticle(words[from - 1] as string)) from -= 1;
  return `${words.slice(from, end).join(' ')} ${firstLetter(words[0] as string)}`;
}

function splitPeople(raw: string): readonly string[] {
  const text = decodeEntities(raw).slice(0, TEXT_CAP);
  if (/[;；|]/.test(text)) {
    return text.split(/[;；|]/).map((part) => {
      const [last, first] = part.split(/[,，]/);
      return first === undefined ? part : `${first} ${last}`;
    });
  }
  const parts = text
    .split(/[,，、]|\s+and\s+|\s*&\s*|\s+und\s+|\s+et\s+(?!al\b)/i)
    .filter((part) => foldWords(part) !== '');
  // "Smith, J., Doe, K.": every second part is made of initials.
  const alternating =
    parts.length > 1 &&
    parts.length % 2 === 0 &&
    parts.every((part, index) => index % 2 === 0 || /^\s*(?:\p{L}[.\s-]*){1,3}$/u.test(part.replace(/\p{M}/gu, ''))) &&
    parts.some((part, index) => index % 2 === 1 && part.includes('.'));
  if (!alternating) return parts;
  return parts.filter((_, index) => index % 2 === 0).map((part, index) => `${parts[2 * index + 1]} ${part}`);
}

/**
 * A list of persons, such as the authors of a work, in one form: `surname initial` of each, sorted, separated by commas.
 * Lists are parted by commas, `and`, `&`; or by semicolons, and then `Surname, Given` is understood. At most 2,048 code
 * units are read.
 */
function normalisePeople(raw: string): string {
  if (isPlaceholder(foldWords(raw))) return '';
  const people = new Set<string>();
  for (const part of splitPeople(raw)) {
    const folded = foldWords(part).replace(/(?:^| )et al$/, '');
    if (folded !== '' && readGeneration(folded) === undefined) people.add(reducePerson(folded));
  }
  const list = [...people].sort().join(', ');
  return isPlaceholder(list) ? '' : list;
}

function isSamePerson(a: string, b: string): boolean {
  return (
    a === b ||
    (a.length > 5 && b.length > 5 && areWithinOneEdit(a, b)) ||
    a.startsWith(`${b} `) ||
    b.startsWith(`${a} `)
  );
}

/** How many of `a` find a partner in `b`, each partner once. */
function countShared(a: readonly string[], b: readonly string[]): number {
  const open = [...b];
  let shared = 0;
  for (const exact of [true, false]) {
    for (const person of a) {
      if (exact !== b.includes(person)) continue;
      const at = exact ? open.indexOf(person) : open.findIndex((other) => isSamePerson(person, other));
      if (at < 0) continue;
      open.splice(at, 1);
      shared += 1;
    }
  }
  return shared;
}

function createPeopleComparator(dictionary: Dictionary): (a: number, b: number) => number {
  const peopleOf = lazyObjects(dictionary, (text) => text.split(', '));
  return (a, b) => {
    const one = peopleOf(a);
    const other = peopleOf(b);
    const shared = Math.min(countShared(one, other), countShared(other, one));
    const shorter = Math.min(one.length, other.length);
    const longer = Math.max(one.length, other.length);
    if (shared === 0) return DIFFERENT;
    if (shared === longer || (shared === shorter && shared >= 2)) return CLOSE;
    return shared * 2 >= longer ? OVERLAP : ONE;
  };
}

/** Lists of persons: authors, directors, members. */
export const people: Kind = {
  name: 'people',
  role: 'identity',
  normalise: normalisePeople,
  levels: [
    { id: 'different', m: 0.05, u: 0.993 },
    { id: 'one', m: 0.03, u: 0.004 },
    { id: 'overlap', m: 0.07, u: 0.0015 },
    { id: 'close', m: 0.15, u: 0.0005 },
    { id: 'same', m: 0.7, u: 0.001 },
  ],
  comparator: createPeopleComparator,
  keys: [
    { id: 'exact', key: (text) => text },
    { id: 'surnames', isMultiple: true, key: (text) => text.split(', ').map((person) => person.replace(/ .$/u, '')) },
  ],
};
