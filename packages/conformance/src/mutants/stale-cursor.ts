import type { Storage } from '@crmkit/core';
import { decodeCursor, encodeCursor } from '@crmkit/core/storage';

/** Lets the clock run on between the pages of one query. */
export function staleCursor(storage: Storage): Storage {
  return {
    ...storage,
    async query(context, entity, query) {
      if (query.cursor == null) return storage.query(context, entity, query);
      const bound = { tenant: context.tenant, entity, query };
      const position = decodeCursor(bound, query.cursor);
      const cursor = encodeCursor(bound, { ...position, now: query.now });
      return storage.query(context, entity, { ...query, cursor });
    },
  };
}
