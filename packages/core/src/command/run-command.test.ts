import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineAccess } from '../access/define-access.js';
import { defineEntity } from '../model/define-entity.js';
import { text } from '../model/fields.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { projects } from '../testing/sample-module.js';
import { testCrm } from '../testing/test-crm.js';
import { accept, defineCommand } from './define-command.js';
import { defineModule } from './define-module.js';
import { defineView } from './define-view.js';

async function open() {
  const { crm, clock } = await testCrm({ modules: [projects()] });
  return { crm, clock, rep: crm.as({ tenant: 'acme', actor: 'u1', roles: ['r'] }) };
}

describe('a command of a module', () => {
  it('answers with its result or its refusal', async () => {
    const { rep } = await open();
    const { id } = await rep.project.create({ code: 'A', title: 'x' });
    expect(await rep.project.start({ id })).toEqual({ ok: false, refusal: { code: 'NO_LEAD', id } });
    await rep.project.update(id, (draft) => {
      draft.lead = 'u1';
    });
    const started = await rep.project.start({ id });
    expect(started).toMatchObject({ ok: true, result: { task: expect.stringMatching(/^tsk_/) } });
    expect((await rep.project.get(id)).status).toBe('running');
    expect(await rep.task.count()).toBe(1);
  });

  it('answers with the bare result when it declares no refusals', async () => {
    const { rep } = await open();
    const { id } = await rep.project.create({ code: 'A', title: 'x', budget: 10 });
    expect(await rep.project.spend({ id, amount: 3 })).toEqual({ budget: 7 });
  });

  it('is one commit with its cause', async () => {
    const { rep, clock } = await open();
    const { id } = await rep.project.create({ code: 'A', title: 'x', lead: 'u1' });
    clock.advance(1000);
    await rep.project.start({ id });
    const last = (await rep.project.history(id)).at(-1);
    expect(last).toMatchObject({
      at: '2024-08-09T12:00:01.000Z',
      changed: ['status'],
      cause: { command: 'project.start', actor: 'u1', detail: { event: 'project.started' } },
    });
    const task = (await rep.task.list()).items[0];
    expect((await rep.task.history(task?.id ?? ''))[0]?.cause).toEqual(last?.cause);
  });

  it('decides again when a commit meets a conflict', async () => {
    const { rep } = await open();
    const { id } = await rep.project.create({ code: 'A', title: 'x', budget: 100 });
    await Promise.all([1, 2, 3, 4].map((amount) => rep.project.spend({ id, amount })));
    expect((await rep.project.get(id)).budget).toBe(90);
  });

  it('parses its input and names what is wrong', async () => {
    const { rep } = await open();
    await expect(rep.project.spend({ id: 'x', amount: 1.5, colour: 'red' } as never)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      subject: 'project.spend',
      issues: [{ path: 'amount' }, { path: 'colour' }],
    });
  });

  it('follows the state machine', async () => {
    const { rep } = await open();
    const { id } = await rep.project.create({ code: 'A', title: 'x', lead: 'u1' });
    await rep.project.start({ id });
    await rep.project.update(id, (draft) => {
      draft.status = 'done';
    });
    await expect(rep.project.start({ id })).rejects.toMatchObject({ code: 'INVALID_TRANSITION' });
  });

  it('keeps fields its caller cannot see', async () => {
    const access = [
      defineAccess('x', [
        { role: 'admin', entity: 'project', actions: 'all' },
        { role: 'r', entity: 'project', actions: ['read', 'spend'], fields: { read: ['budget'] } },
      ]),
    ];
    const { crm } = await testCrm({ modules: [projects()], access });
    const admin = crm.as({ tenant: 'acme', actor: 'a', roles: ['admin'] });
    const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: ['r'] });
    const { id } = await admin.project.create({ code: 'A', title: 'x', budget: 10, notes: 'hidden' });
    await rep.project.spend({ id, amount: 1 });
    expect(await admin.project.get(id)).toMatchObject({ budget: 9, notes: 'hidden', title: 'x' });
  });
});

describe('a view', () => {
  it('takes an id or an input and reads under the rights of its caller', async () => {
    const { rep } = await open();
    const { id } = await rep.project.create({ code: 'A', title: 'x' });
    await rep.task.create([
      { project: id, title: 'one' },
      { project: id, title: 'two' },
    ]);
    expect(await rep.project.summary(id)).toEqual({ title: 'x', tasks: 2 });
    expect(await rep.project.summary({ id })).toEqual({ title: 'x', tasks: 2 });
  });
});

