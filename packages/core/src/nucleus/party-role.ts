import { z } from 'zod';
import { defineEntity, one } from '../model/define-entity.js';
import { date, keyword, ref } from '../model/fields.js';
import { heldOnce, withinLife } from './rules.js';
import { deriveValidity } from './validity.js';

/** What a party can be to the host; a host's own word for it stands in `hostType`. */
const roleTypes = [
  'prospect',
  'customer',
  'supplier',
  'distributor',
  'reseller',
  'agent',
  'partner',
  'competitor',
  'contact',
  'employee',
  'government',
  'regulator',
  'nonProfit',
  'beneficiary',
  'donor',
  'other',
] as const;

/** What a party is to the host, in which scope and when. A party may hold several at once. */
export const partyRole = defineEntity({
  name: 'partyRole',
  prefix: 'rol',
  fields: {
    party: ref('party'),
    type: z.enum(roleTypes),
    hostType: keyword({ max: 100 }).optional(),
    status: z.enum(['active', 'suspended', 'ended']).default('active'),
    /** Legal entity, unit or region of the host in which the role holds; none means everywhere. */
    scope: keyword({ max: 200 }).optional(),
    validFrom: date().optional(),
    /** First day on which the role no longer holds. */
    validTo: date().optional(),
    /** System that states the role; none when a person did. */
    system: keyword({ max: 100 }).optional(),
  },
  states: {
    field: 'status',
    initial: ['active', 'suspended', 'ended'],
    transitions: { active: ['suspended', 'ended'], suspended: ['active', 'ended'], ended: ['active'] },
  },
  relations: { ofParty: one('party', { via: 'party' }) },
  derive: deriveValidity,
  rules: [heldOnce, withinLife],
  indexes: [['party'], ['type', 'status']],
});
