import { CrmError } from './crm-error.js';

/**
 * The caller's AbortSignal ended the call; nothing of the unfinished batch was written.
 *
 * @example
 * const stopped = crm.as(principal, { signal: AbortSignal.abort() });
 * await stopped.party.list().catch(({ code }) => code); // 'ABORTED'
 */
export class AbortedError extends CrmError {
  override readonly name = 'AbortedError';
  readonly code = 'ABORTED';
}
