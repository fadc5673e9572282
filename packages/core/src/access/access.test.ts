import { beforeAll, describe, expect, it } from 'vitest';
import { isCrmError } from '../errors/crm-error.js';
import { projects } from '../testing/sample-module.js';
import { testCrm } from '../testing/test-crm.js';
import { type AccessRules, defineAccess, openAccess } from './define-access.js';

const rules = defineAccess('test', [
  { role: 'admin', entity: 'project', actions: 'all' },
  { role: 'admin', entity: 'task', actions: 'all' },
  { role: 'admin', entity: 'party', actions: 'all' },
  // Own projects in full, all projects by title.
  {
    role: 'lead',
    entity: 'project',
    actions: ['read', 'update', 'start', 'delete'],
    where: (row, principal) => row.field('lead').eq(principal.actor),
  },
  { role: 'lead', entity: 'project', actions: ['read'], fields: { read: ['title', 'code', 'lead'] } },
  {
    role: 'lead',
    entity: 'task',
    actions: ['read', 'create'],
    where: (row, principal) => row.field('assignee').eq(principal.actor),
  },
  {
    role: 'clerk',
    entity: 'project',
    actions: ['read', 'update', 'create'],
    fields: { read: ['title', 'code', 'status'], write: ['title', 'code'] },
  },
  {
    role: 'viewer',
    entity: 'project',
    actions: ['read'],
    where: (row) => row.relation('tasks').some((task) => task.field('assignee').eq('u-viewer')),
  },
]);

async function start(access: readonly AccessRules[] = [rules]) {
  const { crm } = await testCrm({ modules: [projects()], access });
  const as = (role: string, actor = `u-${role}`) =>
    crm.as({ tenant: 'acme', actor, roles: role === '' ? [] : role.split('+') });
  return { crm, as, admin: as('admin') };
}
type Start = Awaited<ReturnType<typeof start>>;

async function fill({ admin }: Start) {
  const [mine, theirs] = await admin.project.create([
    { id: 'mine', code: 'A', title: 'Mine', lead: 'u-lead', budget: 10, notes: 'secret one' },
    { id: 'theirs', code: 'B', title: 'Theirs', lead: 'u-other', budget: 20, notes: 'secret two' },
  ]);
  await admin.task.create([
    { id: 't1', project: 'mine', title: 'one', assignee: 'u-lead' },
    { id: 't2', project: 'theirs', title: 'two', assignee: 'u-viewer' },
  ]);
  return { mine, theirs };
}

async function codeOf(call: () => unknown): Promise<string> {
  try {
    await call();
    return 'ok';
  } catch (error) {
    if (isCrmError(error)) return error.code;
    throw error;
  }
}

