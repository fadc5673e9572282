import { DIRECTION_WORDS, ORDINAL_WORDS, ROAD_WORDS } from './address-words.js';
import { spellNumeral } from './han-numerals.js';
import { hasHan } from './has-han.js';
import { PLACE_SPELLINGS, TRANSLATED_WORDS } from './place-names.js';
import { romaniseHan } from './romanise-han.js';
import { readSurname } from './romanised-surnames.js';
import { splitSyllables } from './split-syllables.js';

/** How a romanised text is read. */
export interface RomanisationOptions {
  /**
   * `name`: words are syllables only, and a surname may be spelled as in Hong Kong (Chan, Wong, Cheung). `place`: English
   * words of direction and roads and numerals are read as their Chinese. Default: `place`.
   */
  readonly as?: 'name' | 'place';
}

/**
 * One key for the spellings of a Chinese name or place in pinyin, Wade–Giles, Tongyong, MPS II or Chinese characters. It
 * looks like pinyin, but is coarser: sounds that some system writes alike are one (zhong, chong, rong). Words that are
 * no syllables stay as they are.
 *
 * @throws Error for Han text when {@link loadHan} has not finished
 * @example
 * romanisationKey('Chung-Shan N. Rd.') === romanisationKey('中山北路'); // true
 * romanisationKey('Zhongshan North Road') === romanisationKey('中山北路'); // true
 */
export function romanisationKey(text: string, options: RomanisationOptions = {}): string {
  const name = options.as === 'name';
  const latin = hasHan(text) ? romaniseHan(text, { name }) : text;
  const words = splitLatinWords(latin);
  return words.map((word, index) => (name ? keyOfNameWord(word, index) : keyOfPlaceWord(word))).join('');
}

/** Words in small letters without accents; an apostrophe parts syllables where both sides are some. */
export function splitLatinWords(text: string): readonly string[] {
  const plain = stripAccents(text.toLowerCase());
  return (plain.match(/[a-z]+(?:['’ʼ`][a-z]+)*|\d+(?:st|nd|rd|th)?(?![a-z])|\d+/g) ?? []).flatMap((word) => {
    const parts = word.split(/['’ʼ`]/);
    if (parts.length === 1) return parts;
    return parts.every((part) => splitSyllables(part) !== null) ? parts : [parts.join('')];
  });
}

/** Class of sound of one word: its syllables' classes joined; the word itself when it is not made of syllables. */
export function keyOfWord(word: string): string {
  return splitSyllables(PLACE_SPELLINGS.get(word) ?? word)?.join('') ?? word;
}

/** {@link keyOfWord} for a word of an address, where `N.`, `2nd`, `Road`, `Industrial` stand for Chinese words. */
export function keyOfPlaceWord(word: string): string {
  const ordinal = ORDINAL_WORDS.get(word) ?? Number.parseInt(word, 10);
  if (!Number.isNaN(ordinal)) return ordinal < 1000 ? spellNumeral(ordinal).map(keyOfWord).join('') : word;
  return keyOfWord(DIRECTION_WORDS.get(word) ?? ROAD_WORDS.get(word) ?? TRANSLATED_WORDS.get(word) ?? word);
}

function keyOfNameWord(word: string, index: number): string {
  return index === 0 ? keyOfWord(readSurname(word) ?? word) : keyOfWord(word);
}

function stripAccents(text: string): string {
  // Plain ASCII is the rule and needs no normalisation.
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 127)
      return text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase();
  }
  return text;
}
