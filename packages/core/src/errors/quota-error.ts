import { CrmError } from './crm-error.js';

/**
 * The disk or the browser's storage quota is full; nothing of the batch was written.
 *
 * @example
 * new QuotaError('The disk is full.', { cause: new Error('53100') }).code; // 'QUOTA'
 */
export class QuotaError extends CrmError {
  override readonly name = 'QuotaError';
  readonly code = 'QUOTA';
}
