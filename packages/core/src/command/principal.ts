import { invalidInput } from '../errors/invalid-input.js';
import { checkName } from '../storage/check-context.js';

/** On whose behalf a call runs. The host owns its users: crmkit believes what it is told here and keeps no user table. */
export interface Principal {
  /** Whose data; part of every key in every store. */
  readonly tenant: string;
  /** The host's id of the person or process; written into the cause of every version. */
  readonly actor: string;
  /** Names that access rules grant rights to. */
  readonly roles: readonly string[];
}

/**
 * Refuses a principal that cannot be written down: an empty tenant or actor, roles that are no list of texts.
 *
 * @param principal - as the host gave it
 * @returns a detached copy
 * @throws {@link InvalidInputError} `INVALID_INPUT`
 */
export function checkPrincipal(principal: Principal): Principal {
  checkName(principal?.tenant, 'principal', 'tenant');
  checkName(principal.actor, 'principal', 'actor');
  if (!Array.isArray(principal.roles)) throw invalidInput('principal', 'roles', 'expected a list of role names');
  for (const [index, role] of principal.roles.entries()) checkName(role, 'principal', `roles.${index}`);
  return Object.freeze({
    tenant: principal.tenant,
    actor: principal.actor,
    roles: Object.freeze([...principal.roles]),
  });
}
