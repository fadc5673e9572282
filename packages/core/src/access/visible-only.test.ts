import { expect, it } from 'vitest';
import type { Expression } from '../expression/node.js';
import { randomExpression } from '../expression/random/random-expression.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { projects } from '../testing/sample-module.js';
import { TEST_NOW, testCrm } from '../testing/test-crm.js';
import { createRandom, type SeededRandom } from '../values/seeded-random.js';
import { type AccessRules, defineAccess } from './define-access.js';

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

async function world(random: SeededRandom, access: AccessRules = rules) {
  const storage = memoryStorage();
  const { crm } = await testCrm({ modules: [projects()], access: [access], storage });
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
}, 60_000);

// Lists of fields: a rep reads a project in full when its budget is above 3 and its own ones in part; a task's project
// only when it is assigned to the rep.
const listed = defineAccess('listed', [
  ...([...entities, 'project', 'task'] as const).map((entity) => ({ role: 'admin', entity, actions: 'all' as const })),
  ...entities
    .filter((entity) => entity !== 'party')
    .map((entity) => ({ role: 'rep', entity, actions: ['read'] as const })),
  {
    role: 'rep',
    entity: 'party',
    actions: ['read'],
    fields: { read: ['kind', 'name', 'owner', 'country'] },
    where: (row, principal) => row.field('owner').eq(principal.actor),
  },
  { role: 'rep', entity: 'project', actions: ['read'], where: (row) => row.field('budget').gt(3) },
  {
    role: 'rep',
    entity: 'project',
    actions: ['read'],
    fields: { read: ['code', 'title', 'lead', 'status'] },
    where: (row, principal) => row.field('lead').eq(principal.actor),
  },
  { role: 'rep', entity: 'task', actions: ['read'], fields: { read: ['title', 'assignee'] } },
  {
    role: 'rep',
    entity: 'task',
    actions: ['read'],
    where: (row, principal) => row.field('assignee').eq(principal.actor),
  },
]);

it('answers every query alike whatever the hidden values are', async () => {
  const [one, other] = [await world(createRandom(SEED), listed), await world(createRandom(SEED), listed)];
  const random = createRandom(SEED + 2);
  const { admin } = other;
  const all = { limit: 1000 };
  // The other world differs from the first in what the rep cannot see, and in nothing else.
  for (const { id, owner } of (await admin.party.list(all)).items) {
    await admin.party.update(id, (draft) => {
      draft.notes = random.pick(['a', 'b']);
      draft.industry = random.pick(['a', 'b']);
      if (owner !== 'u1')
        Object.assign(draft, { name: random.pick(['a', 'b', 'A']), owner: random.pick(['u2', 'u3']) });
    });
  }
  for (const { id, lead, budget = 0 } of (await admin.project.list(all)).items) {
    if (budget > 3) continue;
    await admin.project.update(id, (draft) => {
      const hidden = {
        customer: `pty-${random.integer(0, 11)}`,
        budget: random.integer(0, 3),
        notes: random.pick(['a', 'b']),
      };
      Object.assign(draft, hidden);
      if (lead !== 'u1') draft.title = random.pick(['a', 'b', 'c']);
    });
  }
  for (const { id, assignee } of (await admin.task.list(all)).items) {
    if (assignee === 'u1') continue;
    await admin.task.update(id, (draft) => {
      draft.project = `prj-${random.integer(0, 29)}`;
    });
  }
  const { schema } = one.crm.model;
  const outcomes = new Map<string, number>();
  for (let round = 0; round < 600; round += 1) {
    const entity = random.pick(['party', 'project', 'task'] as const);
    const where: Expression = randomExpression(random, schema, entity, { now: Date.parse(TEST_NOW) });
    const label = `seed ${SEED}, round ${round}, ${entity}: ${JSON.stringify(where)}`;
    const ask = (rep: typeof one.rep) =>
      rep[entity].list({ where, ...all }).then(
        ({ items }) => items.map(({ id }) => id),
        (error: { readonly code: string }) => error.code,
      );
    const answer = await ask(one.rep);
    expect(await ask(other.rep), label).toEqual(answer);
    const outcome = typeof answer === 'string' ? answer : answer.length > 0 ? 'some' : 'none';
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  expect([...outcomes.keys()].sort()).toEqual(['ACCESS_DENIED', 'none', 'some']);
  expect(outcomes.get('some')).toBeGreaterThan(50);
}, 60_000);

it('enters a relation only through a reference that can be read', async () => {
  const { rep } = await world(createRandom(SEED), listed);
  // `many`: the reference stands on the tasks, of which only the rep's own show it.
  const tasks = (await rep.task.list({ limit: 1000 })).items;
  const shown = new Set(tasks.flatMap(({ project }) => (project === undefined ? [] : [project])));
  const withTasks = await rep.project.list({ where: (row) => row.tasks.some(), limit: 1000 });
  expect(withTasks.items.length).toBeGreaterThan(0);
  for (const { id } of withTasks.items) expect(shown).toContain(id);
  // `one`: the reference stands on the project itself.
  const ofParty = await rep.project.list({ where: (row) => row.forCustomer.some(), limit: 1000 });
  expect(ofParty.items.length).toBeGreaterThan(0);
  for (const project of ofParty.items) expect(project.customer).toBeDefined();
  const { crm } = await testCrm({
    modules: [projects()],
    access: [
      defineAccess('titles', [
        { role: 'rep', entity: 'party', actions: ['read'] },
        { role: 'rep', entity: 'project', actions: ['read'], fields: { read: ['title'] } },
        { role: 'rep', entity: 'task', actions: ['read'], fields: { read: ['title'] } },
      ]),
    ],
  });
  const titles = crm.as({ tenant: 'acme', actor: 'u1', roles: ['rep'] });
  await expect(titles.project.count({ where: (row) => row.forCustomer.some() })).rejects.toMatchObject({
    denial: { entity: 'project', fields: ['customer'] },
  });
  await expect(titles.project.count({ where: (row) => row.tasks.some() })).rejects.toMatchObject({
    denial: { entity: 'task', fields: ['project'] },
  });
});
