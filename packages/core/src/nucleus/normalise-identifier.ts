/** The parts of an identifier that its comparison form and its claim are made from. */
export interface IdentifierValue {
  readonly scheme: string;
  readonly value: string;
  readonly issuer?: string | undefined;
  readonly country?: string | undefined;
  readonly verified?: boolean | undefined;
  readonly validTo?: string | undefined;
}

/**
 * Gives an identifier the form to compare (width folded, upper case, without blanks and punctuation) and, while it is
 * verified and has no end, the key that only one party may hold.
 *
 * @example
 * normaliseIdentifier({ scheme: 'vat', value: 'de 123.456.789' }).normalized; // 'DE123456789'
 */
export function normaliseIdentifier(identifier: IdentifierValue): {
  readonly normalized: string;
  readonly verifiedKey?: string;
} {
  const { scheme, value, issuer = '', country = '', verified, validTo } = identifier;
  const normalized = value
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  if (verified !== true || validTo !== undefined || normalized === '') return { normalized };
  return { normalized, verifiedKey: [scheme, issuer, country, normalized].map(encodeURIComponent).join(':') };
}
