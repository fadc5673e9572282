import { expect, it } from 'vitest';
import type { Expression } from '../expression/node.js';
import { randomExpression } from '../expression/random/random-expression.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { projects } from '../testing/sample-module.js';
import { TEST_NOW, testCrm } from '../testing/test-crm.js';
import { createRandom, type SeededRandom } from '../values/seeded-random.js';
import { defineAccess } from './define-access.js';

const SEED = 42;
const entities = [
  'party',
  'partyRole',
  'partyRelationship',
  'contactPoint',
  'identifier',
  'sourceRecord',
  'product',
  'order',
  'orderLine',
  'invoice',
  'payment',
] as const;

const rules = defineAccess('visible', [
  ...([...entities, 'project', 'task'] as const).map((entity) => ({ role: 'admin', entity, actions: 'all' as const })),
  ...entities
    .filter((entity) => entity !== 'party')
    .map((entity) => ({ role: 'rep', entity, actions: ['read'] as const })),
  {
    role: 'rep',
    entity: 'party',
    actions: ['read'],
    where: (row, principal) => row.field('owner').eq(principal.actor),
  },
  { role: 'rep', entity: 'project', actions: ['read'], where: (row) => row.field('budget').gt(3) },
  {
    role: 'rep',
    entity: 'project',
    actions: ['read'],
    where: (row, principal) => row.field('lead').eq(principal.actor),
  },
  // A task is seen by way of its project's own field, whether or not the project can be seen.
  {
    role: 'rep',
    entity: 'task',
    actions: ['read'],
    where: (row) => row.relation('inProject').some((project) => project.field('status').eq('planned')),
  },
]);

async function world(random: SeededRandom) {
  const storage = memoryStorage();
  const { crm } = await testCrm({ modules: [projects()], access: [rules], storage });
  const admin = crm.as({ tenant: 'acme', actor: 'admin', roles: ['admin'] });
  const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: ['rep'] });
  const people = ['u1', 'u2', undefined] as const;
  const maybe = <K extends string, T>(key: K, value: T | undefined) =>
    value === undefined ? {} : ({ [key]: value } as { [P in K]: T });
  await admin.party.create(
    Array.from({ length: 12 }, (_, n) => ({
      id: `pty-${n}`,
      kind: 'person' as const,
      name: random.pick(['a', 'b', 'A']),
      ...maybe('owner', random.pick(people)),
    })),
  );
  await admin.project.create(
    Array.from({ length: 30 }, (_, n) => ({
      id: `prj-${n}`,
      code: `P${n}`,
      title: random.pick(['a', 'b', '']) || 'c',
      ...maybe('customer', random.chance(0.7) ? `pty-${random.integer(0, 11)}` : undefined),
      ...maybe('lead', random.pick(people)),
      ...maybe('budget', random.chance(0.7) ? random.integer(0, 6) : undefined),
    })),
  );
  await admin.task.create(
    Array.from({ length: 60 }, (_, n) => ({
      id: `tsk-${n}`,
      project: `prj-${random.integer(0, 29)}`,
      title: random.pick(['a', 'b']),
      ...maybe('assignee', random.pick(people)),
    })),
  );
  await admin.project.update(
    Array.from({ length: 10 }, (_, n) => `prj-${n * 3}`),
    (draft) => {
      draft.status = 'running';
    },
  );
  return { crm, admin, rep, storage };
}

it('answers every query as if what cannot be seen were not there', async () => {
  const { rep } = await world(createRandom(SEED));
  // The same world once more, in which everything the rep cannot see was deleted.
  const only = await world(createRandom(SEED));
  for (const entity of ['task', 'project', 'party'] as const) {
    const seen = new Set((await rep[entity].list({ limit: 1000 })).items.map(({ id }) => id));
    const all = (await only.admin[entity].list({ limit: 1000 })).items.map(({ id }) => id);
    expect(seen.size, entity).toBeGreaterThan(2);
    expect(seen.size, entity).toBeLessThan(all.length);
    // Sessions refuse to delete what others refer to, so the storage is asked.
    const gone = await only.storage.get(
      { tenant: 'acme' },
      entity,
      all.filter((id) => !seen.has(id)),
    );
    const result = await only.storage.commit(
      { tenant: 'acme' },
      {
        writes: gone.flatMap((row) => (row === null ? [] : [{ entity, id: row.id, op: 'delete', expect: row.rev }])),
        claims: [],
        cause: { command: 'test.remove', actor: 'test', at: 0 },
      },
    );
    expect(result.ok, entity).toBe(true);
  }
  const random = createRandom(SEED + 1);
  const { schema } = only.crm.model;
  let matched = 0;
  for (let round = 0; round < 400; round += 1) {
    const entity = random.pick(['party', 'project', 'task'] as const);
    const where: Expression = randomExpression(random, schema, entity, { now: Date.parse(TEST_NOW) });
    const label = `seed ${SEED}, round ${round}, ${entity}: ${JSON.stringify(where)}`;
    const actual = (await rep[entity].list({ where, limit: 1000 })).items.map(({ id }) => id);
    const wanted = (await only.admin[entity].list({ where, limit: 1000 })).items.map(({ id }) => id);
    expect(actual, label).toEqual(wanted);
    expect(await rep[entity].count({ where }), label).toBe(wanted.length);
    matched += wanted.length > 0 ? 1 : 0;
  }
  expect(matched).toBeGreaterThan(50);
});
