import { CrmError } from './crm-error.js';

/**
 * The adapter cannot do what was asked and says so in place of an approximation.
 *
 * @example
 * // Memory has no transactions a host could open.
 * expect(() => rep.using({})).toThrow(UnsupportedError);
 */
export class UnsupportedError extends CrmError {
  override readonly name = 'UnsupportedError';
  readonly code = 'UNSUPPORTED';
}
