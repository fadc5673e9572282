import { z } from 'zod';
import type { RecordChange } from '../../command/define-command.js';
import { accept, defineCommand, refuse } from '../../command/define-command.js';
import { date, keyword, ref } from '../../model/fields.js';
import { contactPointInput, contactSlot, isThirdParty } from '../contact-point-input.js';
import { newContactPoint } from '../new-contact-point.js';
import { normaliseContactPoint } from '../normalise-contact-point.js';
import type { StoredContactPoint } from '../prefer-contact-point.js';
import { unprefer } from '../prefer-contact-point.js';
import { endOn } from '../reconcile-values.js';
import { dayOf, isValidOn } from '../validity.js';
import { readPartyWith } from './read-party.js';

const input = z.strictObject({
  party: ref('party'),
  ...contactPointInput.omit({ validFrom: true }).shape,
  /** First day of the new value. Default: today (UTC). */
  from: date().optional(),
  /** The contact point that it replaces; by default the one of the same kind and purposes, null for none. */
  replaces: ref('contactPoint').nullable().optional(),
  /** System that states the change; none when a person does. */
  system: keyword({ max: 100 }).optional(),
});

type Input = z.output<typeof input>;

/** What a change of contact point came to; `closed` is the one it replaced. */
export interface ContactPointChanged {
  readonly status: 'changed' | 'unchanged';
  readonly contactPoint: string;
  readonly closed: string | null;
}

function findReplaced(rows: readonly StoredContactPoint[], wanted: Input, from: string): readonly StoredContactPoint[] {
  if (wanted.replaces === null) return [];
  if (wanted.replaces !== undefined) return rows.filter((row) => row.id === wanted.replaces);
  const slot = contactSlot(wanted);
  return rows.filter((row) => contactSlot(row) === slot && isValidOn(row, from));
}

// A value planned for later takes over on its day.
function findEnd(rows: readonly StoredContactPoint[], wanted: Input, from: string): string | undefined {
  if (wanted.replaces === null) return undefined;
  const slot = contactSlot(wanted);
  return rows
    .filter((row) => contactSlot(row) === slot && row.id !== wanted.replaces)
    .map((row) => row.validFrom ?? '')
    .filter((day) => day > from)
    .sort()[0];
}

/**
 * A party moved, or has a new number or account: the contact point that held is closed on the day the new one begins.
 * Nothing changes when both are equal after normalisation. An address with another recipient is refused: the ship-to
 * of a third party never becomes the customer's address.
 */
export const changeContactPoint = defineCommand({
  name: 'party.changeContactPoint',
  input,
  subject: ({ party }) => party,
  refusals: ['THIRD_PARTY', 'EMPTY', 'SEVERAL', 'NOT_OF_PARTY'],
  read: (reader, { party }) => readPartyWith(reader, party, 'contactPoint'),
  decide: ({ party, rows }, wanted, context) => {
    const points = rows as readonly StoredContactPoint[];
    const { party: _, from = dayOf(context.now), replaces, system, ...stated } = wanted;
    const { normalized } = normaliseContactPoint(stated);
    if (normalized === '') return refuse('EMPTY', { party: party.id });
    if (isThirdParty(stated.recipient, party)) return refuse('THIRD_PARTY', { party: party.id });
    const replaced = findReplaced(points, wanted, from);
    if (typeof replaces === 'string' && replaced.length === 0)
      return refuse('NOT_OF_PARTY', { contactPoint: replaces });
    const same = (typeof replaces === 'string' ? replaced : points).find(
      (row) => row.normalized === normalized && contactSlot(row) === contactSlot(stated) && isValidOn(row, from),
    );
    if (same) return accept<ContactPointChanged>([], { status: 'unchanged', contactPoint: same.id, closed: null });
    if (replaced.length > 1) return refuse('SEVERAL', { contactPoints: replaced.map((row) => row.id) });
    const [old] = replaced;
    const point = newContactPoint(stated, {
      id: context.newId('contactPoint'),
      party: party.id,
      system,
      validFrom: points.some((row) => contactSlot(row) === contactSlot(stated)) || wanted.from ? from : undefined,
      validTo: stated.validTo ?? findEnd(points, wanted, from),
      preferred: stated.preferred ?? old?.preferred ?? false,
    });
    const ended = old ? points.map((row) => (row.id === old.id ? endOn(row, from) : row)) : points;
    const given = new Map(point.preferred ? unprefer(ended, point).map((row) => [row.id, row]) : []);
    const next = ended.map((row) => given.get(row.id) ?? row);
    const changes = points.flatMap((before, index): RecordChange[] => {
      const after = next[index];
      return after === undefined || after === before ? [] : [{ type: 'update', entity: 'contactPoint', before, after }];
    });
    const { rev: __, ...record } = point;
    return accept<ContactPointChanged>([...changes, { type: 'create', entity: 'contactPoint', record }], {
      status: 'changed',
      contactPoint: point.id,
      closed: old?.id ?? null,
    });
  },
});
