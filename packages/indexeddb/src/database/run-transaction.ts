import { AbortedError } from '@crmkit/core';
import { KeyTaken } from './key-taken.js';
import { settleTransaction } from './request.js';
import { Rollback } from './rollback.js';
import { LostConnection } from './translate-error.js';

/** How long the browser has to tell why it ended a transaction. */
const REASON_TIMEOUT_MS = 1_000;

/**
 * Runs `work` in a transaction: resolves when what it wrote is real, undoes everything when it throws.
 *
 * @param work - awaits nothing but the transaction's own requests; throws {@link Rollback} to undo and give a value
 * @throws {@link AbortedError} `ABORTED` when the signal fired first; {@link KeyTaken} when an `add` met its key;
 *   otherwise why the transaction ended
 */
export async function runTransaction<T>(
  transaction: IDBTransaction,
  scope: { readonly mode: 'readonly' | 'readwrite'; readonly signal?: AbortSignal | undefined },
  work: (transaction: IDBTransaction) => Promise<T>,
): Promise<T> {
  const { signal } = scope;
  const settled = settleTransaction(transaction);
  settled.catch(() => undefined); // awaited below only where it matters
  let aborted = false;
  const onAbort = (): void => {
    aborted = abortQuietly(transaction);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const value = await work(transaction);
    if (scope.mode === 'readonly') return value;
    transaction.commit(); // all is placed: the browser need not ask whether more comes
    await settled;
    return value;
  } catch (error) {
    // Aborting what the browser is already aborting makes Chromium forget the event that tells why.
    if (!isAbort(error)) abortQuietly(transaction);
    if (error instanceof Rollback) return error.value as T;
    if (aborted) throw abortedError(signal);
    const reason = await reasonOf(error, settled);
    throw reason instanceof DOMException && reason.name === 'ConstraintError'
      ? new KeyTaken('', { cause: reason })
      : reason;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

/** The promise's value, unless the signal fires before it settles. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  if (signal.aborted) return Promise.reject(abortedError(signal));
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(abortedError(signal));
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** When a transaction dies, its open requests only say that it did; the reason (quota, a closed database) is its own. */
async function reasonOf(error: unknown, settled: Promise<void>): Promise<unknown> {
  if (!isAbort(error)) return error;
  const lost = new LostConnection('The browser closed the database.');
  const reason = settled.then(
    () => error,
    (cause: unknown) => cause ?? lost,
  );
  // Every call ends, also in a browser that forgets the event.
  return Promise.race([reason, new Promise((resolve) => setTimeout(resolve, REASON_TIMEOUT_MS, lost))]);
}

function isAbort(error: unknown): boolean {
  return error === null || (error instanceof DOMException && error.name === 'AbortError');
}

function abortedError(signal: AbortSignal | undefined): AbortedError {
  return new AbortedError('The call was aborted; nothing was written.', { cause: signal?.reason });
}

function abortQuietly(transaction: IDBTransaction): boolean {
  try {
    transaction.abort();
    return true;
  } catch {
    return false; // it is already over
  }
}
