import { z } from 'zod';
import { accept, defineCommand, refuse } from '../../command/define-command.js';
import { date, keyword, ref } from '../../model/fields.js';
import { isOutsideLife } from '../life-of-party.js';
import { partyRole } from '../party-role.js';
import type { Validity } from '../validity.js';
import { overlaps } from '../validity.js';
import { readPartyWith } from './read-party.js';

/** Gives a party a role for a time. It may hold several at once, one of each type and scope. */
export const addRole = defineCommand({
  name: 'party.addRole',
  input: z.strictObject({
    party: ref('party'),
    type: partyRole.fields.type,
    hostType: partyRole.fields.hostType,
    status: z.enum(['active', 'suspended']).default('active'),
    scope: keyword({ max: 200 }).optional(),
    validFrom: date().optional(),
    validTo: date().optional(),
  }),
  subject: ({ party }) => party,
  refusals: ['ALREADY_HELD', 'OUTSIDE_LIFE'],
  read: (reader, { party }) => readPartyWith(reader, party, 'partyRole'),
  decide: ({ party, rows }, role, context) => {
    if (isOutsideLife(role, party)) return refuse('OUTSIDE_LIFE', { party: party.id });
    const held = rows.find(
      (row) =>
        row['type'] === role.type &&
        row['scope'] === role.scope &&
        row['status'] !== 'ended' &&
        overlaps(row as Validity, role),
    );
    if (held) return refuse('ALREADY_HELD', { role: held.id });
    const id = context.newId('partyRole');
    return accept([{ type: 'create', entity: 'partyRole', record: { ...role, id, party: party.id } }], { role: id });
  },
});
