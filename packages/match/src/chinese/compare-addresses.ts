import type { Dictionary } from '../table/dictionary.js';
import type { AddressParts } from './address-parts.js';
import { parseChineseAddress } from './chinese-address.js';
import { type AddressAgreement, agreeOnAddress } from './compare-address-parts.js';

/** Levels of {@link compareAddresses}, from index 0 up; those of the `address` kind. */
export const ADDRESS_LEVELS = ['different', 'sameCity', 'similar', 'close', 'same'] as const;

/**
 * A comparator of Chinese addresses, in characters or romanised: index of one of {@link ADDRESS_LEVELS}; -1 when a text is no
 * Chinese address at all, so that the caller compares it in its own way. Each distinct text is parsed once.
 *
 * @throws Error on the first Han text when {@link loadHan} has not finished
 */
export function compareAddresses(dictionary: Pick<Dictionary, 'text'>): (a: number, b: number) => number {
  const parsed: (AddressParts | null | undefined)[] = [];
  const partsOf = (id: number): AddressParts | null => {
    let parts = parsed[id];
    if (parts === undefined) {
      parts = parseChineseAddress(dictionary.text(id)) ?? null;
      parsed[id] = parts;
    }
    return parts;
  };
  return (a, b) => {
    const [one, other] = [partsOf(a), partsOf(b)];
    return one === null || other === null ? -1 : levelOfAgreement(agreeOnAddress(one, other));
  };
}

/** Level of an agreement: index into {@link ADDRESS_LEVELS}. */
function levelOfAgreement(agreement: AddressAgreement): number {
  const { city, district, road, section, lane, number, floor } = agreement;
  const placed = city !== 0 && district !== 0;
  if (road !== undefined && number !== undefined) {
    const streetSame = road >= 0.95 && (section ?? 1) === 1 && (lane ?? 1) === 1;
    if (streetSame && number === 1 && floor !== 0 && placed) return 4;
    const streetClose = road >= 0.75 && (section ?? 1) >= 0.5 && (lane ?? 1) >= 0.5;
    if (streetClose && number >= 0.7 && city !== 0) return 3;
    if (road >= 0.5 && number >= 0.7 && placed && (district ?? 0) >= 0.75) return 2;
  }
  if (road !== undefined && road >= 0.85 && city !== 0 && (section ?? 1) > 0) return 2;
  return (city ?? 0) >= 0.6 || (district ?? 0) >= 0.9 ? 1 : 0;
}
