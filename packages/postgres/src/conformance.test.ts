import { certifyStorage, type DriverInstance, type HostSession, type StorageDriver } from '@crmkit/conformance';
import { PGlite } from '@electric-sql/pglite';
import { describe, expect, it } from 'vitest';
import { type PostgresStorageOptions, postgresStorage } from './postgres-storage.js';
import type { PgliteQueryable } from './session/pglite-session.js';
import { pgliteSession } from './session/pglite-session.js';

certifyStorage({ describe, it, expect }, driverOf('postgres on PGlite', 0.1));
// Every statement that writes is another one, so the whole suite runs, with short loops.
certifyStorage(
  { describe, it, expect },
  driverOf('postgres on PGlite, rows as values', 0.02, { writeShape: 'values' }),
);

function driverOf(name: string, scale: number, options: Partial<PostgresStorageOptions> = {}): StorageDriver {
  return {
    name,
    features: ['joinHost', 'host.run', 'durable', 'reopen'],
    scale,
    async create(): Promise<DriverInstance> {
      const database = new PGlite();
      const open = () => postgresStorage({ session: pgliteSession(database), ...options });
      return {
        storage: open(),
        dispose: () => database.close(),
        reopen: async () => open(),
        host: { begin: () => beginHost(database), singleSession: true },
      };
    },
  };
}

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
