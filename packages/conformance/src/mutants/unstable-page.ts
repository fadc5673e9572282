import type { Storage } from '@crmkit/core';
import { decodeCursor, encodeCursor } from '@crmkit/core/storage';

/** Pages by counting rows: what is inserted or removed in front shifts every later page. */
export function unstablePage(storage: Storage): Storage {
  return {
    ...storage,
    async query(context, entity, { cursor, ...query }) {
      const bound = { tenant: context.tenant, entity, query };
      const start = cursor == null ? { now: query.now, keys: [0] } : decodeCursor(bound, cursor);
      const offset = Number(start.keys[0]);
      const end = offset + query.limit;
      const page = await storage.query(context, entity, { ...query, now: start.now, limit: Math.min(end, 10_000) });
      const more = page.cursor !== null;
      return {
        rows: page.rows.slice(offset),
        cursor: more ? encodeCursor(bound, { now: start.now, keys: [end], id: '' }) : null,
      };
    },
  };
}
