import type { AsOf } from '../storage/contract.js';
import { parseInstant } from '../values/instant.js';

/** A point in known time: feed number, or ISO instant. */
export type AsOfOption = { readonly number: number } | { readonly instant: string };

/**
 * The stored form of a point in time.
 *
 * @throws {@link InvalidValueError} `INVALID_VALUE` for what is no instant
 */
export function parseAsOf(asOf: AsOfOption): AsOf {
  return 'number' in asOf ? asOf : { instant: parseInstant(asOf.instant) };
}
