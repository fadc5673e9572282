import { type Query, type Storage, UnsupportedError } from '@crmkit/core';

/**
 * Takes from a storage all it can push down, which leaves the six methods of a first-day adapter: its queries page in
 * id order and refuse conditions and sorts.
 *
 * @param storage - any storage
 * @returns the same data behind six methods
 * @example
 * const minimal = withoutPushdown(memoryStorage());
 */
export function withoutPushdown(storage: Storage): Storage {
  return {
    capabilities: {
      ...storage.capabilities,
      pushdown: { filter: false, sort: false, aggregate: false, asOf: false },
    },
    open: (schema, options) => storage.open(schema, options),
    get: (context, entity, ids) => storage.get(context, entity, ids),
    async query(context, entity, query) {
      refuseConditions(query);
      return storage.query(context, entity, query);
    },
    commit: (context, commit) => storage.commit(context, commit),
    changes: (context, query) => storage.changes(context, query),
    close: () => storage.close(),
  };
}

function refuseConditions({ where, sort = [] }: Query): void {
  if (where !== undefined || sort.length > 0) {
    throw new UnsupportedError('This storage pages in id order only. Wrap it in withFallbacks.');
  }
}
