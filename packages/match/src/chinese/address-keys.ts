import type { AddressParts } from './address-parts.js';
import { parseChineseAddress } from './chinese-address.js';
import { softenKey } from './similar-keys.js';

/**
 * Blocking keys which a Chinese address and its romanisation share: road with house number, lane with house number,
 * road with section and floor, postcode with house number, and district with house number.
 *
 * @throws Error for Han text when {@link loadHan} has not finished
 * @example
 * addressKeys('台北市松江路125號'); // ['r:sonjian:125']
 */
export function addressKeys(text: string): readonly string[] {
  const parts = parseChineseAddress(text);
  return parts === undefined ? [] : keysOfParts(parts);
}

/** {@link addressKeys} of parsed parts. */
function keysOfParts(parts: AddressParts): readonly string[] {
  const keys = new Set<string>();
  const road = softenKey(parts.road);
  const numbers = [parts.number, ...parts.moreNumbers]
    .filter((number) => number !== '')
    .map((number) => number.split('-')[0] as string);
  for (const number of numbers) {
    if (road !== '') keys.add(`r:${road}:${number}`);
    if (parts.lane !== '') keys.add(`l:${parts.lane}:${number}:${parts.section}`);
    if (parts.postcode !== '') keys.add(`p:${parts.postcode.slice(0, 3)}:${number}`);
    if (parts.district !== '') keys.add(`d:${softenKey(parts.district)}:${number}`);
    if (parts.section !== 0) keys.add(`s:${parts.section}:${number}:${road.slice(0, 3)}`);
    if (parts.floor !== '') keys.add(`f:${number}:${parts.floor}:${parts.section}`);
    if (road === '') keys.add(`v:${parts.village}:${number}:${parts.city}`);
  }
  return [...keys];
}
