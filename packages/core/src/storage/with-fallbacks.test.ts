import { describe, expect, it } from 'vitest';
import { openAccess } from '../access/define-access.js';
import { createCrm } from '../command/create-crm.js';
import { randomRows } from '../expression/random/random-rows.js';
import { sampleSchema } from '../expression/random/sample-schema.js';
import { createRandom } from '../values/seeded-random.js';
import type { Query, Storage } from './contract.js';
import { memoryStorage } from './memory/memory-storage.js';
import { withFallbacks } from './with-fallbacks.js';

const context = { tenant: 'acme' };
const cause = { command: 'test', actor: 'test', at: 0 };

describe('fallbacks', () => {
  it('stand around every storage that needs them before a CRM takes it', async () => {
    const { versions: _versions, ...withoutVersions } = memoryStorage();
    const without = recording([], { filter: true, sort: true });
    for (const [storage, missing] of [
      [without, 'aggregate, asOf, versions'],
      [withoutVersions, 'versions'],
    ] as const) {
      const problem = `it does not answer ${missing} by itself; give withFallbacks(storage) from @crmkit/core/storage`;
      const crm = createCrm({ storage, access: [openAccess()] });
      await expect(crm).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'storage', problem }] });
      const complete = await createCrm({ storage: withFallbacks(storage), access: [openAccess()] });
      expect(await complete.as({ tenant: 'acme', actor: 'u1', roles: [] }).party.count()).toBe(0);
      await complete.close();
    }
  });

  it('are not what a CRM asks for when it is given no storage at all', async () => {
    for (const storage of [undefined, null, {}, 'postgres://']) {
      const crm = createCrm({ storage: storage as never, access: [openAccess()] });
      const problem = expect.stringContaining('expected a storage');
      await expect(crm).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'storage', problem }] });
    }
  });

  it('leave a storage alone that can do everything', () => {
    const storage = memoryStorage();
    expect(withFallbacks(storage)).toBe(storage);
  });

  it('ask a storage for what it can do and do the rest themselves', async () => {
    const asked: Query[] = [];
    const storage = withFallbacks(recording(asked, { filter: true, sort: false }));
    await load(storage);
    const where = { op: 'field', path: ['active'] } as const;
    const sort = [{ path: ['score'], direction: 'desc' }] as const;
    await storage.query(context, 'customer', { where, limit: 3, now: 0 });
    const sorted = await storage.query(context, 'customer', { where, sort, limit: 3, now: 0 });
    expect(asked.map((query) => [query.where !== undefined, query.sort !== undefined, query.limit])).toEqual([
      [true, false, 3],
      [false, false, 10_000],
    ]);
    const complete = memoryStorage();
    await load(complete);
    expect(sorted.rows.map(({ id }) => id)).toEqual(
      (await complete.query(context, 'customer', { where, sort, limit: 3, now: 0 })).rows.map(({ id }) => id),
    );
  });

  it('read the entities that relations lead to, also through the condition of a relation', async () => {
    const storage = withFallbacks(recording([], { filter: false, sort: false }));
    const complete = memoryStorage();
    await load(storage);
    await load(complete);
    for (const [entity, { relations }] of Object.entries(sampleSchema.entities)) {
      for (const rel of Object.keys(relations)) {
        const query = { where: { op: 'some', rel } as const, limit: 1000, now: 0 };
        const [found, expected] = await Promise.all([
          storage.query(context, entity, query),
          complete.query(context, entity, query),
        ]);
        expect([entity, rel, found.rows.map(({ id }) => id)]).toEqual([entity, rel, expected.rows.map(({ id }) => id)]);
        expect(expected.rows.length).toBeGreaterThan(0);
      }
    }
  });
});

function recording(asked: Query[], able: { readonly filter: boolean; readonly sort: boolean }): Storage {
  const { aggregate: _aggregate, asOf: _asOf, versions: _versions, ...storage } = memoryStorage();
  return {
    ...storage,
    capabilities: { ...storage.capabilities, pushdown: { ...able, aggregate: false, asOf: false } },
    async query(of, entity, query) {
      asked.push(query);
      return storage.query(of, entity, query);
    },
  };
}

async function load(storage: Storage): Promise<void> {
  await storage.open(sampleSchema);
  const rows = Object.entries(randomRows(createRandom(1), sampleSchema, { rows: 40 }));
  const writes = rows.flatMap(([entity, made]) =>
    made.map((row) => ({ entity, id: row.id, op: 'put' as const, expect: 'absent' as const, row })),
  );
  expect((await storage.commit(context, { writes, claims: [], cause })).ok).toBe(true);
}
