import { ClosedError } from '../errors/closed-error.js';
import type { StorageSchema } from '../model/storage-schema.js';
import type { Capabilities, Storage } from './contract.js';
import { entityOf } from './field-of.js';
import { versionsByScan } from './record-versions.js';
import { replayPast } from './replay-past.js';
import { aggregateByScan, queryByScan } from './scan-query.js';

/**
 * Gives a storage what it does not push down: filters, sorts, aggregates, as-of reads and versions of a record,
 * evaluated over what it can do. A storage with all of it comes back as it is. `createCrm` takes no storage with less:
 * who makes one wraps it.
 *
 * @param storage - any adapter, not opened yet
 * @returns a storage with every optional method
 * @example
 * const complete = withFallbacks(memoryStorage());
 * typeof complete.aggregate; // 'function'
 */
export function withFallbacks(storage: Storage): Storage {
  const { pushdown } = storage.capabilities;
  const canQuery = pushdown.filter && pushdown.sort;
  const ownAggregate = pushdown.aggregate ? storage.aggregate?.bind(storage) : undefined;
  const ownAsOf = pushdown.asOf ? storage.asOf?.bind(storage) : undefined;
  const ownVersions = storage.versions?.bind(storage);
  if (canQuery && ownAggregate !== undefined && ownAsOf !== undefined && ownVersions !== undefined) return storage;

  let opened: StorageSchema | null = null;
  const schema = (): StorageSchema => {
    if (opened === null) throw new ClosedError('The storage is not open yet.');
    return opened;
  };
  const capabilities: Capabilities = {
    ...storage.capabilities,
    pushdown: { ...pushdown, filter: true, sort: true, aggregate: true, asOf: true },
  };
  return {
    capabilities,
    async open(next, options) {
      await storage.open(next, options);
      opened = next;
    },
    get: (context, entity, ids) => storage.get(context, entity, ids),
    async query(context, entity, query) {
      const needsFilter = query.where !== undefined && !pushdown.filter;
      const needsSort = (query.sort ?? []).length > 0 && !pushdown.sort;
      return needsFilter || needsSort
        ? queryByScan(storage, context, schema(), entity, query)
        : storage.query(context, entity, query);
    },
    commit: (context, commit) => storage.commit(context, commit),
    changes: (context, query) => storage.changes(context, query),
    close: () => storage.close(),
    aggregate: ownAggregate ?? ((context, entity, query) => aggregateByScan(storage, context, schema(), entity, query)),
    asOf: ownAsOf ?? ((context, entity, query) => replayPast(storage, context, entity, query)),
    versions:
      ownVersions ??
      (async (context, entity, query) => versionsByScan(storage, context, entityOf(schema(), entity).name, query)),
  };
}
