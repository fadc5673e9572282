import { isCrmError } from '../errors/crm-error.js';
import { parseInstant } from '../values/instant.js';

const INTEGER = /^\d{1,18}$/;

/**
 * Orders two versions of one external record where that can be told: both whole numbers, or both ISO instants.
 *
 * @param a - version as the source gives it
 * @param b - version as the source gives it
 * @returns −1 when `a` is older, 0 when equal, 1 when newer, null when they cannot be ordered
 * @example
 * compareVersions('9', '10'); // -1
 */
export function compareVersions(a: string, b: string): -1 | 0 | 1 | null {
  if (a === b) return 0;
  if (INTEGER.test(a) && INTEGER.test(b)) return order(BigInt(a), BigInt(b));
  const [instantOfA, instantOfB] = [readInstant(a), readInstant(b)];
  return instantOfA === null || instantOfB === null ? null : order(instantOfA, instantOfB);
}

function order<T extends bigint | number>(a: T, b: T): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

function readInstant(text: string): number | null {
  try {
    return parseInstant(text);
  } catch (error) {
    if (isCrmError(error, 'INVALID_VALUE')) return null;
    throw error;
  }
}
