/**
 * Codes of the sounds of a word: consonants that are confused in writing or in hearing share a letter, vowels are one.
 * `h` and `w` inside a word are silent.
 */
const sounds: Readonly<Record<string, string>> = {
  a: 'A',
  e: 'A',
  i: 'A',
  o: 'A',
  u: 'A',
  y: 'A',
  b: 'B',
  p: 'B',
  f: 'F',
  v: 'F',
  w: 'W',
  h: 'H',
  c: 'K',
  k: 'K',
  q: 'K',
  g: 'K',
  x: 'KS',
  s: 'S',
  z: 'S',
  j: 'J',
  d: 'T',
  t: 'T',
  l: 'L',
  m: 'M',
  n: 'M',
  r: 'R',
};
const LENGTH = 5;

/**
 * A short code that is equal for words that sound alike: `smith` and `smyth`, `catherine` and `kathryn`, `philip` and
 * `filip`. Only letters a–z count; a word of another script is answered as it is.
 *
 * Own code in the spirit of Soundex (Russell 1918) and Metaphone (Philips 1990): the first sound is coded as well, the
 * vowels after it are dropped, equal neighbours count once.
 *
 * @param word - folded, without blanks
 */
export function encodeSound(word: string): string {
  const first = word.charCodeAt(0);
  if (first > 127) return word;
  let code = '';
  let previous = '';
  for (let index = 0; index < word.length && code.length < LENGTH; index += 1) {
    const letter = word[index] as string;
    const next = word[index + 1];
    let sound = sounds[letter];
    if (sound === undefined) continue;
    if (letter === 'p' && next === 'h') sound = 'F';
    else if (letter === 'p' && word[index - 1] === 'm' && (next === 's' || next === 't')) continue;
    else if (letter === 'c' && (next === 'e' || next === 'i' || next === 'y')) sound = 'S';
    else if (letter === 'g' && (next === 'e' || next === 'i') && index === 0) sound = 'J';
    else if (letter === 'g' && next === 'h' && index > 0) sound = 'H';
    else if ((letter === 'k' || letter === 'g') && next === 'n' && index === 0) sound = 'H';
    else if (letter === 'w' && next === 'r' && index === 0) sound = 'H';
    if (sound === 'H' || (sound === 'W' && index > 0)) continue;
    if (sound === 'A' && code !== '') {
      previous = 'A';
      continue;
    }
    if (sound !== previous) code += sound;
    previous = sound;
  }
  return code === '' ? word.slice(0, LENGTH) : code;
}

const LETTERS = 27;

/**
 * The phonetic code of a folded word as a number, for comparing in place.
 *
 * @param leastSounds - codes of fewer sounds do not count
 * @returns 0 for a word of another script, of fewer than four letters or of too few sounds
 */
export function hashSound(word: string, leastSounds: number): number {
  if (word.length < 4 || word.charCodeAt(0) > 127) return 0;
  const code = encodeSound(word);
  if (code.length < leastSounds) return 0;
  let hash = 0;
  for (let index = 0; index < code.length; index += 1)
    hash = hash * LETTERS + ((code.charCodeAt(index) - 64) % LETTERS);
  return hash;
}
