import { z } from 'zod';
import { accept, defineCommand, refuse } from '../../command/define-command.js';
import { date, ref } from '../../model/fields.js';
import type { StoredContactPoint } from '../prefer-contact-point.js';
import { endOn } from '../reconcile-values.js';
import { dayOf } from '../validity.js';
import { readExisting, readOwner } from './read-party.js';

/** A contact point no longer holds and nothing takes its place. */
export const endContactPoint = defineCommand({
  name: 'party.endContactPoint',
  input: z.strictObject({
    contactPoint: ref('contactPoint'),
    /** First day on which it no longer holds. Default: today (UTC). */
    on: date().optional(),
  }),
  subject: ({ contactPoint }, reader) => readOwner(reader, 'contactPoint', contactPoint),
  refusals: ['ALREADY_ENDED'],
  read: (reader, { contactPoint }) => readExisting(reader, 'contactPoint', contactPoint),
  decide: (record, { on }, context) => {
    const before = record as StoredContactPoint;
    const day = on ?? dayOf(context.now);
    if (before.validTo !== undefined && before.validTo <= day) return refuse('ALREADY_ENDED', { on: before.validTo });
    const after = endOn(before, day);
    return accept([{ type: 'update', entity: 'contactPoint', before, after }], {
      contactPoint: before.id,
      validTo: after.validTo,
    });
  },
});
