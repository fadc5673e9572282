import { AMBIGUOUS_COMPOUNDS, COMPOUND_SURNAMES } from './compound-surnames.js';
import { foldHan } from './fold-han.js';
import { isHanCode } from './has-han.js';

/** A Chinese personal name in its parts, folded. */
export interface HanName {
  readonly surname: string;
  readonly given: string;
}

const TITLES = /(?:先生|小姐|女士|太太|夫人|老师|教授|博士|医师|经理|总经理|董事长|同学|君|氏)$/;
const LONGEST_NAME = 6;

/**
 * Splits a Chinese personal name, surname first, into surname and given name. Blanks and dots inside are allowed, courtesy
 * titles are dropped, compound surnames (歐陽, 張簡) are known; two to four characters are usual, six the most (a married
 * name, 張王小明).
 *
 * @returns null when the text is no such name: other letters, one character, or too long
 * @throws Error when {@link loadHan} has not finished
 * @example
 * splitHanName('歐陽 娜娜'); // { surname: '欧阳', given: '娜娜' }
 */
export function splitHanName(text: string): HanName | null {
  const folded = foldHan(text).trim();
  const parts = folded.split(/[\s·・‧•.]+/).filter((part) => part !== '');
  const whole = parts.join('');
  const untitled = [...whole.replace(TITLES, '')].length >= 2 ? whole.replace(TITLES, '') : whole;
  const characters = [...untitled];
  if (characters.length < 2 || characters.length > LONGEST_NAME) return null;
  if (!characters.every((character) => isHanCode(character.charCodeAt(0)))) return null;
  const width = surnameWidth(characters, parts);
  return { surname: characters.slice(0, width).join(''), given: characters.slice(width).join('') };
}

function surnameWidth(characters: readonly string[], parts: readonly string[]): number {
  const written = [...(parts[0] ?? '')].length;
  // 歐陽 娜娜: the blank says where the surname ends, unless single characters are spread out (王 小 明).
  if (parts.length === 2 && written <= 2 && written < characters.length) return written;
  const two = characters.slice(0, 2).join('');
  if (characters.length >= 3 && COMPOUND_SURNAMES.has(two)) {
    if (!AMBIGUOUS_COMPOUNDS.has(two) || characters.length >= 4) return 2;
  }
  // Four characters that begin with no compound: a married or doubled surname before a given name of two.
  return characters.length >= 5 ? characters.length - 2 : characters.length === 4 ? 2 : 1;
}
