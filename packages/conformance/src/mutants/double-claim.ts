import type { Claim, Storage } from '@crmkit/core';
import { CLAIMS } from '@crmkit/core/storage';

/** Hands a claimed key to whoever asks for it next. */
export function doubleClaim(storage: Storage): Storage {
  return {
    ...storage,
    async commit(context, commit) {
      const take = async (claim: Claim): Promise<Claim> => {
        const [held] = await storage.get(context, CLAIMS, [claim.key]);
        return held == null ? claim : { ...claim, expect: { rev: held.rev } };
      };
      for (;;) {
        const result = await storage.commit(context, { ...commit, claims: await Promise.all(commit.claims.map(take)) });
        if (result.ok || result.reason !== 'claimed' || result.holder === null) return result;
      }
    },
  };
}
