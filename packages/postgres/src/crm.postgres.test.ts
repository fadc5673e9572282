import { createCrm, isCrmError, openAccess } from '@crmkit/core';
import { freshDatabase } from '@crmkit/devkit';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { postgresStorage } from './postgres-storage.js';
import { pgSession } from './session/pg-session.js';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let pools: Pool[];

beforeAll(async () => {
  database = await freshDatabase();
  pools = [1, 2, 3].map(() => new Pool({ connectionString: database.url, max: 10 }));
});

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await database.drop();
});

/** One session per pool, as three processes of a host would have. */
async function sessions(tenant: string) {
  return Promise.all(
    pools.map(async (pool) => {
      const crm = await createCrm({ storage: postgresStorage({ session: pgSession(pool) }), access: [openAccess()] });
      return crm.as({ tenant, actor: 'import', roles: [] });
    }),
  );
}

const FIFTY = Array.from({ length: 50 }, (_, index) => index);

it('leaves one party of 50 simultaneous upserts of one source record', async () => {
  const all = await sessions('same-source');
  const results = await Promise.all(
    FIFTY.map(async (index) => {
      const session = all[index % all.length];
      return session?.party.upsert({
        ref: { system: 'erp', id: 'C-1' },
        data: { kind: 'organization', name: 'Harbour Tools' },
      });
    }),
  );
  expect(new Set(results.map((result) => result?.id)).size).toBe(1);
  expect(results.filter((result) => result?.status === 'created')).toHaveLength(1);
  expect(await all[0]?.party.count()).toBe(1);
});

it('leaves one party of 50 simultaneous creates with the id the host gave', async () => {
  const all = await sessions('same-id');
  const results = await Promise.allSettled(
    FIFTY.map((index) =>
      all[index % all.length]?.party.create({ id: 'pty_host-1', kind: 'person', name: 'Ann Example' }),
    ),
  );
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  expect(failures).toHaveLength(49);
  expect(failures.every((error) => isCrmError(error, 'DUPLICATE'))).toBe(true);
  expect(await all[0]?.party.count()).toBe(1);
});

it('leaves one party of 50 simultaneous records with one verified tax number', async () => {
  const all = await sessions('same-tax-number');
  const results = await Promise.all(
    FIFTY.map(async (index) =>
      all[index % all.length]?.party.upsert({
        ref: { system: 'shop', id: `S-${index}` },
        data: { kind: 'organization', name: 'Harbour Tools' },
        identifiers: [{ scheme: 'taxId', country: 'TW', value: '12345675', verified: true }],
        onDuplicate: 'existing',
      }),
    ),
  );
  expect(new Set(results.map((result) => result?.id)).size).toBe(1);
  expect(await all[0]?.party.count()).toBe(1);
  expect(await all[0]?.sourceRecord.count()).toBe(50);
});

it('delivers each event in one of two processes that work at once', async () => {
  const seen: string[] = [];
  const processes = await Promise.all(
    pools.slice(0, 2).map(async (pool, index) => {
      const crm = await createCrm({ storage: postgresStorage({ session: pgSession(pool) }), access: [openAccess()] });
      crm.subscribe('log', ['party.created'], async ({ id }) => {
        await new Promise((resolve) => setTimeout(resolve, 2));
        seen.push(`${index} ${id}`);
      });
      return crm;
    }),
  );
  const [first] = processes;
  await first
    ?.as({ tenant: 'lease', actor: 'u1', roles: [] })
    .party.create(FIFTY.map((index) => ({ kind: 'person' as const, name: `Person ${index}` })));
  const results = await Promise.all(processes.map((crm) => crm.drain({ tenant: 'lease' })));
  expect(results.map(({ handled }) => handled).sort((a, b) => a - b)).toEqual([0, 50]);
  expect(seen).toHaveLength(50);
  // Given up at the end, so that the other process need not wait.
  for (const crm of processes) expect(await crm.drain({ tenant: 'lease' })).toMatchObject({ isComplete: true });
});
