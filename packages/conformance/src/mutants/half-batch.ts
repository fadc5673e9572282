import type { Storage } from '@crmkit/core';

/** Writes one record after the other and stops at the first conflict, leaving what came before. */
export function halfBatch(storage: Storage): Storage {
  return {
    ...storage,
    async commit(context, commit) {
      const result = await storage.commit(context, commit);
      if (result.ok || result.reason !== 'conflict') return result;
      const failed = commit.writes.findIndex(({ entity, id }) => entity === result.entity && id === result.id);
      await storage.commit(context, { ...commit, claims: [], writes: commit.writes.slice(0, failed) });
      return result;
    },
  };
}
