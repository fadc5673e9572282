import type { Storage } from '@crmkit/core';

/** A storage that counts what was really committed, so that "nothing was written" is measured and not claimed. */
export interface CountedStorage extends Storage {
  readonly commits: () => number;
}

/** Wraps a storage; every call goes through unchanged. */
export function countCommits(storage: Storage): CountedStorage {
  let commits = 0;
  return {
    ...storage,
    commit: async (context, commit) => {
      const result = await storage.commit(context, commit);
      if (result.ok) commits += 1;
      return result;
    },
    commits: () => commits,
  };
}
