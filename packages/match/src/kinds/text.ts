import type { Dictionary } from '../table/dictionary.js';
import { decodeEntities, foldWords, TEXT_CAP } from './fold.js';
import type { Kind, Learned } from './kind.js';
import { isPlaceholder } from './placeholder.js';
import { tellingWords } from './stop-words.js';
import { tokenIndexOf } from './token-index.js';
import { overlapTokens } from './token-overlap.js';
import { countWords, readWordCounts } from './word-counts.js';
import { firstWords } from './words.js';

/** Folds free text: plain lower case, character references of HTML decoded, marks as blanks; 2,048 code units are read. */
function normaliseText(raw: string): string {
  const words = foldWords(decodeEntities(raw), TEXT_CAP);
  return isPlaceholder(words) ? '' : words;
}

function createTextComparator(dictionary: Dictionary, learned?: Learned): (a: number, b: number) => number {
  const index = tokenIndexOf(dictionary, readWordCounts(learned));
  return (a, b) => {
    const { cosine, containment } = overlapTokens(index, a, b);
    if (cosine < 0.3) return 0;
    // A title and the same title with a subtitle.
    const contained = containment >= 0.95 && Math.min(index.wordsOf(a).length, index.wordsOf(b).length) >= 3;
    if (cosine < 0.5) return contained ? 2 : 1;
    if (cosine < 0.7) return 2;
    return cosine < 0.85 ? 3 : 4;
  };
}

/** Titles, product names and other free text, compared by its rarer words. */
export const text: Kind = {
  name: 'text',
  role: 'identity',
  normalise: normaliseText,
  levels: [
    { id: 'different', m: 0.05, u: 0.98 },
    { id: 'weak', m: 0.05, u: 0.014 },
    { id: 'related', m: 0.07, u: 0.004 },
    { id: 'similar', m: 0.1, u: 0.001 },
    { id: 'close', m: 0.18, u: 0.0004 },
    { id: 'same', m: 0.55, u: 0.0006 },
  ],
  learn: countWords,
  comparator: createTextComparator,
  keys: [
    { id: 'exact', key: (value) => value },
    { id: 'rareTokens', isMultiple: true, key: tellingWords },
    { id: 'first3words', key: (value) => firstWords(value, 3) },
  ],
};
