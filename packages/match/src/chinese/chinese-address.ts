import type { AddressParts } from './address-parts.js';
import { hasHan } from './has-han.js';
import { isRomanisedChineseAddress } from './is-romanised-chinese-address.js';
import { normaliseHanAddress } from './normalise-han-address.js';
import { parseHanAddress } from './parse-han-address.js';
import { normaliseRomanisedAddress, parseRomanisedAddress } from './parse-romanised-address.js';

/**
 * Parts of a Chinese address in either script; undefined for any other text.
 *
 * @throws Error for Han text when {@link loadHan} has not finished
 */
export function parseChineseAddress(text: string): AddressParts | undefined {
  if (hasHan(text)) return parseHanAddress(text);
  return isRomanisedChineseAddress(text) ? parseRomanisedAddress(text) : undefined;
}

/**
 * Canonical text of a Chinese address in either script, which parses to the same parts as the raw one; undefined for any
 * other text. Idempotent.
 *
 * @throws Error for Han text when {@link loadHan} has not finished
 */
export function normaliseChineseAddress(text: string): string | undefined {
  if (hasHan(text)) {
    const canonical = normaliseHanAddress(text);
    return hasHan(canonical) ? canonical : undefined;
  }
  if (!isRomanisedChineseAddress(text)) return undefined;
  const canonical = normaliseRomanisedAddress(text);
  // Garbage may be recognised by a word that the canonical text does not keep.
  return isRomanisedChineseAddress(canonical) ? canonical : undefined;
}
