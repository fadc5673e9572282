import { z } from 'zod';
import { InvalidValueError } from '../errors/invalid-value-error.js';
import type { PublicRecord } from '../model/codec.js';
import { defineEntity, one } from '../model/define-entity.js';
import { date, decimal, keyword, ref, text } from '../model/fields.js';
import { onePrimary } from './rules.js';
import { deriveValidity } from './validity.js';

function derive(record: PublicRecord): PublicRecord {
  if (record['from'] === record['to']) throw new InvalidValueError('to', 'it is the party the tie begins at');
  return deriveValidity(record);
}

/** How one party stands to another; read `from` `type` `to`: a person `employedBy` an organization. */
const relationshipTypes = [
  'employedBy',
  'contactOf',
  'memberOf',
  'parentOf',
  'owns',
  'agentFor',
  'distributorFor',
  'guarantorOf',
  'refers',
  'spouseOf',
  'childOf',
  'other',
] as const;

/** A dated tie between two parties. Ended ones stay readable. */
export const partyRelationship = defineEntity({
  name: 'partyRelationship',
  prefix: 'rel',
  fields: {
    from: ref('party'),
    to: ref('party'),
    type: z.enum(relationshipTypes),
    /** The host's own word, such as the name of the tie in its system. */
    hostType: keyword({ max: 100 }).optional(),
    /** Position held, such as `Sales Representative`. */
    title: text({ max: 200, personal: true }).optional(),
    /** Part in a purchase decision. */
    decisionRole: z
      .enum(['decider', 'approver', 'influencer', 'buyer', 'user', 'gatekeeper', 'champion', 'blocker'])
      .optional(),
    /** Of `owns`: share as a fraction, `0.51`. */
    share: decimal(9, 6).optional(),
    /** The main tie of its type for `from`; at most one at any time. */
    primary: z.boolean().default(false),
    validFrom: date().optional(),
    /** First day on which the tie no longer holds. */
    validTo: date().optional(),
    system: keyword({ max: 100 }).optional(),
  },
  relations: { fromParty: one('party', { via: 'from' }), toParty: one('party', { via: 'to' }) },
  derive,
  rules: [onePrimary],
  indexes: [
    ['from', 'type'],
    ['to', 'type'],
  ],
});
