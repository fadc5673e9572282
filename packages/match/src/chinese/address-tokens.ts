import { ROAD_WORDS, UNIT_WORDS } from './address-words.js';
import { CITY_PINYIN, TAIWAN_PINYIN } from './chinese-cities.js';
import { keyOfWord, splitLatinWords } from './romanisation-key.js';
import { splitSyllables } from './split-syllables.js';

/** A word, a number (`12`, `19-9`) or a separator (`,`) of a romanised address, in small letters. */
export interface AddressToken {
  readonly text: string;
  readonly type: 'word' | 'number' | 'separator';
}

// No address is longer; what follows is not read, and words and numbers beyond all measure are cut.
const LONGEST_ADDRESS = 8192;
const MOST_TOKENS = 100;
const PIECE = /[a-z]{1,20}'[a-z]{1,20}|[a-z]{1,40}|\d{1,12}(?:-\d{1,12}){0,2}|[,;:()/&#~、-]/g;
const GLUED_ENDINGS = (
  'taichung kaohsiung hsinchu taoyuan changhua pingtung keelung hualien taitung nantou miaoli yunlin chiayi tainan taipei taiwan ' +
  'shanghai beijing shenzhen guangzhou township district industrial'
).split(' ');
const GLUED_STARTS = 'street road highway township town village district county taiwan taipei dist rd st'.split(' ');

/**
 * Cuts a romanised address into tokens. Glued words are parted where the case changes (`RoadTaipei`), where a city
 * follows (`ROADTAIPEI`) and between a number and a word (`114Taiwan`); ordinals and `10F` stay whole.
 */
export function tokenizeAddress(text: string): readonly AddressToken[] {
  const spaced = unifyCharacters(text.slice(0, LONGEST_ADDRESS))
    .replace(/([a-z.)])([A-Z][a-z])/g, '$1 $2')
    .replace(/([a-z)])([A-Z]{3,})/g, '$1 $2')
    .toLowerCase()
    .replace(/[‘’ʼ´`]/g, "'")
    .replace(/[^a-z0-9,;:()/&#~、.'-]+/g, ' ')
    .replace(/r\s*&\s*d(?![a-z])/g, 'yanfa')
    .replace(/new\s*taipei/g, ' xinbei ')
    .replace(/(?:people'?s\s+)?republic\s+of\s+china/g, ' china ')
    .replace(/(?<![a-z])r[\s.,]*o[\s.,]*c(?![a-z])\.?/g, ' taiwan ')
    .replace(/(?<![a-z])r\.\s*o\.\s*c\.?/g, ' taiwan ')
    .replace(/(?<![a-z])n0(?=[\s.]*\d)/g, 'no ');
  const tokens: AddressToken[] = [];
  for (const [piece] of spaced.matchAll(PIECE)) {
    const type = /^\d/.test(piece) ? 'number' : /^[a-z]/.test(piece) ? 'word' : 'separator';
    const texts = type === 'word' ? splitLatinWords(piece).flatMap(cutGlued) : [/[;:()]/.test(piece) ? ',' : piece];
    for (const word of texts) tokens.push({ text: word, type });
    if (tokens.length >= MOST_TOKENS) return tokens.slice(0, MOST_TOKENS);
  }
  return tokens;
}

function unifyCharacters(text: string): string {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 127) {
      return text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .replace(/[‐-―−]/g, '-');
    }
  }
  return text;
}

function cutGlued(word: string): readonly string[] {
  if (word.length < 5 || KNOWN_WHOLE.has(word)) return [word];
  for (const ending of GLUED_ENDINGS) {
    if (word.length > ending.length + 1 && word.endsWith(ending)) {
      return [...cutGlued(word.slice(0, -ending.length)), ending];
    }
  }
  for (const start of GLUED_STARTS) {
    // No Chinese syllable begins with rd or st, and none of the longer words is the beginning of a name.
    if (word.length > start.length + 1 && word.startsWith(start) && splitSyllables(word.slice(start.length)) !== null) {
      return [start, word.slice(start.length)];
    }
  }
  return [word];
}

const KNOWN_WHOLE: ReadonlySet<string> = new Set([...ROAD_WORDS.keys(), ...UNIT_WORDS.keys()]);

let cities: ReadonlySet<string> | undefined;

/** Tells whether a key of {@link romanisationKey} is a large city or county of Taiwan or the mainland. */
export function isCityKey(key: string): boolean {
  cities ??= new Set([...TAIWAN_PINYIN, ...CITY_PINYIN].map(keyOfWord));
  return cities.has(key);
}
