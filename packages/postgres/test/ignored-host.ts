import type { Context, Storage } from '@crmkit/core';

/** Takes a connection of its own although it was given the host's transaction: its writes are there before the host commits. */
export function ignoredHost(storage: Storage): Storage {
  const leaveHost = ({ host: _host, ...context }: Context): Context => context;
  return {
    ...storage,
    get: (context, entity, ids) => storage.get(leaveHost(context), entity, ids),
    query: (context, entity, query) => storage.query(leaveHost(context), entity, query),
    commit: (context, commit) => storage.commit(leaveHost(context), commit),
    changes: (context, query) => storage.changes(leaveHost(context), query),
  };
}
