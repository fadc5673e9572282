import { z } from 'zod';
import type { PublicRecord } from '../model/codec.js';
import { defineEntity, one } from '../model/define-entity.js';
import { date, instant, keyword, ref } from '../model/fields.js';
import type { IdentifierValue } from './normalise-identifier.js';
import { normaliseIdentifier } from './normalise-identifier.js';
import { deriveValidity } from './validity.js';

function derive(record: PublicRecord): PublicRecord {
  const { verifiedKey: _, ...rest } = deriveValidity(record);
  return { ...rest, ...normaliseIdentifier(record as unknown as IdentifierValue) };
}

/**
 * A number by which others know a party: tax number, VAT, DUNS, LEI, membership. A verified one that still holds is
 * unique in its scheme and issuer: two parties cannot both have it.
 */
export const identifier = defineEntity({
  name: 'identifier',
  prefix: 'idn',
  fields: {
    party: ref('party'),
    /** `taxId`, `vat`, `duns`, `lei`, `gln`, `membership` … */
    scheme: keyword({ max: 100 }),
    value: keyword({ personal: true }),
    /** The form two values are compared in; crmkit keeps it. */
    normalized: keyword({ personal: true }).default(''),
    /** Who gave the number, where the scheme alone does not say. */
    issuer: keyword({ max: 200 }).optional(),
    country: keyword({ max: 100 }).optional(),
    verified: z.boolean().default(false),
    verifiedAt: instant().optional(),
    /** What uniqueness is claimed on while the identifier is verified and has no end; crmkit keeps it. */
    verifiedKey: keyword({ max: 1000, personal: true }).optional(),
    validFrom: date().optional(),
    /** First day on which it no longer holds. */
    validTo: date().optional(),
    /** System that states it; none when a person did. */
    system: keyword({ max: 100 }).optional(),
    /** True when its system has stated something else since. */
    withdrawn: z.boolean().default(false),
  },
  relations: { ofParty: one('party', { via: 'party' }) },
  derive,
  unique: [{ name: 'verified', fields: ['verifiedKey'] }],
  indexes: [['party'], ['scheme', 'normalized']],
});
