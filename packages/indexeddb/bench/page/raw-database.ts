import type { Cause, Row } from '@crmkit/core';

/** Hand-written IndexedDB doing the work of the bench. */
export interface RawDatabase {
  create(rows: readonly Row[]): Promise<void>;
  update(rows: readonly Row[]): Promise<void>;
  /** How many of the ids were found. */
  get(ids: readonly string[]): Promise<number>;
  /** How many rows the first page by `createdAt` has. */
  pageByTime(limit: number): Promise<number>;
}

export const cause: Cause = { command: 'bench', actor: 'bench', at: 1_700_000_000_000 };
export const strict = { durability: 'strict' } as const;

export function open(name: string, create: (database: IDBDatabase) => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => create(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export function settle<T>(requests: readonly IDBRequest<T>[]): Promise<T[]> {
  return new Promise((resolve, reject) => {
    let left = requests.length;
    for (const request of requests) {
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        left -= 1;
        if (left === 0) resolve(requests.map(({ result }) => result));
      };
    }
  });
}

export function complete(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
