import type { Capabilities, Context, Storage } from '@crmkit/core';
import { UnsupportedError } from '@crmkit/core';
import { checkCommit, checkContext, entityOf } from '@crmkit/core/storage';
import { runCommit } from './commit/run-commit.js';
import type { BlockedUpgrade } from './database/open-database.js';
import { TenantDatabases, type TransactionScope } from './database/tenant-databases.js';
import { aggregateRows } from './read/aggregate-rows.js';
import { getRows, storeOf } from './read/get-rows.js';
import { queryRows, queryStores } from './read/query-rows.js';
import { asOfStores, readAsOf } from './read/read-as-of.js';
import { changeStores, readChanges, readVersions } from './read/read-changes.js';

/** How to keep records in the browser. */
export interface IndexedDbStorageOptions {
  /** Name of the application; pages of one origin that use the same name share their data. */
  readonly name: string;
  /** Whose data it is: every user of a shared device gets databases of their own. Empty when left out. */
  readonly user?: string;
  /**
   * `strict` (when left out): a commit resolves once the browser was told that it is on disk. `relaxed`: once the
   * system has it, for data that can be fetched again.
   */
  readonly durability?: 'strict' | 'relaxed';
  /** Another IndexedDB than the page's own. */
  readonly indexedDB?: IDBFactory;
  /** Longest wait for a database to open, in milliseconds; 10,000 when left out. Only an upgrade that another page blocks takes long. */
  readonly openTimeoutMs?: number;
  /** Told when another page keeps an older version open, so that the host can ask the user to close it. */
  readonly onBlocked?: (upgrade: BlockedUpgrade) => void;
}

const capabilities: Capabilities = {
  joinHost: false,
  pushdown: { filter: true, sort: true, aggregate: true, asOf: true },
  durable: true,
  maxBatch: 10_000,
  multiProcess: true,
};

/**
 * Storage in the browser's IndexedDB: one database per application, user and tenant, opened at its first use. Pages of
 * one origin share it. One commit is one transaction and real when it resolves.
 *
 * @param options - name of the application, user, durability
 * @returns a storage to pass to `createCrm`
 * @throws {@link UnsupportedError} `UNSUPPORTED` when there is no IndexedDB here
 * @example
 * const storage = indexedDbStorage({ name: 'field-sales', user: 'u42' });
 */
export function indexedDbStorage(options: IndexedDbStorageOptions): Storage {
  const factory = options.indexedDB ?? globalThis.indexedDB;
  if (factory === undefined)
    throw new UnsupportedError('There is no IndexedDB here. Use this storage in a browser, or pass `indexedDB`.');
  const databases = new TenantDatabases({
    factory,
    name: options.name,
    user: options.user ?? '',
    durability: options.durability ?? 'strict',
    openTimeoutMs: options.openTimeoutMs ?? 10_000,
    onBlocked: options.onBlocked,
  });
  const reading = (
    { tenant, signal }: { readonly tenant: string; readonly signal?: AbortSignal },
    stores: readonly string[],
  ): TransactionScope => ({
    tenant,
    signal,
    stores,
    mode: 'readonly',
  });

  return {
    capabilities,
    open: (schema, { signal } = {}) => databases.open(schema, signal),
    async get(context, entity, ids) {
      enter(databases, context);
      return databases.run(reading(context, [storeOf(entity)]), (transaction, schema) =>
        getRows(transaction, schema, entity, ids),
      );
    },
    async query(context, entity, query) {
      enter(databases, context);
      return databases.run(reading(context, queryStores), (transaction, schema) =>
        queryRows(transaction, schema, context.tenant, entity, query),
      );
    },
    async aggregate(context, entity, query) {
      enter(databases, context);
      return databases.run(reading(context, queryStores), (transaction, schema) =>
        aggregateRows(transaction, schema, context.tenant, entity, query),
      );
    },
    async commit(context, commit) {
      enter(databases, context);
      return runCommit(databases, context, checkCommit(commit, databases.schema, capabilities.maxBatch));
    },
    async changes(context, query) {
      enter(databases, context);
      return databases.run(reading(context, changeStores), (transaction) => readChanges(transaction, query));
    },
    async asOf(context, entity, query) {
      enter(databases, context);
      return databases.run(reading(context, asOfStores), (transaction, schema) =>
        readAsOf(transaction, context.tenant, entityOf(schema, entity).name, query),
      );
    },
    async versions(context, entity, query) {
      enter(databases, context);
      return databases.run(reading(context, changeStores), (transaction, schema) =>
        readVersions(transaction, entityOf(schema, entity).name, query),
      );
    },
    async close() {
      databases.close();
    },
  };
}

/** What every call checks before it touches a database; a storage that is not open says so first. */
function enter(databases: TenantDatabases, context: Context): void {
  databases.assertOpen();
  checkContext(context, capabilities);
}
