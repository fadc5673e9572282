import type { RecordChange } from '../command/define-command.js';
import type { SatelliteContext, SatelliteState } from '../command/define-satellite.js';
import { groupBy } from '../values/group-by.js';
import { normaliseIdentifier } from './normalise-identifier.js';
import { present } from './present.js';
import type { DatedValue } from './reconcile-values.js';
import { reconcileValues, withdraw } from './reconcile-values.js';
import { dayOf } from './validity.js';

/** An identifier as a source or a person states it. */
export interface StatedIdentifier {
  readonly scheme: string;
  readonly value: string;
  readonly issuer?: string | undefined;
  readonly country?: string | undefined;
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
  readonly verified?: boolean | undefined;
}

/** An identifier as read, public values. */
export type StoredIdentifier = DatedValue & {
  readonly scheme: string;
  readonly value: string;
  readonly issuer?: string;
  readonly country?: string;
  readonly verified: boolean;
};

/** The place a number takes: its scheme and issuer. */
export function identifierSlot({
  scheme,
  issuer = '',
  country = '',
}: Pick<StatedIdentifier, 'scheme' | 'issuer' | 'country'>): string {
  return JSON.stringify([scheme, issuer, country]);
}

/** Makes the record of a stated identifier. */
export function newIdentifier(
  stated: StatedIdentifier,
  given: { readonly id: string; readonly party: string; readonly system?: string | undefined; readonly now: string },
): { readonly id: string; readonly [field: string]: unknown } {
  const { verified = false, ...rest } = stated;
  const fields = present({ ...rest, system: given.system, verifiedAt: verified ? given.now : undefined });
  return { id: given.id, party: given.party, ...fields, verified, ...normaliseIdentifier(stated) };
}

/** The stored identifier, verified: from now on no other party can have it. */
export function verifyIdentifier(row: StoredIdentifier, now: string): { readonly [field: string]: unknown } {
  const verified = { ...row, verified: true, verifiedAt: now };
  return { ...verified, ...normaliseIdentifier(verified) };
}

function endIdentifier(row: StoredIdentifier, day: string): { readonly [field: string]: unknown } {
  const { verifiedKey: _, ...ended } = withdraw(row, day) as StoredIdentifier & { readonly verifiedKey?: string };
  return ended;
}

/**
 * Brings the identifiers of a party to what one source says now, one place per scheme and issuer: a number the source
 * no longer gives is closed when it gives another one (a corrected tax number), the same number changes nothing, and
 * what becomes verified is marked so. Places the source leaves out, and numbers of other sources, stay.
 */
export function reconcileIdentifiers(
  state: SatelliteState<StatedIdentifier>,
  context: SatelliteContext,
): readonly RecordChange[] {
  const rows = state.current as readonly StoredIdentifier[];
  const stated = state.incoming
    .map((input) => ({ slot: identifierSlot(input), ...normaliseIdentifier(input), validFrom: input.validFrom, input }))
    .filter((value) => value.normalized !== '');
  const slots = reconcileValues(groupBy(rows, identifierSlot), stated, {
    system: context.system,
    today: dayOf(context.now),
  });
  const closed = slots.flatMap((slot) =>
    (slot.closed as readonly StoredIdentifier[]).map((row) => ({ row, after: endIdentifier(row, slot.from) })),
  );
  const verified = rows.filter(
    (row) =>
      !row.verified &&
      row.validTo === undefined &&
      stated.some(
        ({ slot, normalized, input }) =>
          input.verified === true && normalized === row.normalized && slot === identifierSlot(row),
      ),
  );
  return [
    ...closed.map(({ row, after }): RecordChange => ({ type: 'update', entity: 'identifier', before: row, after })),
    ...verified.map(
      (row): RecordChange => ({
        type: 'update',
        entity: 'identifier',
        before: row,
        after: verifyIdentifier(row, context.now),
      }),
    ),
    ...slots.flatMap((slot) =>
      slot.added.map(({ input }): RecordChange => {
        const id = context.newId('identifier');
        const from = input.validFrom ?? (slot.first ? undefined : slot.from);
        const record = newIdentifier(
          { ...input, validFrom: from },
          { id, party: state.owner.id, system: context.system, now: context.now },
        );
        return { type: 'create', entity: 'identifier', record };
      }),
    ),
  ];
}
