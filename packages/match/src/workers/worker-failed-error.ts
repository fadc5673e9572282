import { CrmError } from '@crmkit/core';

/**
 * A thread beside the calling one ended, or a task failed there, in the middle of a run; the run has no result. The
 * platform's own error, if it gave one, is the `cause`. Run again, with `workers: 1` when threads keep failing.
 *
 * @example
 * isCrmError(new WorkerFailedError('A thread ended.'), 'WORKER_FAILED'); // true
 */
export class WorkerFailedError extends CrmError {
  override readonly name = 'WorkerFailedError';
  readonly code = 'WORKER_FAILED';
}
