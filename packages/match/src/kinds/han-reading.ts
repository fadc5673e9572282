import { hasHan } from '../chinese/has-han.js';
import { rememberAnswers } from '../chinese/remember.js';
import { romanisationKey } from '../chinese/romanisation-key.js';
import { romaniseHan } from '../chinese/romanise-han.js';
import { similarKeys } from '../chinese/similar-keys.js';
import { encodeSound } from './phonetic.js';

/** Readings from this similarity on are spellings of one name; -n and -ng are often confused. */
const SAME_READING = 0.95;
const SIMILAR_READING = 0.8;

/** Reading a name takes much longer than comparing two readings, and a name is compared many times. */
const KEYS = {
  name: rememberAnswers((text) => romanisationKey(text, { as: 'name' })),
  place: rememberAnswers((text) => romanisationKey(text, { as: 'place' })),
};

/** How two names fit of which at least one has Chinese characters. */
export interface HanFit {
  /** Both are in Chinese characters. */
  readonly bothHan: boolean;
  /** 2: one reading, 1: a similar one, 0: another. */
  readonly reading: 0 | 1 | 2;
  /** Share of the longer name's characters that the other one has too; 0 across scripts. */
  readonly shared: number;
}

/** Compares two folded names of which at least one has Chinese characters. */
export function fitHanNames(a: string, b: string, as: 'name' | 'place'): HanFit {
  const bothHan = hasHan(a) && hasHan(b);
  const keyOf = KEYS[as];
  const similarity = similarKeys(keyOf(a), keyOf(b));
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const shared =
    [...new Set(short)].filter((character) => long.includes(character)).length / Math.max(1, [...long].length);
  return {
    bothHan,
    reading: similarity >= SAME_READING ? 2 : similarity >= SIMILAR_READING ? 1 : 0,
    shared: bothHan ? shared : 0,
  };
}

/** The phonetic code of a folded word; that of its reading for Chinese characters, so that both scripts meet. */
export function encodeReading(word: string): string {
  if (word.charCodeAt(0) < 0x2e80) return encodeSound(word);
  return hasHan(word) ? encodeSound(romaniseHan(word, { name: true }).replaceAll(' ', '')) : encodeSound(word);
}
