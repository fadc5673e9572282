import { isHanCode } from './has-han.js';

/** Parts of a folded name that a short name may pick: single Chinese characters, and Latin words or numbers as a whole. */
export function tokenizeName(core: string): readonly string[] {
  const tokens: string[] = [];
  let word = '';
  for (const character of core) {
    if (isHanCode(character.charCodeAt(0))) {
      if (word !== '') tokens.push(word);
      word = '';
      tokens.push(character);
    } else word += character;
  }
  if (word !== '') tokens.push(word);
  return tokens;
}
