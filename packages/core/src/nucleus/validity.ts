import { InvalidValueError } from '../errors/invalid-value-error.js';
import type { PublicRecord } from '../model/codec.js';

/** A span of days: from `validFrom` up to, and without, `validTo`. A missing end is open. */
export interface Validity {
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
}

/** Tells whether a span covers a day. */
export function isValidOn(span: Validity, day: string): boolean {
  return (span.validFrom === undefined || span.validFrom <= day) && (span.validTo === undefined || day < span.validTo);
}

/** Tells whether two spans have a day in common. */
export function overlaps(one: Validity, other: Validity): boolean {
  const startsInTime = one.validFrom === undefined || other.validTo === undefined || one.validFrom < other.validTo;
  const otherStartsInTime = other.validFrom === undefined || one.validTo === undefined || other.validFrom < one.validTo;
  return startsInTime && otherStartsInTime && !isEmpty(one) && !isEmpty(other);
}

function isEmpty(span: Validity): boolean {
  return span.validFrom !== undefined && span.validTo !== undefined && span.validTo <= span.validFrom;
}

/** The calendar day (UTC) of an ISO instant. */
export function dayOf(instant: string): string {
  return instant.slice(0, 10);
}

/**
 * Refuses a span that ends before it begins; a span of no day (`validTo` = `validFrom`) is allowed, it was taken back.
 *
 * @throws {@link InvalidValueError} `INVALID_VALUE` when `validTo` lies before `validFrom`
 */
export function deriveValidity(record: PublicRecord): PublicRecord {
  const { validFrom, validTo } = record as Validity;
  if (validFrom !== undefined && validTo !== undefined && validTo < validFrom) {
    throw new InvalidValueError('validTo', 'it lies before validFrom');
  }
  return record;
}
