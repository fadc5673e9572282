import type { StorageSchema } from '@crmkit/core';
import { AbortedError, ClosedError } from '@crmkit/core';
import { databaseName } from './database-name.js';
import { type BlockedUpgrade, type OpenDatabaseOptions, openDatabase } from './open-database.js';
import { rebuildKeys } from './rebuild-keys.js';
import { runTransaction, untilAborted } from './run-transaction.js';
import { isConnectionFailure, translateError } from './translate-error.js';

/** What is the same for every database of one storage. */
export interface DatabaseOptions {
  readonly factory: IDBFactory;
  readonly name: string;
  readonly user: string;
  readonly durability: IDBTransactionDurability;
  readonly openTimeoutMs: number;
  readonly onBlocked: ((upgrade: BlockedUpgrade) => void) | undefined;
}

/** One transaction: the tenant it belongs to, its stores and mode, and what ends it early. */
export interface TransactionScope {
  readonly tenant: string;
  readonly stores: readonly string[];
  readonly mode: 'readonly' | 'readwrite';
  readonly signal?: AbortSignal | undefined;
}

/** What runs inside one transaction; it may await nothing but the transaction's own requests. */
type Work<T> = (transaction: IDBTransaction, schema: StorageSchema) => Promise<T>;

/** The databases of one storage: one per tenant, opened at its first use and kept until closed. */
export class TenantDatabases {
  readonly #options: DatabaseOptions;
  readonly #open = new Map<string, Promise<IDBDatabase>>();
  #schema: StorageSchema | null = null;
  #closed = false;

  constructor(options: DatabaseOptions) {
    this.#options = options;
  }

  /** The schema the storage was opened with. */
  get schema(): StorageSchema {
    if (this.#closed || this.#schema === null)
      throw new ClosedError(this.#closed ? 'The storage was closed.' : 'The storage is not open yet.');
    return this.#schema;
  }

  /** @throws {@link ClosedError} `CLOSED` when it is closed or was never opened */
  assertOpen(): void {
    void this.schema;
  }

  /**
   * Records the schema version for the whole app, so that an older page is refused before it touches any tenant.
   *
   * @throws {@link SchemaTooNewError} `SCHEMA_TOO_NEW` when a newer page was here
   */
  async open(schema: StorageSchema, signal?: AbortSignal): Promise<void> {
    if (this.#closed) throw new ClosedError('The storage was closed. Make a new one.');
    if (signal?.aborted)
      throw new AbortedError('The call was aborted before it began; nothing was done.', { cause: signal.reason });
    const name = databaseName(this.#options.name, this.#options.user, null);
    try {
      const database = await openDatabase({ ...this.#opening(name, schema), signal });
      database.close();
    } catch (error) {
      throw translateError(error, name);
    }
    if (this.#schema !== null && this.#schema !== schema) this.#closeAll();
    this.#schema = schema;
  }

  close(): void {
    this.#closed = true;
    this.#closeAll();
  }

  /**
   * Runs `work` in one transaction and gives its value once the transaction is real (a write at `oncomplete`). `work`
   * may await nothing but requests of the transaction. A lost connection is opened again once: what was aborted has
   * written nothing, so running `work` a second time is safe.
   */
  async run<T>(scope: TransactionScope, work: Work<T>): Promise<T> {
    const name = databaseName(this.#options.name, this.#options.user, scope.tenant);
    try {
      return await this.#attempt(name, scope, work);
    } catch (error) {
      if (!isConnectionFailure(error)) throw translateError(error, name);
    }
    try {
      return await this.#attempt(name, scope, work);
    } catch (error) {
      throw translateError(error, name);
    }
  }

  async #attempt<T>(name: string, scope: TransactionScope, work: Work<T>): Promise<T> {
    const { schema } = this;
    const opening = this.#connect(name, schema);
    const database = await untilAborted(opening, scope.signal);
    if (this.schema !== schema)
      throw new ClosedError('The storage was opened with another schema meanwhile. Try again.');
    try {
      const transaction = database.transaction(scope.stores, scope.mode, { durability: this.#options.durability });
      return await runTransaction(transaction, scope, (running) => work(running, schema));
    } catch (error) {
      if (isConnectionFailure(error)) {
        this.#forget(name, opening);
        database.close();
      }
      throw error;
    }
  }

  #connect(name: string, schema: StorageSchema): Promise<IDBDatabase> {
    const present = this.#open.get(name);
    if (present !== undefined) return present;
    const opening = this.#openTenant(name, schema, () => this.#forget(name, opening));
    this.#open.set(name, opening);
    opening.catch(() => this.#forget(name, opening));
    return opening;
  }

  async #openTenant(name: string, schema: StorageSchema, forget: () => void): Promise<IDBDatabase> {
    const database = await openDatabase(this.#opening(name, schema));
    // Another page upgrades or deletes: keeping the connection would block it. The next call opens anew, or learns
    // that this page is now too old.
    database.onversionchange = () => {
      database.close();
      forget();
    };
    database.onclose = forget;
    try {
      await rebuildKeys(database, schema);
    } catch (error) {
      database.close();
      throw error;
    }
    if (this.#closed) database.close();
    return database;
  }

  #opening(name: string, schema: StorageSchema): OpenDatabaseOptions {
    const { factory, openTimeoutMs, onBlocked } = this.#options;
    return { factory, name, schemaVersion: schema.version, timeoutMs: openTimeoutMs, onBlocked };
  }

  #forget(name: string, opening: Promise<IDBDatabase>): void {
    if (this.#open.get(name) === opening) this.#open.delete(name);
  }

  #closeAll(): void {
    for (const opening of this.#open.values()) {
      opening.then(
        (database) => database.close(),
        () => undefined,
      );
    }
    this.#open.clear();
  }
}
