import {
  type CrmError,
  FatalStorageError,
  InvalidInputError,
  isCrmError,
  QuotaError,
  RetryableError,
  UnavailableError,
  UnsupportedError,
} from '@crmkit/core';

/** SQLSTATE codes of failures that a new try can win: serialization, deadlock, lock and statement time-outs. */
const RETRYABLE = new Set(['40001', '40P01', '55P03', '57014']);
/** Disk or memory full. */
const QUOTA = new Set(['53100', '53200']);
/** The server shuts down or takes no more connections, beside class 08. */
const UNAVAILABLE = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '25P03']);
const BROKEN_CONNECTION = /^(ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const BROKEN_CLIENT =
  /connection terminated|connection ended|client has encountered a connection error|timeout exceeded when trying to connect|not queryable|cannot use a pool after/i;

/** What PGlite says of a transaction object that outlived its transaction. */
const CLOSED_TRANSACTION = /^transaction is closed$/i;

/**
 * Turns what a driver threw into an error of the closed set. The message names the SQLSTATE only: vendor messages may
 * quote values, so they stay in the cause.
 *
 * @param error - anything thrown; errors of crmkit pass unchanged
 * @param doing - what was tried, such as `commit`
 * @returns the error to throw
 * @example
 * throw translateError(error, 'commit');
 */
export function translateError(error: unknown, doing: string): CrmError {
  if (isCrmError(error)) return error;
  const code = sqlState(error);
  const options = { cause: error };
  if (code !== null && RETRYABLE.has(code)) {
    return new RetryableError(
      `Postgres gave up ${doing} because of other work at the same time (${code}). Try again.`,
      options,
    );
  }
  if (code !== null && QUOTA.has(code))
    return new QuotaError(`Postgres has no room left for ${doing} (${code}). Nothing was written.`, options);
  if (isConnectionFailure(error, code)) {
    return new UnavailableError(
      `Postgres could not be reached, or the connection broke during ${doing}${code ? ` (${code})` : ''}.`,
      options,
    );
  }
  if (code === '54000') {
    return new InvalidInputError(doing, [
      { path: '', problem: 'an indexed text or key is longer than Postgres can index, about 2,700 bytes' },
    ]);
  }
  if (code === '42P01' || code === '3F000') {
    return new FatalStorageError(
      `A table is missing (${code}). Call open() first, or let a DBA run printMigration().`,
      options,
    );
  }
  if (code === '25006') {
    return new UnsupportedError(
      `The transaction (or the server) is read only (${code}), so ${doing} cannot run in it.`,
      options,
    );
  }
  const state = hostState(error, code);
  if (state !== null) {
    return new FatalStorageError(
      `The host's transaction ${state}, so ${doing} cannot run in it. Call using() with one that is open.`,
      options,
    );
  }
  return new FatalStorageError(`Postgres refused ${doing}${code ? ` (${code})` : ''}; see the cause.`, options);
}

/**
 * Tells whether a failed transaction lost a race, so that the same one may succeed when it is run again.
 *
 * @param error - anything thrown
 * @returns true for serialization failures and deadlocks
 */
export function isLostRace(error: unknown): boolean {
  const code = sqlState(isCrmError(error) ? error.cause : error);
  return code === '40001' || code === '40P01';
}

/** Why nothing can run in the host's transaction any more; null when that is not what failed. */
function hostState(error: unknown, code: string | null): string | null {
  if (code === '25P02') return 'was aborted by a statement that failed in it (25P02)';
  if (code === '25P01') return 'is over or was never begun (25P01)';
  return error instanceof Error && code === null && CLOSED_TRANSACTION.test(error.message) ? 'is over' : null;
}

function isConnectionFailure(error: unknown, code: string | null): boolean {
  if (code !== null && (code.startsWith('08') || UNAVAILABLE.has(code) || BROKEN_CONNECTION.test(code))) return true;
  return error instanceof Error && code === null && BROKEN_CLIENT.test(error.message);
}

function sqlState(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
