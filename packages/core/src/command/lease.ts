import { CLAIMS, type Claim } from '../storage/contract.js';
import type { Caller } from './caller.js';

/** How long a process that fell silent keeps a subscriber from the others, in ms of the injected clock. */
export const LEASE_MS = 30_000;

/** One process's hold on a subscriber of a tenant. Events are still delivered at least once, for clocks differ. */
export interface Lease {
  /** Takes or renews it. `taken`: it was somebody else's or nobody's before; `elsewhere`: another process is at work. */
  hold(): Promise<'held' | 'taken' | 'elsewhere'>;
  /** Lets the others go on at once. */
  release(): Promise<void>;
}

/**
 * Makes the lease of a subscriber: a claim whose holder is `<process>@<end>`, so that a change of hands is one
 * compare-and-set. It is renewed when half of its time is over.
 *
 * @param caller - the subscriber
 * @param owner - of this process, unlike any other's
 */
export function createLease({ runtime, context, principal }: Caller, subscriber: string, owner: string): Lease {
  const key = `lease:${subscriber}`;
  let held: string | null = null;
  const commit = async (claim: Omit<Claim, 'key'>): Promise<boolean> => {
    const cause = { command: 'subscriber.lease', actor: principal.actor, at: runtime.clock() };
    return (await runtime.storage.commit(context, { writes: [], claims: [{ key, ...claim }], cause })).ok;
  };
  return {
    async hold() {
      const now = runtime.clock();
      if (held !== null && now < endOf(held) - LEASE_MS / 2) return 'held';
      const [row] = await runtime.storage.get(context, CLAIMS, [key]);
      const found = typeof row?.['holder'] === 'string' ? row['holder'] : null;
      const isOwn = found !== null && found === held;
      const next = `${owner}@${now + LEASE_MS}`;
      held = null;
      if (found !== null && !isOwn && now < endOf(found)) return 'elsewhere';
      if (!(await commit({ holder: next, expect: found === null ? 'absent' : { holder: found } }))) return 'elsewhere';
      held = next;
      return isOwn ? 'held' : 'taken';
    },
    async release() {
      const holder = held;
      held = null;
      // What cannot be released ends by itself.
      if (holder !== null) await commit({ holder, expect: { holder }, release: true }).catch(() => false);
    },
  };
}

function endOf(holder: string): number {
  return Number(holder.slice(holder.lastIndexOf('@') + 1));
}
