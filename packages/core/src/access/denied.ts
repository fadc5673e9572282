import { AccessDeniedError } from '../errors/access-denied-error.js';

/** The refusal of an action on an entity, naming fields where it is about them. */
export function denied(entity: string, action: string, reason: string, fields?: readonly string[]): AccessDeniedError {
  return new AccessDeniedError({ action: `${entity}.${action}`, entity, reason, ...(fields && { fields }) });
}
