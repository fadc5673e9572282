import { FatalStorageError, isCrmError, QuotaError, SchemaTooNewError, UnavailableError } from '@crmkit/core';
import { KeyTaken } from './key-taken.js';

/**
 * Failures of the connection, not of the call: the database is opened again once before they surface. `AbortError` is
 * the browser's own here, because what a caller aborts is typed already.
 */
const connectionFailures: ReadonlySet<string> = new Set([
  'AbortError',
  'InvalidStateError',
  'NotFoundError',
  'TransactionInactiveError',
  'UnknownError',
]);

/** What a transaction that was aborted by nobody we know is rejected with: the browser closed the database underneath. */
export class LostConnection extends Error {
  override readonly name = 'InvalidStateError';
}

/** Tells whether opening the database again may help; the failed transaction has written nothing. */
export function isConnectionFailure(error: unknown): boolean {
  return !isCrmError(error) && connectionFailures.has(nameOf(error));
}

/**
 * Turns a failure of IndexedDB into the closed set of typed errors, the vendor's error as cause.
 *
 * @param error - anything that was thrown; typed errors pass through
 * @param database - name of the database, for the message
 */
export function translateError(error: unknown, database: string): unknown {
  if (isCrmError(error) || error instanceof KeyTaken) return error;
  const name = nameOf(error);
  if (name === 'QuotaExceededError') {
    return new QuotaError(
      `The browser's storage is full; nothing of this commit was written to ${database}. Free space and try again.`,
      { cause: error },
    );
  }
  if (name === 'VersionError') {
    return new SchemaTooNewError(
      `${database} was written by a newer version of this application. Reload the page to run it.`,
      { cause: error },
    );
  }
  if (connectionFailures.has(name)) {
    return new UnavailableError(`${database} could not be reached, also after it was opened again.`, { cause: error });
  }
  return new FatalStorageError(`${database} failed: ${name}.`, { cause: error });
}

function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : typeof error;
}
