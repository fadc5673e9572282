import { z } from 'zod';
import { accept, defineCommand, refuse } from '../../command/define-command.js';
import { date, ref } from '../../model/fields.js';
import { endOn } from '../reconcile-values.js';
import type { Validity } from '../validity.js';
import { dayOf } from '../validity.js';
import { readExisting, readOwner } from './read-party.js';

/** Ends a tie between two parties; it stays readable with its days, and others stay as they are. */
export const endRelation = defineCommand({
  name: 'party.endRelation',
  input: z.strictObject({
    relation: ref('partyRelationship'),
    /** First day on which it no longer holds. Default: today (UTC). */
    on: date().optional(),
  }),
  subject: ({ relation }, reader) => readOwner(reader, 'partyRelationship', relation, 'from'),
  refusals: ['ALREADY_ENDED'],
  read: (reader, { relation }) => readExisting(reader, 'partyRelationship', relation),
  decide: (before, { on }, context) => {
    const day = on ?? dayOf(context.now);
    const { validTo } = before as Validity;
    if (validTo !== undefined && validTo <= day) return refuse('ALREADY_ENDED', { on: validTo });
    const after = endOn(before, day);
    return accept([{ type: 'update', entity: 'partyRelationship', before, after }], {
      relation: before.id,
      validTo: after.validTo,
    });
  },
});
