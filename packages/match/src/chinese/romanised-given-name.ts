import { isCantoneseSyllable } from './cantonese-syllable.js';
import { rememberAnswers } from './remember.js';
import { splitSyllables } from './split-syllables.js';

const MOST_SYLLABLES = 2;
const LONGEST = 16;
/** Rough shape of two syllables at most; it spares most other names the search. */
const SHAPE = /^(?:[bcdfghjklmnpqrstwxyz]{0,3}[aeiou]{1,3}(?:ng?|h|r)?[ ]?){1,2}$/;

/**
 * Classes of sound of a given name in Latin letters, if it reads as one or two syllables of Mandarin in some romanisation:
 * equal for `xiaoming`, `xiao ming` and `hsiao ming`.
 *
 * @param folded - small letters, blanks between words
 * @returns the empty text for any other name
 */
export const keyOfRomanisedGivenName: (folded: string) => string = rememberAnswers((folded) => {
  if (folded.length < 2 || folded.length > LONGEST || !SHAPE.test(folded)) return '';
  let key = '';
  let count = 0;
  for (const word of folded.split(' ')) {
    const sounds = splitSyllables(word);
    if (sounds === null || word.length === 1) return '';
    count += sounds.length;
    key += sounds.join('');
  }
  return count > MOST_SYLLABLES ? '' : key;
});

/** Tells whether every word is one syllable of Cantonese as Hong Kong spells them, two at most. */
export function readsAsCantonese(folded: string): boolean {
  const words = folded.split(' ');
  return words.length <= MOST_SYLLABLES && words.every(isCantoneseSyllable);
}

/** Tells whether a given name reads as one or two Chinese syllables in some romanisation. */
export function readsAsChinese(folded: string): boolean {
  return keyOfRomanisedGivenName(folded) !== '' || readsAsCantonese(folded);
}
