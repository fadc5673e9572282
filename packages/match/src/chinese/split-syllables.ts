import { rememberAnswers } from './remember.js';
import { syllableReadings } from './syllable-classes.js';

const LONGEST_SYLLABLE = 7;
// A word of more letters is not a romanised word; the bound also keeps the work per text small.
const LONGEST_WORD = 40;

/**
 * Splits a word in small Latin letters into Mandarin syllables and answers their classes of sound; null when some letters
 * are left over.
 *
 * The fewest syllables win; then syllables that begin with a consonant (`nangang` is nan-gang), then the more usual
 * system.
 *
 * @example
 * splitSyllables('chunghsiao'); // the same two classes as for 'zhongxiao'
 */
export const splitSyllables: (word: string) => readonly string[] | null = rememberAnswers(findSplit);

function findSplit(word: string): readonly string[] | null {
  const { length } = word;
  if (length === 0 || length > LONGEST_WORD) return null;
  const readings = syllableReadings();
  const costs = new Float64Array(length + 1).fill(Infinity);
  const lasts = new Int32Array(length + 1);
  costs[0] = 0;
  for (let start = 0; start < length; start++) {
    const before = costs[start] as number;
    if (before === Infinity) continue;
    const vowel = start > 0 && 'aeiou'.includes(word[start] as string) ? 0.3 : 0;
    for (let end = start + 1; end <= Math.min(length, start + LONGEST_SYLLABLE); end++) {
      const reading = readings.get(word.slice(start, end));
      if (reading === undefined) continue;
      const cost = before + 1 + reading.cost + vowel;
      if (cost < (costs[end] as number)) {
        costs[end] = cost;
        lasts[end] = start;
      }
    }
  }
  if (costs[length] === Infinity) return null;
  const sounds: string[] = [];
  for (let end = length; end > 0; end = lasts[end] as number) {
    sounds.unshift((readings.get(word.slice(lasts[end], end)) as { sound: string }).sound);
  }
  return sounds;
}
