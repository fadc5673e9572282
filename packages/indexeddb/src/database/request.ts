/** Resolves with a request's result, rejects with its error. Awaiting it keeps the transaction alive. */
export function settleRequest<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Results of many requests of one transaction, in order: one promise for all, because a promise each costs as much
 * as the read.
 */
export function settleRequests<T>(requests: readonly IDBRequest<T>[]): Promise<T[]> {
  if (requests.length === 0) return Promise.resolve([]);
  return new Promise((resolve, reject) => {
    const last = requests[requests.length - 1] as IDBRequest<T>;
    const fail = (event: Event): void => reject((event.target as IDBRequest<T>).error);
    for (const request of requests) request.onerror = fail;
    // Requests of one transaction succeed in the order they were placed.
    last.onsuccess = () => resolve(requests.map((request) => request.result));
  });
}

/** Resolves at `oncomplete`, the only moment a write is real; rejects with the transaction's error (null when aborted by hand). */
export function settleTransaction(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
