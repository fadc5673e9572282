import { z } from 'zod';
import type { PublicRecord } from '../model/codec.js';
import { defineEntity, one } from '../model/define-entity.js';
import { date, instant, keyword, keywords, ref, text } from '../model/fields.js';
import { contactPointKinds } from './contact-point-kinds.js';
import type { ContactPointValue } from './normalise-contact-point.js';
import { normaliseContactPoint } from './normalise-contact-point.js';
import { onePreferred } from './rules.js';
import { deriveValidity } from './validity.js';

function derive(record: PublicRecord): PublicRecord {
  return { ...deriveValidity(record), ...normaliseContactPoint(record as unknown as ContactPointValue) };
}

/**
 * One way to reach a party, with the days on which it holds: an address, a number, an account. A change closes the
 * old one and adds a new one, so that each letter of the past can be explained.
 */
export const contactPoint = defineEntity({
  name: 'contactPoint',
  prefix: 'cpt',
  fields: {
    party: ref('party'),
    kind: z.enum(contactPointKinds),
    /** `billing`, `shipping`, `home`, `work`, `mobile`, `fax` … Together with `kind` it names the place a new value takes. */
    purposes: keywords().default([]),
    /** Number, address, account as shown; of a postal address one line made from its parts when left out. */
    value: text({ max: 1000, personal: true }).default(''),
    line1: text({ max: 300, personal: true }).optional(),
    line2: text({ max: 300, personal: true }).optional(),
    district: text({ max: 200, personal: true }).optional(),
    city: text({ max: 200, personal: true }).optional(),
    region: text({ max: 200, personal: true }).optional(),
    postalCode: keyword({ max: 40, personal: true }).optional(),
    country: keyword({ max: 100 }).optional(),
    /** The form two values are compared in; crmkit keeps it. */
    normalized: text({ max: 1000, personal: true }).default(''),
    validFrom: date().optional(),
    /** First day on which it no longer holds. */
    validTo: date().optional(),
    /** The one to use first of its kind; at most one at any time. */
    preferred: z.boolean().default(false),
    verification: z.enum(['unverified', 'verified', 'bounced', 'invalid']).default('unverified'),
    verifiedAt: instant().optional(),
    /** System that states it; none when a person did. */
    system: keyword({ max: 100 }).optional(),
    /** True when its system has stated something else since. */
    withdrawn: z.boolean().default(false),
  },
  relations: { ofParty: one('party', { via: 'party' }) },
  derive,
  rules: [onePreferred],
  indexes: [['party'], ['kind', 'normalized'], ['country']],
});
