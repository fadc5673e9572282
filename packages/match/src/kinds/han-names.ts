import { hasHan } from '../chinese/has-han.js';
import { keyOfHan } from '../chinese/key-of-han.js';
import { rememberAnswers } from '../chinese/remember.js';
import { keyOfWord } from '../chinese/romanisation-key.js';
import { romaniseFolded } from '../chinese/romanise-han.js';
import { keyOfRomanisedGivenName, readsAsCantonese, readsAsChinese } from '../chinese/romanised-given-name.js';
import { listSurnameReadings } from '../chinese/romanised-surnames.js';
import { similarKeys, softenKey } from '../chinese/similar-keys.js';
import { rankSurname } from '../chinese/surname-rank.js';
import type { Dictionary } from '../table/dictionary.js';
import { fitHanNames } from './han-reading.js';
import { lazyNumbers } from './lazy-feature.js';
import { nicknameRoots } from './nicknames.js';

/**
 * How two names fit of which at least one is in Chinese characters: one `reading` (`homophone` when both are in characters),
 * a similar one or shared characters (`similar`), another reading (`different`), another one if read as Mandarin
 * (`unlike`), or `unreadable` where the Latin name is no romanisation.
 */
export type HanVerdict = 'reading' | 'homophone' | 'similar' | 'unlike' | 'different' | 'unreadable';

const SAME_READING = 0.95;
const SIMILAR_READING = 0.8;

const keyOfHanSurname = rememberAnswers((folded) =>
  romaniseFolded(folded, { name: true }).split(' ').map(keyOfWord).join(''),
);

function compareCharacters(a: string, b: string): HanVerdict {
  const fit = fitHanNames(a, b, 'name');
  if (fit.reading === 2) return 'homophone';
  return fit.shared >= 0.5 ? 'similar' : 'different';
}

/** Keys of a surname in Latin letters; none when it is no Chinese surname. */
function keysOfSurname(latin: string): readonly string[] {
  const joined = latin.includes(' ') ? latin.replaceAll(' ', '') : latin;
  return rankSurname(joined) === 0 ? [] : listSurnameReadings(joined).map(keyOfWord);
}

/** Compares two folded surnames of which at least one is in Chinese characters. */
export function compareHanSurnames(a: string, b: string): HanVerdict {
  const [han, other] = hasHan(a) ? [a, b] : [b, a];
  if (hasHan(other)) return compareCharacters(a, b);
  const keys = keysOfSurname(other);
  // A surname in Latin letters that no system of romanisation yields is that of somebody else; other scripts say nothing.
  if (keys.length === 0) return /^[a-z ]+$/.test(other) && !readsAsChinese(other) ? 'different' : 'unreadable';
  const key = keyOfHanSurname(han);
  if (keys.includes(key)) return 'reading';
  return keys.some((own) => softenKey(own) === softenKey(key)) ? 'similar' : 'different';
}

/** Compares two folded given names of which at least one is in Chinese characters. */
export function compareHanGivenNames(a: string, b: string): HanVerdict {
  const [han, other] = hasHan(a) ? [a, b] : [b, a];
  if (hasHan(other)) return compareCharacters(a, b);
  const key = keyOfHan(han);
  // A forename of another language may stand beside the Chinese one: David Xiaoming.
  const foreignless = other
    .split(' ')
    .filter((word) => nicknameRoots(word).length === 0)
    .join(' ');
  let readable = false;
  let similarity = 0;
  for (const latin of new Set([other, foreignless])) {
    const own = keyOfRomanisedGivenName(latin);
    if (own === '') continue;
    similarity = Math.max(similarity, similarKeys(own, key));
    // Anna may be read as 安娜, yet it is not likely to be the reading of another name.
    readable ||= latin === foreignless;
  }
  if (similarity >= SAME_READING) return 'reading';
  if (!readable) return 'unreadable';
  if (similarity >= SIMILAR_READING) return 'similar';
  return readsAsCantonese(foreignless) ? 'unlike' : 'different';
}

/** Keys by which a surname and its romanisations meet; none for a name that is no Chinese one. */
export function keysOfSurnameReading(folded: string): readonly string[] {
  const keys = hasHan(folded) ? [keyOfHanSurname(folded)] : keysOfSurname(folded);
  return keys.map((key) => `~${softenKey(key)}`);
}

/** Key by which a Chinese given name and its romanisations meet; empty for any name that is no Chinese one. */
export function keyOfGivenReading(folded: string): string {
  if (hasHan(folded)) return `~${softenKey(keyOfHan(folded))}`;
  const key = keyOfLatinGivenName(folded);
  return key === '' ? '' : `~${softenKey(key)}`;
}

/**
 * A number per text that is equal for two spellings of one Chinese name in Latin letters; 0 for other names.
 *
 * @param keyOf - key of a text, empty when it has none
 */
export function numberReadings(dictionary: Dictionary, keyOf: (text: string) => string): (id: number) => number {
  const numbers = new Map<string, number>();
  return lazyNumbers(dictionary, (id) => {
    const key = keyOf(dictionary.text(id));
    if (key === '') return 0;
    const number = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, number);
    return number;
  });
}

/** Key of a surname in Latin letters for {@link numberReadings}. */
export function keyOfLatinSurname(latin: string): string {
  return hasHan(latin) ? '' : (keysOfSurname(latin)[0] ?? '');
}

/** Key of a given name in Latin letters for {@link numberReadings}. */
export function keyOfLatinGivenName(latin: string): string {
  return nicknameRoots(latin).length > 0 ? '' : keyOfRomanisedGivenName(latin);
}
