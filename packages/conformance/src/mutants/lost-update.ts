import type { Storage, Write } from '@crmkit/core';

/** Forgets the revision that was read: the last writer wins, whatever is there. */
export function lostUpdate(storage: Storage): Storage {
  return {
    ...storage,
    async commit(context, commit) {
      const forget = async (write: Write): Promise<Write> => {
        const [current] = await storage.get(context, write.entity, [write.id]);
        return write.expect === 'absent' || current == null ? write : { ...write, expect: current.rev };
      };
      for (;;) {
        const result = await storage.commit(context, {
          ...commit,
          writes: await Promise.all(commit.writes.map(forget)),
        });
        const isStale = !result.ok && result.reason === 'conflict' && result.current !== null;
        const meantUpdate = commit.writes.every(({ expect }) => expect !== 'absent');
        if (!isStale || !meantUpdate) return result;
      }
    },
  };
}