describe('rights by role, entity, row and field', () => {
  let world: Start;
  beforeAll(async () => {
    world = await start();
    await fill(world);
  });

  const cases: readonly (readonly [
    role: string,
    what: string,
    call: (s: ReturnType<Start['as']>) => unknown,
    outcome: string,
  ])[] = [
    ['', 'read without a role', (s) => s.project.list(), 'ACCESS_DENIED'],
    ['', 'get without a role', (s) => s.project.get('mine'), 'NOT_FOUND'],
    ['nobody', 'count with a role that grants nothing', (s) => s.project.count(), 'ACCESS_DENIED'],
    ['lead', 'read own', (s) => s.project.get('mine'), 'ok'],
    [
      'lead',
      'update own',
      (s) =>
        s.project.update('mine', (draft) => {
          draft.budget = 11;
        }),
      'ok',
    ],
    [
      'lead',
      'update what can only be read',
      (s) =>
        s.project.update('theirs', (draft) => {
          draft.title = 'x';
        }),
      'ACCESS_DENIED',
    ],
    [
      'lead',
      'give away what the rule limits to own',
      (s) =>
        s.project.update('mine', (draft) => {
          draft.lead = 'u-other';
        }),
      'ACCESS_DENIED',
    ],
    ['lead', 'delete what can only be read', (s) => s.project.delete('theirs'), 'ACCESS_DENIED'],
    ['lead', 'create without the right', (s) => s.project.create({ code: 'Z', title: 'z' }), 'ACCESS_DENIED'],
    [
      'lead',
      'create a task for oneself',
      (s) => s.task.create({ project: 'mine', title: 'x', assignee: 'u-lead' }),
      'ok',
    ],
    [
      'lead',
      'create a task for another',
      (s) => s.task.create({ project: 'mine', title: 'x', assignee: 'u-other' }),
      'ACCESS_DENIED',
    ],
    ['lead', 'read a task of another', (s) => s.task.get('t2'), 'NOT_FOUND'],
    ['lead', 'read another entity', (s) => s.party.list(), 'ACCESS_DENIED'],
    [
      'clerk',
      'write an open field',
      (s) =>
        s.project.update('theirs', (draft) => {
          draft.title = 'Theirs';
        }),
      'ok',
    ],
    [
      'clerk',
      'write a closed field',
      (s) =>
        s.project.update('theirs', (draft) => {
          draft.lead = 'u-clerk';
        }),
      'ACCESS_DENIED',
    ],
    [
      'clerk',
      'filter by a hidden field',
      (s) => s.project.list({ where: (p) => p.notes.contains('secret') }),
      'ACCESS_DENIED',
    ],
    ['clerk', 'sort by a hidden field', (s) => s.project.list({ sort: [['budget', 'asc']] }), 'ACCESS_DENIED'],
    [
      'clerk',
      'group by a hidden field',
      (s) => s.project.aggregate({ groupBy: ['lead'], measures: { n: { fn: 'count' } } }),
      'ACCESS_DENIED',
    ],
    [
      'clerk',
      'measure a hidden field',
      (s) => s.project.aggregate({ measures: { n: { fn: 'sum', path: 'budget' } } }),
      'ACCESS_DENIED',
    ],
    [
      'clerk',
      'enter a relation that cannot be read',
      (s) => s.project.list({ where: (p) => p.tasks.some() }),
      'ACCESS_DENIED',
    ],
    [
      'clerk',
      'enter a relation by an aggregate',
      (s) => s.project.count({ where: (p) => p.tasks.count().gt(0) }),
      'ACCESS_DENIED',
    ],
    ['clerk', 'run a command without its right', (s) => s.project.start({ id: 'mine' }), 'ACCESS_DENIED'],
    [
      'clerk+lead',
      'roles add up',
      (s) =>
        s.project.update('mine', (draft) => {
          draft.title = 'Mine';
        }),
      'ok',
    ],
    ['lead', 'see the history of what is hidden', (s) => s.task.history('t2'), 'NOT_FOUND'],
  ];
  it.each(cases)('%s: %s', async (role, _what, call, outcome) => {
    expect(await codeOf(() => call(world.as(role)))).toBe(outcome);
  });

  it('names the field that cannot be filtered', async () => {
    const call = world.as('clerk').project.list({ where: (p) => p.notes.contains('secret').and(p.budget.gt(1)) });
    await expect(call).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
      denial: { entity: 'project', fields: ['budget', 'notes'] },
    });
  });

  it('leaves out fields that cannot be read, row by row', async () => {
    const { items } = await world.as('lead').project.list({ sort: [['code', 'asc']] });
    expect(items[0]).toMatchObject({ id: 'mine', title: 'Mine', notes: 'secret one' });
    expect(Object.keys(items[1] ?? {}).sort()).toEqual(['code', 'custom', 'id', 'lead', 'rev', 'title']);
  });

  it('tells nothing about hidden values by filters, orders, counts and sums', async () => {
    const lead = world.as('lead');
    // Both projects hold "secret", but only on one of them may the lead read it.
    expect((await lead.project.list({ where: (p) => p.notes.contains('secret') })).items.map(({ id }) => id)).toEqual([
      'mine',
    ]);
    expect(await lead.project.count({ where: (p) => p.budget.gt(0) })).toBe(1);
    expect((await lead.project.list({ sort: [['budget', 'desc']] })).items.map(({ id }) => id)).toEqual(['mine']);
    expect(await lead.project.aggregate({ measures: { n: { fn: 'count', path: 'budget' } } })).toMatchObject([
      { measures: { n: 1 } },
    ]);
    expect(await lead.project.count()).toBe(2);
  });

  it('sees only visible records behind a relation', async () => {
    const lead = world.as('lead');
    const withTasks = await lead.project.list({ where: (p) => p.tasks.some() });
    expect(withTasks.items.map(({ id }) => id)).toEqual(['mine']);
    expect(await lead.project.count({ where: (p) => p.tasks.count().eq(0) })).toBe(1);
    expect(await lead.project.count({ where: (p) => p.tasks.every((t) => t.assignee.eq('u-lead')) })).toBe(2);
    expect(await world.admin.project.count({ where: (p) => p.tasks.every((t) => t.assignee.eq('u-lead')) })).toBe(1);
  });

  it('follows a rule that looks through a relation', async () => {
    const viewer = world.as('viewer');
    expect((await viewer.project.list()).items.map(({ id }) => id)).toEqual(['theirs']);
    expect(await viewer.project.find(['mine', 'theirs'])).toMatchObject([null, { id: 'theirs' }]);
    expect(await viewer.project.count()).toBe(1);
    const all: string[] = [];
    for await (const { id } of viewer.project.iterate()) all.push(id);
    expect(all).toEqual(['theirs']);
  });

  it('applies the rule of today to past rows', async () => {
    const own = await start();
    await fill(own);
    const at = (await own.admin.project.history('mine')).at(-1)?.number ?? 0;
    await own.admin.project.update('mine', (draft) => {
      draft.lead = 'u-other';
    });
    const lead = own.as('lead');
    const before = await lead.project.get('mine', { asOf: { number: at } });
    expect(before).toMatchObject({ lead: 'u-lead', notes: 'secret one' });
    expect('notes' in (await lead.project.get('mine'))).toBe(false);
    const list = await lead.project.list({ where: (p) => p.notes.contains('secret'), asOf: { number: at } });
    expect(list.items.map(({ id }) => id)).toEqual(['mine']);
    expect((await lead.project.list({ where: (p) => p.notes.contains('secret') })).items).toEqual([]);
    const history = await lead.project.history('mine');
    expect(history.map(({ record }) => record !== null && 'notes' in record)).toEqual([true, false]);
  });

  it('keeps hidden fields through an update', async () => {
    const own = await start();
    await fill(own);
    const changed = await own.as('clerk').project.update('theirs', (draft) => {
      draft.title = 'New';
    });
    expect(Object.keys(changed).sort()).toEqual(['code', 'custom', 'id', 'rev', 'status', 'title']);
    expect(await own.admin.project.get('theirs')).toMatchObject({
      title: 'New',
      notes: 'secret two',
      budget: 20,
      lead: 'u-other',
    });
  });
});

