import { certifyStorage, type DriverInstance, type HostSession } from '@crmkit/conformance';
import { PGlite } from '@electric-sql/pglite';
import { describe, expect, it } from 'vitest';
import { postgresStorage } from './postgres-storage.js';
import type { PgliteQueryable } from './session/pglite-session.js';
import { pgliteSession } from './session/pglite-session.js';

certifyStorage(
  { describe, it, expect },
  {
    name: 'postgres on PGlite',
    features: ['joinHost', 'host.run', 'durable', 'reopen'],
    scale: 0.1,
    async create(): Promise<DriverInstance> {
      const database = new PGlite();
      const open = () => postgresStorage({ session: pgliteSession(database) });
      return {
        storage: open(),
        dispose: () => database.close(),
        reopen: async () => open(),
        host: { begin: () => beginHost(database), singleSession: true },
      };
    },
  },
);

/** PGlite ends a transaction when its callback does, so the callback waits for the suite's decision. */
async function beginHost(database: PGlite): Promise<HostSession> {
  let decide: (commit: boolean) => void = () => {};
  const decision = new Promise<boolean>((resolve) => {
    decide = resolve;
  });
  let begun: (tx: PgliteQueryable) => void = () => {};
  const started = new Promise<PgliteQueryable>((resolve) => {
    begun = resolve;
  });
  const ended = database.transaction(async (tx) => {
    begun(tx);
    if (!(await decision)) await tx.rollback();
  });
  const tx = await started;
  const end = async (commit: boolean): Promise<void> => {
    decide(commit);
    await ended;
  };
  return {
    tx,
    commit: () => end(true),
    rollback: () => end(false),
    run: async (sql) =>
      ((await tx.query(sql, [], {} as never)) as { rows: readonly { readonly [column: string]: unknown }[] }).rows,
  };
}
