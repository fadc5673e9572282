import { type Caller, modelEntity, relatedSource } from '../command/caller.js';
import { invalidInput } from '../errors/invalid-input.js';
import type { Expression } from '../expression/node.js';
import { grantsOf } from './grant.js';
import { matchGrants } from './match-grants.js';
import { visibleRows } from './visible-rows.js';

/** Whether a call would be let through, or what stands against it. */
export type AccessAnswer =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** `RIGHT_MISSING`: no role grants the action. `ROW_OUTSIDE`: the caller can read the record, and roles grant the action on others. `NOT_FOUND`: nothing this caller can see. */
      readonly code: 'RIGHT_MISSING' | 'ROW_OUTSIDE' | 'NOT_FOUND';
      readonly reason: string;
      /** The right that would be needed: `party.update`. */
      readonly right: string;
      /** Of `ROW_OUTSIDE`: the conditions of the rules that grant the action, none of which the record meets. */
      readonly conditions?: readonly { readonly role: string; readonly condition: Expression }[];
    };

/**
 * Tells whether a principal may do something, and why not: without an id whether it may at all, with one whether it
 * may on this record as it is now.
 *
 * @param caller - whose rights are asked about
 * @param right - `entity.action`
 * @param id - of the record
 * @throws {@link InvalidInputError} `INVALID_INPUT` for a right on an entity, or of an action, that does not exist
 */
export async function explainAccess(caller: Caller, right: string, id?: string): Promise<AccessAnswer> {
  const [name = '', action = '', ...rest] = right.split('.');
  if (action === '' || rest.length > 0) throw invalidInput('can', 'right', 'expected entity.action');
  modelEntity(caller.runtime, name);
  if (action !== 'upsert' && !caller.runtime.verbs(name).has(action))
    throw invalidInput('can', 'right', `${name} has no such action`);
  const grants = grantsOf(caller.grants(name), action === 'upsert' ? 'update' : action);
  if (grants.length === 0) {
    return {
      allowed: false,
      code: 'RIGHT_MISSING',
      right,
      reason: `none of the roles ${caller.principal.roles.join(', ') || '(none)'} grants ${right}`,
    };
  }
  if (id === undefined) return { allowed: true };
  const { runtime, context } = caller;
  const source = relatedSource(caller, runtime.clock());
  const [row = null] = await runtime.storage.get(context, name, [id]);
  const [seen = null] = await visibleRows(source, caller.grants(name), name, [row]);
  if (row === null || seen === null) {
    return { allowed: false, code: 'NOT_FOUND', right, reason: `there is no ${name} ${id} that this caller can see` };
  }
  const holding = (await matchGrants(source, grants, name, [row]))(row);
  if (holding.length > 0) return { allowed: true };
  return {
    allowed: false,
    code: 'ROW_OUTSIDE',
    right,
    reason: `${name} ${id} meets none of the conditions under which ${right} is granted`,
    conditions: grants.flatMap(({ role, condition }) => (condition === null ? [] : [{ role, condition }])),
  };
}