describe('can', () => {
  it('says what is missing', async () => {
    const world = await start();
    await fill(world);
    const lead = world.as('lead');
    expect(await lead.can('project.update', 'mine')).toEqual({ allowed: true });
    expect(await lead.can('project.read')).toEqual({ allowed: true });
    expect(await lead.can('project.create')).toMatchObject({
      allowed: false,
      code: 'RIGHT_MISSING',
      right: 'project.create',
    });
    expect(await lead.can('project.update', 'theirs')).toMatchObject({
      allowed: false,
      code: 'ROW_OUTSIDE',
      conditions: [{ role: 'lead', condition: { op: 'eq' } }],
    });
    expect(await lead.can('task.create', 't2')).toMatchObject({ allowed: false, code: 'NOT_FOUND' });
    expect(await lead.can('project.update', 'none')).toMatchObject({ allowed: false, code: 'NOT_FOUND' });
    for (const wrong of ['projekt.update', 'project.fly', 'task.start', 'project', 'project.start.now'])
      await expect(lead.can(wrong)).rejects.toMatchObject({ code: 'INVALID_INPUT', subject: expect.any(String) });
    expect(await lead.can('project.upsert')).toEqual({ allowed: true });
    expect(await lead.can('project.summary')).toMatchObject({ code: 'RIGHT_MISSING' });
  });
});

describe('rules that cannot work', () => {
  const bad: readonly (readonly [string, AccessRules])[] = [
    ['an unknown entity', defineAccess('x', [{ role: 'r', entity: 'projekt', actions: ['read'] }])],
    [
      'an unknown field',
      defineAccess('x', [{ role: 'r', entity: 'project', actions: ['read'], fields: { read: ['colour'] } }]),
    ],
    ['an unknown action', defineAccess('x', [{ role: 'r', entity: 'project', actions: ['raed'] }])],
    [
      'a condition on an unknown field',
      defineAccess('x', [
        { role: 'r', entity: 'project', actions: ['read'], where: (row) => row.field('colour').eq('red') },
      ]),
    ],
    [
      'not over a field without value',
      defineAccess('x', [
        { role: 'r', entity: 'project', actions: ['read'], where: (row) => row.field('lead').ne('u1') },
      ]),
    ],
    [
      'not over a list through a relation',
      defineAccess('x', [
        {
          role: 'r',
          entity: 'project',
          actions: ['read'],
          where: (row) => row.relation('tasks').none((t) => t.field('assignee').eq('u1')),
        },
      ]),
    ],
  ];
  it.each(bad)('are refused when the CRM starts: %s', async (_name, set) => {
    await expect(start([set])).rejects.toMatchObject({ code: 'INVALID_MODEL' });
  });

  it('are fine once the author says what no value means', async () => {
    const set = defineAccess('x', [
      {
        role: 'r',
        entity: 'project',
        actions: ['read'],
        where: (row) => row.field('lead').isNull().or(row.field('lead').ne('u1')),
      },
    ]);
    await expect(start([set])).resolves.toBeDefined();
  });

  it('are not needed where the host says access is open', async () => {
    const world = await start([openAccess()]);
    expect(await world.as('').project.count()).toBe(0);
    await expect(testCrm({ access: undefined as never })).rejects.toMatchObject({ code: 'INVALID_MODEL' });
  });
});

it('describes the rights of a principal', async () => {
  const { crm } = await start();
  const { rights, commands, views } = crm.describe('project', { tenant: 'acme', actor: 'u-lead', roles: ['lead'] });
  expect(rights).toMatchObject({
    actions: ['read', 'update', 'upsert', 'delete', 'start'],
    limited: ['update', 'upsert', 'delete', 'start'],
  });
  expect(commands.map(({ name }) => name)).toEqual(['project.start', 'project.spend']);
  expect(views).toEqual(['project.summary']);
  expect(crm.describe('project').rights).toBeNull();
  const clerk = crm.describe('project', { tenant: 'acme', actor: 'u', roles: ['clerk'] }).rights;
  expect(clerk).toMatchObject({ readable: ['code', 'title', 'status'], writable: ['code', 'title'] });
  expect(JSON.parse(JSON.stringify(crm.describe('project')))).toEqual(crm.describe('project'));
});
