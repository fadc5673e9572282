import { foldWords } from './fold.js';
import { isPlaceholder } from './placeholder.js';
import { dropDegrees, isBareTitle, readGeneration } from './titles.js';

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
export function bareWords(text: string): readonly string[] {
  if (!text.includes(' ')) return [text];
  const words = text.split(' ');
  const bare = words.filter(
    (word, index) => !particles.has(word) && (index === 0 || readGeneration(word) === undefined),
  );
  return bare.length === 0 ? words : bare;
}

/** The same, written as one word. */
export function joinBareWords(text: string): string {
  return text.includes(' ') ? bareWords(text).join('') : text;
}
