import type { Principal } from '../command/principal.js';
import type { Expression } from '../expression/node.js';

/** One rule as it holds for one principal: its condition built and checked. */
export interface Grant {
  readonly role: string;
  readonly entity: string;
  /** null: every action. */
  readonly actions: ReadonlySet<string> | null;
  /** null: every field. */
  readonly read: ReadonlySet<string> | null;
  readonly write: ReadonlySet<string> | null;
  /** null: every row. Normalised. */
  readonly condition: Expression | null;
}

/** Answers which grants a principal holds on an entity; nothing granted gives an empty list. */
export type GrantSource = (entity: string, principal: Principal) => readonly Grant[];

/** A grant of everything, for system reads and open access. */
export function openGrant(entity: string): Grant {
  return { role: '*', entity, actions: null, read: null, write: null, condition: null };
}

/** Actions that come with a generic one, so that a rule need not name both. */
const implied: { readonly [verb: string]: string } = { record: 'create', reverse: 'delete' };

/**
 * Picks the grants that hold for an action.
 *
 * @example
 * grantsOf(grants, 'read').length; // 0 when nothing can be read
 */
export function grantsOf(grants: readonly Grant[], action: string): readonly Grant[] {
  const base = Object.hasOwn(implied, action) ? implied[action] : undefined;
  return grants.filter(
    ({ actions }) => actions === null || actions.has(action) || (base !== undefined && actions.has(base)),
  );
}

/**
 * Tells whether a field list opens a path; `custom` opens every field of the host.
 *
 * @example
 * opensField(new Set(['custom']), 'custom.creditClass'); // true
 */
export function opensField(fields: ReadonlySet<string> | null, path: string): boolean {
  if (fields === null || path === 'id' || path === 'rev' || fields.has(path)) return true;
  return path.startsWith('custom.') && fields.has('custom');
}
