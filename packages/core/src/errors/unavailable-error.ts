import { CrmError } from './crm-error.js';

/**
 * The storage cannot be reached, or the connection broke; whether the last commit took effect may be unknown.
 *
 * @example
 * new UnavailableError('The connection broke.', { cause: new Error('08006') }).code; // 'UNAVAILABLE'
 */
export class UnavailableError extends CrmError {
  override readonly name = 'UnavailableError';
  readonly code = 'UNAVAILABLE';
}
