import type { Dictionary } from '../table/dictionary.js';
import { foldWords } from './fold.js';
import type { Kind } from './kind.js';
import { isPlaceholder } from './placeholder.js';

/** A value of a short list: plain lower case, stand-ins emptied. */
function normaliseCategory(raw: string): string {
  const words = foldWords(raw);
  return isPlaceholder(words) ? '' : words;
}

function sharesWord(a: string, b: string): boolean {
  if (a.length === 1 || b.length === 1) return a.charCodeAt(0) === b.charCodeAt(0);
  if (!a.includes(' ') && !b.includes(' ')) return a.length > 3 && b.length > 3 && (a.startsWith(b) || b.startsWith(a));
  const others = b.split(' ');
  return a.split(' ').some((word) => word.length > 2 && others.includes(word));
}

function createCategoryComparator(dictionary: Dictionary): (a: number, b: number) => number {
  return (a, b) => (sharesWord(dictionary.text(a), dictionary.text(b)) ? 1 : 0);
}

/** Gender, occupation, type: equal, a word or an initial in common, or different. */
export const category: Kind = {
  name: 'category',
  role: 'context',
  normalise: normaliseCategory,
  levels: [
    { id: 'different', m: 0.12, u: 0.8 },
    { id: 'overlap', m: 0.05, u: 0.02 },
    { id: 'same', m: 0.83, u: 0.18 },
  ],
  comparator: createCategoryComparator,
  keys: [{ id: 'exact', key: (text) => text }],
};
