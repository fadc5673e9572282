import type { Row, Storage } from '@crmkit/core';
import { pause } from '../support/call.js';

/** Shows readers what a commit is about to write before it is decided whether it may. */
export function writeBeforeCommit(storage: Storage): Storage {
  const pending = new Map<string, Row>();
  const keyOf = (tenant: string, entity: string, id: string): string => JSON.stringify([tenant, entity, id]);
  return {
    ...storage,
    async commit(context, commit) {
      const keys = commit.writes.map(({ entity, id }) => keyOf(context.tenant, entity, id));
      for (const [index, { row }] of commit.writes.entries()) if (row) pending.set(keys[index] ?? '', row);
      await pause(0);
      const result = await storage.commit(context, commit);
      for (const key of keys) pending.delete(key);
      return result;
    },
    async get(context, entity, ids) {
      const rows = await storage.get(context, entity, ids);
      return ids.map((id, index) => pending.get(keyOf(context.tenant, entity, id)) ?? rows[index] ?? null);
    },
  };
}
