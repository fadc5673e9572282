import { addressKeys } from '../chinese/address-keys.js';
import type { AddressParts } from '../chinese/address-parts.js';
import { agreeOnAddress } from '../chinese/compare-address-parts.js';
import { hasHan } from '../chinese/has-han.js';
import { normaliseHanAddress } from '../chinese/normalise-han-address.js';
import { parseHanAddress } from '../chinese/parse-han-address.js';
import { parseRomanisedAddress } from '../chinese/parse-romanised-address.js';
import type { Dictionary } from '../table/dictionary.js';
import { lazyObjects } from './lazy-feature.js';

/** How two lines of road and door fit: another street, the same street but another door, perhaps one door, one door. */
export type StreetVerdict = 'different' | 'sameStreet' | 'similar' | 'close';

const SAME_ROAD = 0.95;
const SIMILAR_ROAD = 0.75;
const SIMILAR_NUMBER = 0.7;

/** Canonical text of a line in Chinese characters, as in whole addresses: 四段 → 4段; `undefined` for any other text. */
export function normaliseHanStreet(text: string): string | undefined {
  if (!hasHan(text)) return undefined;
  const canonical = normaliseHanAddress(text);
  return hasHan(canonical) ? canonical : undefined;
}

function judgeParts(one: AddressParts, other: AddressParts): StreetVerdict {
  const { road, section, lane, number, floor, district } = agreeOnAddress(one, other);
  if (road === undefined || road < SIMILAR_ROAD || district === 0 || section === 0) return 'different';
  const sameWay = road >= SAME_ROAD && (section ?? 1) === 1;
  if (number === undefined) return sameWay ? 'similar' : 'different';
  if (number < SIMILAR_NUMBER || lane === 0) return 'sameStreet';
  return sameWay && number === 1 && (lane ?? 1) === 1 && floor !== 0 ? 'close' : 'similar';
}

/** A comparator of lines of which at least one is in Chinese characters; the other may be romanised. */
export function createHanStreetComparator(dictionary: Dictionary): (a: number, b: number) => StreetVerdict {
  const partsOf = lazyObjects(dictionary, (text) =>
    hasHan(text) ? parseHanAddress(text) : parseRomanisedAddress(text),
  );
  return (a, b) => judgeParts(partsOf(a), partsOf(b));
}

/** Keys of a line in Chinese characters, such as road with house number; none for other lines. */
export function keysOfHanStreet(text: string): readonly string[] {
  return hasHan(text) ? addressKeys(text) : [];
}