describe('a subject', () => {
  const visit = (subject?: (input: { readonly ids: readonly string[] }) => readonly string[]) =>
    defineCommand({
      name: 'project.visit',
      input: z.strictObject({ ids: z.array(z.string()) }),
      ...(subject && { subject }),
      read: async (reader, { ids }) => reader.find('project', ids),
      decide: (found) =>
        accept(
          [],
          found.map((one) => one?.['title'] ?? null),
        ),
    });
  const access = defineAccess('x', [
    { role: 'admin', entity: 'project', actions: 'all' },
    { role: 'r', entity: 'project', actions: ['read'] },
    { role: 'r', entity: 'project', actions: ['visit'], where: (row) => row.field('lead').eq('u1') },
  ]);
  const visitors = async (subject?: Parameters<typeof visit>[0]) => {
    const visits = defineModule({ id: 'visits', commands: { visit: visit(subject) } });
    const { crm } = await testCrm({ modules: [projects(), visits], access: [access] });
    await crm.as({ tenant: 'acme', actor: 'a', roles: ['admin'] }).project.create([
      { id: 'own', code: 'A', title: 'Own', lead: 'u1' },
      { id: 'foreign', code: 'B', title: 'Foreign', lead: 'u2' },
    ]);
    return crm.as({ tenant: 'acme', actor: 'u1', roles: ['r'] });
  };

  it('may be several records, of which none may be outside', async () => {
    const rep = await visitors(({ ids }) => ids);
    expect(await rep.project.visit({ ids: ['own'] })).toEqual(['Own']);
    expect(await rep.project.visit({ ids: [] })).toEqual([]);
    await expect(rep.project.visit({ ids: ['own', 'foreign'] })).rejects.toMatchObject({ id: 'foreign' });
    await expect(rep.project.visit({ ids: ['none', 'own'] })).rejects.toMatchObject({ code: 'NOT_FOUND', id: 'none' });
  });

  it('is nothing where the input has no id and the command names none', async () => {
    expect(await (await visitors()).project.visit({ ids: ['foreign'] })).toEqual(['Foreign']);
  });

  it('has to be there', async () => {
    const { rep } = await open();
    await expect(rep.project.spend({ id: 'none', amount: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(rep.project.summary('none')).rejects.toMatchObject({ code: 'NOT_FOUND', id: 'none' });
  });
});

describe('events of commands', () => {
  const judge = defineCommand({
    name: 'project.judge',
    input: z.strictObject({ id: z.string(), event: z.string() }),
    events: ['project.praised', 'project.blamed'],
    read: async (reader, { id }) => (await reader.find('project', [id]))[0] ?? null,
    decide: (found, { event }) =>
      accept(
        found === null ? [] : [{ type: 'update', entity: 'project', before: found, after: { ...found, notes: event } }],
        null,
        [],
        event,
      ),
  });
  const judging = (command: typeof judge) => defineModule({ id: 'judging', commands: { judge: command } });

  it('are those it declares', async () => {
    const { crm } = await testCrm({ modules: [projects(), judging(judge)] });
    const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
    const seen: string[] = [];
    crm.subscribe('log', ['project.praised', 'project.blamed'], ({ type }) => void seen.push(type));
    const { id } = await rep.project.create({ code: 'A', title: 'x' });
    await rep.project.judge({ id, event: 'project.blamed' });
    await rep.project.judge({ id, event: 'project.praised' });
    await expect(rep.project.judge({ id, event: 'project.forgotten' })).rejects.toMatchObject({
      code: 'INVALID_MODEL',
    });
    expect(await crm.drain()).toMatchObject({ handled: 2 });
    expect(seen).toEqual(['project.blamed', 'project.praised']);
    expect((await rep.project.get(id)).notes).toBe('project.praised');
  });

  it.each(['judged', 'projekt.judged', 'project.judged.now', 'project.'])(
    'belong to an entity, which %s does not',
    async (event) => {
      const wrong = judging({ ...judge, events: [event as never] });
      await expect(testCrm({ modules: [projects(), wrong] })).rejects.toMatchObject({ code: 'INVALID_MODEL' });
    },
  );
});

describe('modules that do not fit', () => {
  const note = defineEntity({ name: 'note', prefix: 'nte', fields: { body: text() } });
  const command = (name: string) =>
    defineCommand({ name, input: z.object({}), read: async () => null, decide: () => accept([], null) });
  const bad = [
    ['the id of another', [projects(), projects()]],
    ['something that is not there', [defineModule({ id: 'x', dependsOn: ['y'] })]],
    [
      'an entity of another',
      [
        projects(),
        defineModule({
          id: 'x',
          entities: { task: defineEntity({ name: 'task', prefix: 'tsx', fields: { body: text() } }) },
        }),
      ],
    ],
    [
      'a prefix of another',
      [
        defineModule({
          id: 'x',
          entities: { p: defineEntity({ name: 'pet', prefix: 'pty', fields: { body: text() } }) },
        }),
      ],
    ],
    ['a command on no entity', [defineModule({ id: 'x', commands: { go: command('nothing.go') } })]],
    [
      'a command that hides a method',
      [defineModule({ id: 'x', entities: { note }, commands: { go: command('note.create') } })],
    ],
    [
      'a view with the name of a command',
      [
        defineModule({
          id: 'x',
          entities: { note },
          commands: { go: command('note.go') },
          views: { go: defineView({ name: 'note.go', input: z.object({}), read: async () => null }) },
        }),
      ],
    ],
    [
      'an entity named like a part of the session',
      [
        defineModule({
          id: 'x',
          entities: { e: defineEntity({ name: 'model', prefix: 'mod', fields: { body: text() } }) },
        }),
      ],
    ],
  ] as const;
  it.each(bad)('are refused when the CRM starts: %s', async (_name, modules) => {
    await expect(testCrm({ modules: [...modules] as never })).rejects.toMatchObject({ code: 'INVALID_MODEL' });
  });
});

it('refuses host fields of an entity that is not there', async () => {
  await expect(testCrm({ fields: { parti: { x: text() } } })).rejects.toMatchObject({ code: 'INVALID_MODEL' });
});

it('keeps host fields under custom', async () => {
  const { crm } = await testCrm({
    storage: memoryStorage(),
    fields: { party: { creditClass: z.enum(['A', 'B']).optional() } },
  });
  const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
  const made = await rep.party.create({ kind: 'person', name: 'Ann', custom: { creditClass: 'A' } });
  expect(made.custom).toEqual({ creditClass: 'A' });
  await rep.party.update(made.id, (draft) => {
    draft.custom.creditClass = 'B';
  });
  expect(await rep.party.count({ where: (p) => p.custom.creditClass.eq('B') })).toBe(1);
  expect((await rep.party.history(made.id)).at(-1)?.changed).toEqual(['custom.creditClass']);
  await rep.party.update(made.id, (draft) => {
    delete draft.custom.creditClass;
  });
  expect((await rep.party.get(made.id)).custom).toEqual({});
});
