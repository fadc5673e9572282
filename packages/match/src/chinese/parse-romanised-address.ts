import { AddressCursor } from './address-cursor.js';
import { type AddressDraft, type AddressParts, NO_PARTS } from './address-parts.js';
import { tokenizeAddress } from './address-tokens.js';
import { BUILDING_WORDS, FLOOR_WORDS, NUMBER_WORDS } from './address-words.js';
import { readFloors, readHouseNumber, readLanes, readSections } from './read-romanised-door.js';
import { readCity, readPostcode, readRoad, readUnits } from './read-romanised-place.js';
import { keyOfPlaceWord } from './romanisation-key.js';

// Surest part first: each rule claims its tokens, and later ones see only the others.
const RULES = [readFloors, readSections, readLanes, readRoad, readHouseNumber, readUnits, readCity, readPostcode];

/**
 * Parses a Chinese address in Latin letters (any romanisation, missing commas, capitals) into the parts that
 * {@link parseHanAddress} gives for the Chinese one. Never throws: what no rule claims becomes `rest`.
 *
 * @example
 * parseRomanisedAddress('No.113, Sec.2, Chung Shan N. Rd., Taipei City 104').number; // '113'
 */
export function parseRomanisedAddress(text: string): AddressParts {
  const cursor = new AddressCursor(tokenizeAddress(text));
  const draft: AddressDraft = { ...NO_PARTS, script: 'latin' };
  for (const read of RULES) read(cursor, draft);
  const rest = cursor.tokens
    .filter((token, index) => token.type === 'word' && cursor.free(index) !== undefined)
    .map(({ text: word }) => word)
    .filter((word) => !NUMBER_WORDS.has(word) && !BUILDING_WORDS.has(word) && !FLOOR_WORDS.has(word));
  return { ...draft, rest: rest.map(keyOfPlaceWord).join('') };
}

/**
 * Canonical text of a romanised Chinese address: small letters, glued words parted, one blank between tokens; it parses to the
 * same parts. Idempotent.
 *
 * @example
 * normaliseRomanisedAddress('NO.21 Wu Fu 3 RoadKaohsiung'); // 'no 21 wu fu 3 road kaohsiung'
 */
export function normaliseRomanisedAddress(text: string): string {
  return tokenizeAddress(text)
    .map((token) => token.text)
    .join(' ');
}
