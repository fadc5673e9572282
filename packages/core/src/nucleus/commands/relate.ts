import { z } from 'zod';
import type { AnyRecord, RecordChange } from '../../command/define-command.js';
import { accept, defineCommand, refuse } from '../../command/define-command.js';
import { NotFoundError } from '../../errors/not-found-error.js';
import { date, ref } from '../../model/fields.js';
import { refersTo } from '../conditions.js';
import { isOutsideLife } from '../life-of-party.js';
import { partyRelationship } from '../party-relationship.js';
import type { Validity } from '../validity.js';
import { overlaps } from '../validity.js';
import { SATELLITE_LIMIT } from './read-party.js';

const { type, hostType, title, decisionRole, share } = partyRelationship.fields;

function isSameTie(
  row: AnyRecord,
  wanted: { readonly to: string; readonly type: string; readonly title?: string | undefined },
): boolean {
  return row['to'] === wanted.to && row['type'] === wanted.type && row['title'] === wanted.title;
}

/**
 * Ties one party to another for a time: a person `employedBy` an organization, a person `memberOf` a household. A
 * person may have several at once. A new primary tie takes the place of the primary one of its type.
 */
export const relate = defineCommand({
  name: 'party.relate',
  input: z.strictObject({
    from: ref('party'),
    to: ref('party'),
    type,
    hostType,
    title,
    decisionRole,
    share,
    primary: z.boolean().default(false),
    validFrom: date().optional(),
    validTo: date().optional(),
  }),
  // The tie is a fact about `from`; of the other party the caller only has to know.
  subject: ({ from }) => from,
  refusals: ['SAME_PARTY', 'ALREADY_RELATED', 'OUTSIDE_LIFE'],
  read: async (reader, { from, to }) => {
    const [one, other] = await reader.find('party', [from, to]);
    if (!one) throw new NotFoundError('party', from);
    if (!other) throw new NotFoundError('party', to);
    const rows = await reader.list('partyRelationship', { where: refersTo('from', from), limit: SATELLITE_LIMIT });
    return { parties: [one, other], rows };
  },
  decide: ({ parties, rows }, wanted, context) => {
    if (wanted.from === wanted.to) return refuse('SAME_PARTY', { party: wanted.from });
    const outside = parties.find((party) => isOutsideLife(wanted, party));
    if (outside) return refuse('OUTSIDE_LIFE', { party: outside.id });
    const inTime = rows.filter((row) => overlaps(row as Validity, wanted));
    const known = inTime.find((row) => isSameTie(row, wanted));
    if (known) return refuse('ALREADY_RELATED', { relation: known.id });
    const demoted = wanted.primary
      ? inTime.filter((row) => row['primary'] === true && row['type'] === wanted.type)
      : [];
    const id = context.newId('partyRelationship');
    return accept(
      [
        ...demoted.map(
          (before): RecordChange => ({
            type: 'update',
            entity: 'partyRelationship',
            before,
            after: { ...before, primary: false },
          }),
        ),
        { type: 'create', entity: 'partyRelationship', record: { ...wanted, id } },
      ],
      { relation: id, demoted: demoted.map((row) => row.id) },
    );
  },
});
