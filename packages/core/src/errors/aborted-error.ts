import { CrmError } from './crm-error.js';

/** The caller's AbortSignal ended the call; nothing of the unfinished batch was written. */
export class AbortedError extends CrmError {
  override readonly name = 'AbortedError';
  readonly code = 'ABORTED';
}
