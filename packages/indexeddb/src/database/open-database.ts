import { AbortedError, UnavailableError } from '@crmkit/core';
import { KEY_INDEX, LAYOUT, stores } from './layout.js';

/** Room for schema versions below one layout, so that a newer layout or schema always has the higher native version. */
const SCHEMA_ROOM = 2 ** 32;

/** A page that waits because another page holds an older version of the same database open. */
export interface BlockedUpgrade {
  readonly database: string;
  readonly oldVersion: number;
  readonly newVersion: number;
}

/** How to open one database. */
export interface OpenDatabaseOptions {
  readonly factory: IDBFactory;
  readonly name: string;
  readonly schemaVersion: number;
  readonly timeoutMs: number;
  readonly onBlocked?: ((upgrade: BlockedUpgrade) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a database and brings its stores up to {@link LAYOUT}. An upgrade is one transaction: killed anywhere, it has
 * not happened and the next opening does it. A newer database rejects with the browser's `VersionError`.
 *
 * @throws {@link UnavailableError} `UNAVAILABLE` when other pages block the upgrade longer than `timeoutMs`
 * @throws {@link AbortedError} `ABORTED` when the signal fires first
 */
export function openDatabase(options: OpenDatabaseOptions): Promise<IDBDatabase> {
  const { factory, name, schemaVersion, onBlocked, signal } = options;
  const newVersion = LAYOUT * SCHEMA_ROOM + schemaVersion;
  return new Promise((resolve, reject) => {
    const request = factory.open(name, newVersion);
    let blocked = false;
    let given = false;
    const giveUp = (error: unknown): void => {
      given = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      reject(error);
    };
    const onAbort = (): void => giveUp(new AbortedError(`Opening ${name} was aborted.`, { cause: signal?.reason }));
    const timer = setTimeout(
      () =>
        giveUp(
          new UnavailableError(
            `${name} did not open within ${options.timeoutMs} ms${blocked ? ': another page keeps an older version open. Close it' : ''}.`,
          ),
        ),
      options.timeoutMs,
    );
    signal?.addEventListener('abort', onAbort);
    request.onblocked = (event) => {
      blocked = true;
      onBlocked?.({ database: name, oldVersion: toSchemaVersion(event.oldVersion), newVersion: schemaVersion });
    };
    request.onupgradeneeded = () => createStores(request.result);
    request.onerror = () => giveUp(request.error);
    request.onsuccess = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      // Nobody waits any more: an open connection would block the next upgrade for ever.
      if (given) request.result.close();
      else resolve(request.result);
    };
  });
}

function createStores(database: IDBDatabase): void {
  const present = database.objectStoreNames;
  if (!present.contains(stores.record))
    database.createObjectStore(stores.record).createIndex(KEY_INDEX, 'k', { multiEntry: true });
  for (const name of [stores.claim, stores.version, stores.image, stores.meta]) {
    if (!present.contains(name)) database.createObjectStore(name);
  }
}

function toSchemaVersion(nativeVersion: number): number {
  return nativeVersion % SCHEMA_ROOM;
}
