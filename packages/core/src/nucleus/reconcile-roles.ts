import type { AnyRecord, RecordChange } from '../command/define-command.js';
import type { SatelliteContext, SatelliteState } from '../command/define-satellite.js';
import { present } from './present.js';
import { dayOf } from './validity.js';

/** A role as a source states it. */
export interface StatedRole {
  readonly type: string;
  readonly hostType?: string | undefined;
  readonly status?: 'active' | 'suspended' | 'ended' | undefined;
  readonly scope?: string | undefined;
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
}

function isOfKind(row: AnyRecord, role: StatedRole): boolean {
  return row['type'] === role.type && (row['scope'] ?? '') === (role.scope ?? '');
}

function nextRole(row: AnyRecord, role: StatedRole, today: string): { readonly [field: string]: unknown } {
  const status = role.status ?? (role.validTo !== undefined && role.validTo <= today ? 'ended' : undefined);
  const validTo = role.validTo ?? (status === 'ended' ? (row['validTo'] ?? today) : undefined);
  return { ...row, ...present({ hostType: role.hostType, status, validFrom: role.validFrom, validTo }) };
}

/**
 * Brings the roles of a party to what one source says now, one role per type and scope. A role the party does not
 * hold is added; one the source stated before takes its status and days; a role that somebody else stated, or that
 * was ended by hand, stays as it is. A source that leaves a role out does not end it: it has to say so.
 */
export function reconcileRoles(state: SatelliteState<StatedRole>, context: SatelliteContext): readonly RecordChange[] {
  const today = dayOf(context.now);
  const roles = new Map(state.incoming.map((role) => [`${role.type} ${role.scope ?? ''}`, role]));
  return [...roles.values()].flatMap((role): RecordChange[] => {
    const rows = state.current.filter((row) => isOfKind(row, role));
    const own = rows.find((row) => row['system'] === context.system);
    if (own !== undefined) {
      if (own['status'] === 'ended' && role.status !== 'active') return [];
      const after = nextRole(own, role, today);
      const changed = Object.keys(after).some((field) => after[field] !== own[field]);
      return changed ? [{ type: 'update', entity: 'partyRole', before: own, after }] : [];
    }
    if (rows.some((row) => row['status'] !== 'ended')) return [];
    const id = context.newId('partyRole');
    const status = role.status ?? (role.validTo !== undefined && role.validTo <= today ? 'ended' : 'active');
    const record = { id, party: state.owner.id, system: context.system, ...present({ ...role, status }) };
    return [{ type: 'create', entity: 'partyRole', record }];
  });
}
