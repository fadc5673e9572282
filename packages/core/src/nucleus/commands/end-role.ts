import { z } from 'zod';
import { accept, defineCommand, refuse } from '../../command/define-command.js';
import { date, ref } from '../../model/fields.js';
import { endOn } from '../reconcile-values.js';
import { dayOf } from '../validity.js';
import { readExisting, readOwner } from './read-party.js';

/** Ends a role; it stays readable with its days. */
export const endRole = defineCommand({
  name: 'party.endRole',
  input: z.strictObject({
    role: ref('partyRole'),
    /** First day on which it no longer holds. Default: today (UTC). */
    on: date().optional(),
  }),
  subject: ({ role }, reader) => readOwner(reader, 'partyRole', role),
  refusals: ['ALREADY_ENDED'],
  read: (reader, { role }) => readExisting(reader, 'partyRole', role),
  decide: (before, { on }, context) => {
    if (before['status'] === 'ended') return refuse('ALREADY_ENDED', { on: before['validTo'] ?? null });
    const after = { ...endOn(before, on ?? dayOf(context.now)), status: 'ended' };
    return accept([{ type: 'update', entity: 'partyRole', before, after }], {
      role: before.id,
      validTo: after.validTo,
    });
  },
});
