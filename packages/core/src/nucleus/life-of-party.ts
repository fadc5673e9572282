import type { Validity } from './validity.js';

/** Tells whether a span begins before the party was born or founded, or begins after it died or was dissolved. */
export function isOutsideLife(span: Validity, party: { readonly [field: string]: unknown }): boolean {
  const { birthDate, endDate } = party as { readonly birthDate?: string; readonly endDate?: string };
  const start = span.validFrom;
  if (start === undefined) return false;
  return (birthDate !== undefined && start < birthDate) || (endDate !== undefined && start > endDate);
}
