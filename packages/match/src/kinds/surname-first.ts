import { readsAsChinese } from '../chinese/romanised-given-name.js';
import { rankSurname } from '../chinese/surname-rank.js';
import { nicknameRoots } from './nicknames.js';

/** Letters in a row that names of other languages hardly have. */
const CHINESE_LETTERS = /x[iu]|zh|q[iu]|hs|iao|iang|uang|uan$/;

function isForename(word: string): boolean {
  return nicknameRoots(word).length > 0;
}

/**
 * Tells whether a name in Latin letters is Chinese and begins with its surname: `wang xiaoming`, `chen mei ling`, `cheung
 * kwok wing`, but not `mei ling chen`. The first word has to be a surname that is more usual than the last word, and the
 * rest one or two Chinese syllables. Where both ends could be the surname (`wang li`), the answer is no: the order of the
 * language it is written in.
 *
 * @param words - folded words of the name
 * @param raw - the name as it is written; a hyphen in it shows which part is the given name
 */
export function isSurnameFirst(words: readonly string[], raw: string): boolean {
  const [first, second, third] = words;
  if (first === undefined || second === undefined || words.length > 3) return false;
  const rank = rankSurname(first);
  if (rank === 0) return false;
  const rest = third === undefined ? second : `${second} ${third}`;
  if (!readsAsChinese(rest) || words.slice(1).every(isForename)) return false;
  const hyphen = third === undefined ? -1 : raw.search(/\p{L}[-‐‑]\p{L}/u);
  if (hyphen >= 0) return /\s/u.test(raw.slice(0, hyphen).trim());
  if (rankSurname(third ?? second) >= rank) return false;
  // Lee and Lin are forenames of other languages too.
  return !isForename(first) || third !== undefined || CHINESE_LETTERS.test(rest);
}

/** Tells whether a text reads as a Chinese name in Latin letters, in either order. */
export function isRomanisedName(words: readonly string[], raw: string): boolean {
  if (isSurnameFirst(words, raw)) return true;
  const last = words.at(-1);
  return (
    last !== undefined && words.length > 1 && rankSurname(last) > 0 && readsAsChinese(words.slice(0, -1).join(' '))
  );
}
