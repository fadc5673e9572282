import { invalidInput } from '../errors/invalid-input.js';
import type { AsOf } from '../storage/contract.js';
import { parseInstant } from '../values/instant.js';

/** A point in known time: feed number, or ISO instant. */
export type AsOfOption = { readonly number: number } | { readonly instant: string };

/**
 * The stored form of a point in time.
 *
 * @throws {@link InvalidInputError} `INVALID_INPUT` for what is no feed number
 * @throws {@link InvalidValueError} `INVALID_VALUE` for what is no instant
 */
export function parseAsOf(asOf: AsOfOption): AsOf {
  const { number, instant } = { number: undefined, instant: undefined, ...asOf };
  if (instant !== undefined && number === undefined) return { instant: parseInstant(instant) };
  if (Number.isSafeInteger(number) && Number(number) >= 0 && instant === undefined) return { number: Number(number) };
  throw invalidInput('asOf', 'asOf', 'expected { number }, a whole number from 0, or { instant }, an ISO instant');
}
