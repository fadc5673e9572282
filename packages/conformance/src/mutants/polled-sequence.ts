import type { Change, Storage } from '@crmkit/core';
import { pause } from '../support/call.js';

/**
 * Numbers entries from a sequence when their commit begins and lets readers ask for what is above the last number seen:
 * a commit that began earlier and ends later is skipped.
 */
export function polledSequence(storage: Storage): Storage {
  const feeds = new Map<string, Map<number, Change>>();
  const sequences = new Map<string, number>();
  return {
    ...storage,
    async commit(context, commit) {
      const first = (sequences.get(context.tenant) ?? 0) + 1;
      sequences.set(context.tenant, first + commit.writes.length - 1);
      if (first % 3 === 0) await pause(1);
      const result = await storage.commit(context, commit);
      if (!result.ok) return result;
      const feed = feeds.get(context.tenant) ?? new Map<number, Change>();
      feeds.set(context.tenant, feed);
      for (const [index, { entity, id, op, row }] of commit.writes.entries()) {
        const rev = result.revs[index] ?? '';
        const number = first + index;
        feed.set(number, { number, entity, id, op, rev, ...(row && { row: { ...row, rev } }), cause: commit.cause });
      }
      return result;
    },
    async changes(context, { after, limit }) {
      const last = Number(after ?? 0);
      const entries = [...(feeds.get(context.tenant)?.values() ?? [])];
      const changes = entries
        .filter(({ number }) => number > last)
        .sort((a, b) => a.number - b.number)
        .slice(0, limit);
      return { changes, checkpoint: String(changes.at(-1)?.number ?? last) };
    },
  };
}
