import { createCrm, defineAccess } from '@crmkit/core';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, expect, it } from 'vitest';
import { postgresStorage } from './postgres-storage.js';
import { pgliteSession } from './session/pglite-session.js';

const HOUR = 3_600_000;
const database = new PGlite();
afterAll(() => database.close());

const rules = defineAccess('recent', [
  { role: 'admin', entity: 'party', actions: 'all' },
  {
    role: 'temp',
    entity: 'party',
    actions: ['read'],
    where: { op: 'within', field: ['createdAt'], window: { type: 'duration', value: 'PT1H' } },
  },
]);

it('judges rights by the clock of each page, whatever the cursor says', async () => {
  let now = Date.parse('2024-08-09T12:00:00.000Z');
  const crm = await createCrm({
    storage: postgresStorage({ session: pgliteSession(database) }),
    access: [rules],
    clock: () => now,
  });
  const [admin, temp] = ['admin', 'temp'].map((role) => crm.as({ tenant: 'acme', actor: 'u1', roles: [role] }));
  const create = (ids: readonly string[]) =>
    admin?.party.create(ids.map((id) => ({ id, kind: 'person' as const, name: id })));
  await create(['p0', 'p1', 'p2', 'p3', 'p4', 'p5']);
  const page = async (cursor: string | null) => {
    const found = await temp?.party.list({ limit: 2, cursor, sort: [['name', 'asc']] });
    return { ids: found?.items.map(({ id }) => id), cursor: found?.nextCursor ?? null };
  };
  const first = await page(null);
  expect(first.ids).toEqual(['p0', 'p1']);
  now += HOUR / 2;
  await create(['p9']);
  const second = await page(first.cursor);
  expect(second.ids).toEqual(['p2', 'p3']);
  now += HOUR / 2;
  expect((await page(second.cursor)).ids).toEqual(['p9']);
  expect(await temp?.party.count()).toBe(1);
  // What the caller asks itself goes on standing on the instant of its first page.
  const where = { op: 'within', field: ['createdAt'], window: { type: 'duration', value: 'PT2H' } } as const;
  const own = await admin?.party.list({ where, limit: 3 });
  now += 3 * HOUR;
  const rest = await admin?.party.list({ where, limit: 9, cursor: own?.nextCursor ?? null });
  expect(rest?.items.map(({ id }) => id)).toEqual(['p3', 'p4', 'p5', 'p9']);
}, 60_000);
