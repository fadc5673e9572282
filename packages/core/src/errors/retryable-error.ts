import { CrmError } from './crm-error.js';

/**
 * The operation lost a race it can win when tried again: serialization failure, deadlock, or a conflict inside a joined host transaction.
 *
 * @example
 * new RetryableError('Two transactions waited for each other.', { cause: new Error('40P01') }).code; // 'RETRYABLE'
 */
export class RetryableError extends CrmError {
  override readonly name = 'RetryableError';
  readonly code = 'RETRYABLE';
}
