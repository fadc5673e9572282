import { CrmError } from './crm-error.js';

/**
 * The storage failed in a way that a retry cannot mend; the vendor error is the cause.
 *
 * @example
 * new FatalStorageError('The database file is damaged.', { cause: new Error('XX001') }).code; // 'FATAL'
 */
export class FatalStorageError extends CrmError {
  override readonly name = 'FatalStorageError';
  readonly code = 'FATAL';
}
