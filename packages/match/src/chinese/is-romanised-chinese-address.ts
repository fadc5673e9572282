import { CITY_PINYIN, TAIWAN_PINYIN } from './chinese-cities.js';
import { PLACE_SPELLINGS } from './place-names.js';
import { spellTongyong, spellWadeGiles } from './romanisation-systems.js';
import { SYLLABLES, spellPinyin } from './syllables.js';

/** Words that settle the country wherever they stand. */
const COUNTRIES = ['taiwan', 'roc', 'prc', 'hongkong', 'macau', 'macao', 'kowloon'];
// `China` is also an English word of streets and towns: it counts among the last words only.
const LAST_WORDS = 3;

let spellings: ReadonlySet<string> | undefined;

/**
 * Tells whether a text in Latin letters is an address in Taiwan, Hong Kong or mainland China: it has a number and names the
 * country or one of its larger cities, in pinyin, Wade–Giles or Tongyong. One pass over the letters, since it is asked for every
 * distinct Latin address.
 *
 * @example
 * isRomanisedChineseAddress('No.125, Sung Chiang Rd., Taipei'); // true
 * isRomanisedChineseAddress('12 Main Street, Springfield'); // false
 */
export function isRomanisedChineseAddress(text: string): boolean {
  spellings ??= spellPlaces();
  if (text.length < 8) return false;
  let [digits, place] = [false, false];
  let word = '';
  let [previous, before] = ['', ''];
  let wordsSinceChina = LAST_WORDS + 1;
  for (let index = 0; index <= text.length; index++) {
    const code = index < text.length ? text.charCodeAt(index) : 32;
    if ((code | 32) >= 97 && (code | 32) <= 122) {
      // A capital behind a small letter begins a new word: RoadTaipei.
      const starts = code < 97 && word !== '' && text.charCodeAt(index - 1) >= 97;
      if (!starts) {
        word += String.fromCharCode(code | 32);
        continue;
      }
      index--;
    }
    if (code >= 48 && code <= 57) digits = true;
    if (word === '' || code === 39) continue;
    place ||= spellings.has(word) || spellings.has(previous + word) || spellings.has(before + previous + word);
    if (place && digits) return true;
    wordsSinceChina = word === 'china' ? 0 : wordsSinceChina + 1;
    [before, previous, word] = [word.length === 1 ? previous : '', word, ''];
  }
  return digits && (place || wordsSinceChina < LAST_WORDS);
}

function spellPlaces(): ReadonlySet<string> {
  const syllables = new Map(SYLLABLES.map((syllable) => [spellPinyin(syllable), syllable]));
  const places = new Set(COUNTRIES);
  const cities = new Set([...TAIWAN_PINYIN, ...CITY_PINYIN]);
  for (const city of cities) for (const spelling of spellCity(city, syllables)) places.add(spelling);
  for (const [spelling, city] of PLACE_SPELLINGS) if (cities.has(city)) places.add(spelling);
  // Also the unit 縣, a given name, and towns elsewhere.
  for (const word of ['xian', 'sian', 'hsien', 'canton']) places.delete(word);
  return places;
}

type SyllableTable = ReadonlyMap<string, (typeof SYLLABLES)[number]>;

function spellCity(city: string, table: SyllableTable): readonly string[] {
  const split = splitPinyin(city, table);
  if (split === undefined) return [city];
  const known = split.map((syllable) => table.get(syllable) as (typeof SYLLABLES)[number]);
  const wadeGiles = known.reduce<string[]>(
    (heads, syllable) => heads.flatMap((head) => spellWadeGiles(syllable).map((tail) => head + tail)),
    [''],
  );
  return [city, known.map(spellTongyong).join(''), ...wadeGiles];
}

function splitPinyin(word: string, table: SyllableTable): readonly string[] | undefined {
  if (word === '') return [];
  for (let end = Math.min(6, word.length); end > 0; end--) {
    const head = word.slice(0, end);
    if (!table.has(head)) continue;
    const rest = splitPinyin(word.slice(end), table);
    if (rest !== undefined) return [head, ...rest];
  }
  return undefined;
}
