const VOWEL = /[aeiou]/;

/**
 * A word as somebody might spell it who only heard it: letters of one sound are one, silent `h` and doubled letters go,
 * vowels stay. `sarah`, `sahra` and `zara` are all `sara`. Finer than a phonetic code, which drops the vowels, and so
 * good for short words too.
 *
 * @param word - folded, without blanks
 */
export function spellByEar(word: string): string {
  let spelt = '';
  for (let index = 0; index < word.length; index += 1) {
    let letter = word[index] as string; // inside the word
    const next = word[index + 1] ?? '';
    if (letter === 'h' && index > 0) continue;
    if (letter === 'c' && next === 'h') letter = 'C';
    else if (letter === 'c') letter = next === 'e' || next === 'i' || next === 'y' ? 's' : 'k';
    else if (letter === 'p' && next === 'h') letter = 'f';
    else if (letter === 'z') letter = 's';
    else if (letter === 'q') letter = 'k';
    else if (letter === 'y') letter = 'i';
    if (!spelt.endsWith(letter)) spelt += letter;
  }
  // A last `e` after a consonant is silent: `anne`, `ann`.
  return spelt.length > 2 && spelt.endsWith('e') && !VOWEL.test(spelt[spelt.length - 2] as string)
    ? spelt.slice(0, -1)
    : spelt;
}

/** The same as a number for comparing in place; 0 for a word of fewer than four letters or of another script. */
export function hashSpelling(word: string): number {
  if (word.length < 4 || word.charCodeAt(0) > 127) return 0;
  const spelt = spellByEar(word);
  let hash = spelt.length;
  for (let index = 0; index < spelt.length; index += 1) hash = (Math.imul(hash, 31) + spelt.charCodeAt(index)) | 0;
  return hash >>> 1;
}
