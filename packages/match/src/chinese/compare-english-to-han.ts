import { organizationCore } from './organization-core.js';
import { keyOfWord, splitLatinWords } from './romanisation-key.js';
import { romaniseFolded } from './romanise-han.js';
import { splitSyllables } from './split-syllables.js';

const ENGLISH_FORMS = new Set(
  'co inc ltd corp corporation company limited group holding holdings tech technology technologies electronics electronic international intl industrial industry industries enterprise enterprises ky dr the and of'.split(
    ' ',
  ),
);

/**
 * Evidence that an English (short) name of a company belongs to a Chinese name, from 0 to 1: its syllables in any
 * romanisation are looked for in order in the reading of the Chinese name (Chung Hung: 中鴻), and a name that is no
 * syllables may be the initials of the reading. Translated names (Taiwan Cement) give 0; initials alone at most 0.4, since
 * many names share them.
 *
 * @throws Error when {@link loadHan} has not finished
 * @example
 * compareEnglishToHan('CHUNG HUNG', '中鴻鋼鐵股份有限公司'); // 0.85
 */
export function compareEnglishToHan(english: string, han: string): number {
  const reading = readName(han);
  return reading.length === 0 ? 0 : compareWordsToReading(wordsOf(english), reading);
}

/** Classes of sound of a Chinese organization's core, one per character; compute once per name. */
export function readName(han: string): readonly HanReading[] {
  const syllables = romaniseFolded(organizationCore(han)).split(' ');
  return syllables
    .filter((syllable) => syllable !== '')
    .map((syllable) => ({ sound: keyOfWord(syllable), initial: syllable[0] as string }));
}

/** One character's reading. */
export interface HanReading {
  readonly sound: string;
  readonly initial: string;
}

/** Words of an English company name that say who it is. */
export function wordsOf(english: string): readonly string[] {
  const words = splitLatinWords(english.replace(/\./g, '')).filter((word) => /^[a-z]/.test(word));
  const telling = words.filter((word) => !ENGLISH_FORMS.has(word));
  return telling.length > 0 ? telling : words;
}

/** {@link compareEnglishToHan} on prepared sides. */
export function compareWordsToReading(words: readonly string[], reading: readonly HanReading[]): number {
  const sounds = splitSyllables(words.join('')) ?? words.flatMap((word) => splitSyllables(word) ?? []);
  const joined = words.join('');
  const spelled = words.every((word) => splitSyllables(word) !== null);
  if (sounds.length >= 1 && (spelled || sounds.length >= 2)) {
    const found = countInOrder(
      sounds,
      reading.map(({ sound }) => sound),
    );
    const share = found / sounds.length;
    // Syllables that follow from the first character on are the usual way; a single syllable is weak.
    const begins = sounds[0] === reading[0]?.sound ? 1 : 0.75;
    const strength = sounds.length === 1 ? 0.45 : sounds.length === 2 ? 0.85 : 1;
    const score = share === 1 ? strength * begins * (spelled ? 1 : 0.7) : share >= 0.6 && found >= 2 ? 0.4 * begins : 0;
    if (score > 0) return score;
  }
  return compareInitials(joined, reading);
}

function compareInitials(letters: string, reading: readonly HanReading[]): number {
  if (letters.length < 2 || letters.length > 6) return 0;
  const folded = [...letters].map(initialClass);
  const initials = reading.map(({ initial }) => initialClass(initial));
  if (folded[0] !== initials[0]) return 0;
  return countInOrder(folded, initials) === folded.length ? Math.min(0.4, 0.1 * letters.length) : 0;
}

/** Romanisations differ in the first letter too: zh, ch, j and q; h and x; k and g; p and b; t and d. */
function initialClass(letter: string): string {
  return { z: 'c', j: 'c', q: 'c', x: 'h', s: 'h', g: 'k', b: 'p', d: 't' }[letter] ?? letter;
}

function countInOrder(parts: readonly string[], whole: readonly string[]): number {
  let found = 0;
  let from = 0;
  for (const part of parts) {
    const at = whole.indexOf(part, from);
    if (at < 0) continue;
    found++;
    from = at + 1;
  }
  return found;
}
