import type { Storage } from '@crmkit/core';
import { type IndexedDbStorageOptions, indexedDbStorage } from '../src/indexeddb-storage.js';

let made = 0;

/** Databases of one test: storages over them like pages of one origin, closed and deleted at the end. */
export interface TestDatabases {
  readonly name: string;
  /** Another page over the same data; not opened. */
  page(options?: Partial<IndexedDbStorageOptions>): Storage;
  dispose(): Promise<void>;
}

/** Makes a name that no other test has, with what belongs to it. */
export function testDatabases(): TestDatabases {
  const name = `test-${Date.now().toString(36)}-${(made++).toString(36)}`;
  const pages: Storage[] = [];
  return {
    name,
    page(options = {}) {
      const storage = indexedDbStorage({ name, ...options });
      pages.push(storage);
      return storage;
    },
    async dispose() {
      for (const storage of pages) await storage.close();
      for (const database of await databaseNames(name)) await deleteDatabase(database);
    },
  };
}

/** The databases that exist for an application name. */
export async function databaseNames(name: string): Promise<readonly string[]> {
  const all = await indexedDB.databases();
  return all.flatMap(({ name: found }) => (found?.startsWith(`crmkit/${name}/`) ? [found] : [])).sort();
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error(`${name} is still open.`));
  });
}
