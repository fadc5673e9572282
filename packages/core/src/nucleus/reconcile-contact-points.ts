import type { RecordChange } from '../command/define-command.js';
import type { SatelliteContext, SatelliteState } from '../command/define-satellite.js';
import { groupBy } from '../values/group-by.js';
import type { ContactPointInput } from './contact-point-input.js';
import { contactSlot, isThirdParty } from './contact-point-input.js';
import { newContactPoint } from './new-contact-point.js';
import { normaliseContactPoint } from './normalise-contact-point.js';
import type { StoredContactPoint } from './prefer-contact-point.js';
import { unprefer } from './prefer-contact-point.js';
import type { SlotChange, StatedValue } from './reconcile-values.js';
import { reconcileValues, withdraw } from './reconcile-values.js';
import { dayOf } from './validity.js';

function stateValues(state: SatelliteState<ContactPointInput>): StatedValue<ContactPointInput>[] {
  return state.incoming
    .filter((input) => !isThirdParty(input.recipient, state.owner))
    .map((input) => ({
      slot: contactSlot(input),
      normalized: normaliseContactPoint(input).normalized,
      validFrom: input.validFrom,
      input,
    }))
    .filter((value) => value.normalized !== '');
}

/**
 * Brings the contact points of a party to what one source says now. A value that the source no longer gives for a
 * place (kind and purposes) is closed on the day the new one begins; a value that holds already, or that the source
 * only repeats after somebody corrected it, changes nothing; places the source leaves out, and values of other
 * sources, stay. An address of somebody else (`recipient` is no name of the party) is passed over.
 */
export function reconcileContactPoints(
  state: SatelliteState<ContactPointInput>,
  context: SatelliteContext,
): readonly RecordChange[] {
  const rows = state.current as readonly StoredContactPoint[];
  const slots = reconcileValues(groupBy(rows, contactSlot), stateValues(state), {
    system: context.system,
    today: dayOf(context.now),
  });
  const next = new Map<string, StoredContactPoint>(rows.map((row) => [row.id, row]));
  const created: StoredContactPoint[] = [];
  for (const slot of slots) applySlot(slot, state.owner.id, context, next, created);
  return [
    ...rows.flatMap((before): RecordChange[] => {
      const after = next.get(before.id);
      return after === undefined || after === before ? [] : [{ type: 'update', entity: 'contactPoint', before, after }];
    }),
    ...created.map(({ rev: _, ...record }): RecordChange => ({ type: 'create', entity: 'contactPoint', record })),
  ];
}

function applySlot(
  slot: SlotChange<ContactPointInput>,
  party: string,
  context: SatelliteContext,
  next: Map<string, StoredContactPoint>,
  created: StoredContactPoint[],
): void {
  // As they are by now: an earlier place may have taken `preferred` from them.
  const closed = slot.closed.flatMap((row) => next.get(row.id) ?? []);
  for (const row of closed) next.set(row.id, withdraw(row, slot.from));
  let inherits = closed.some((row) => row.preferred && row.validTo === undefined);
  for (const { input } of slot.added) {
    const point = newContactPoint(input, {
      id: context.newId('contactPoint'),
      party,
      system: context.system,
      validFrom: input.validFrom ?? (slot.first ? undefined : slot.from),
      preferred: input.preferred ?? inherits,
    });
    inherits = false;
    if (point.preferred) {
      for (const row of unprefer([...next.values()], point)) next.set(row.id, row);
      for (const row of unprefer(created, point)) created[created.findIndex((other) => other.id === row.id)] = row;
    }
    created.push(point);
  }
}
