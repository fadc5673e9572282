import { describe, expect, it } from 'vitest';
import type { Storage } from '../storage/contract.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { minimalStorage } from '../testing/minimal-storage.js';
import { projects } from '../testing/sample-module.js';
import { testCrm } from '../testing/test-crm.js';

async function open(storage: Storage = memoryStorage()) {
  const { crm, clock } = await testCrm({ modules: [projects()], storage });
  const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
  const { id } = await rep.party.create({ kind: 'person', name: 'one' });
  for (const name of ['two', 'three']) {
    clock.advance(60_000);
    await rep.party.update(id, (draft) => {
      draft.name = name;
    });
  }
  return { rep, clock, id };
}

const storages = [
  ['memory', memoryStorage],
  ['a storage with nothing pushed down', minimalStorage],
] as const;

describe.each(storages)('history on %s', (_name, storage) => {
  it('gives each version with its number, instant, cause, changes and image', async () => {
    const { rep, id } = await open(storage());
    const versions = await rep.party.history(id);
    expect(versions.map(({ type, at, changed, record }) => [type, at, changed, record?.name])).toEqual([
      ['created', '2024-08-09T12:00:00.000Z', [], 'one'],
      ['updated', '2024-08-09T12:01:00.000Z', ['name'], 'two'],
      ['updated', '2024-08-09T12:02:00.000Z', ['name'], 'three'],
    ]);
    expect(versions[1]?.cause).toEqual({
      command: 'party.update',
      actor: 'u1',
      at: Date.parse('2024-08-09T12:01:00Z'),
    });
    expect(versions.map(({ number }) => number)).toEqual(
      [...versions.map(({ number }) => number)].sort((a, b) => a - b),
    );
  });

  it('of a record does not read the feed where the storage finds versions', async () => {
    let feeds = 0;
    const made = storage();
    const counting: Storage = {
      ...made,
      changes: (context, query) => {
        feeds += 1;
        return made.changes(context, query);
      },
    };
    const { rep, id } = await open(counting);
    expect(await rep.party.history(id)).toHaveLength(3);
    const rev = (await rep.party.history(id))[0]?.rev ?? '';
    const stale = rep.party.update(id, () => undefined, { rev });
    await expect(stale).rejects.toMatchObject({ code: 'CONFLICT', conflict: { fields: ['name'] } });
    expect(feeds > 0).toBe(made.versions === undefined);
  });

  it('is not there for a record that never was', async () => {
    const { rep } = await open(storage());
    await expect(rep.party.history('pty_none')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe.each(storages)('reads of the past on %s', (_name, storage) => {
  it('go by number and by instant', async () => {
    const { rep, id } = await open(storage());
    const [first, second] = await rep.party.history(id);
    expect((await rep.party.get(id, { asOf: { number: first?.number ?? 0 } })).name).toBe('one');
    expect((await rep.party.get(id, { asOf: { number: second?.number ?? 0 } })).name).toBe('two');
    expect((await rep.party.get(id, { asOf: { instant: '2024-08-09T12:01:59.999Z' } })).name).toBe('two');
    await expect(rep.party.get(id, { asOf: { instant: '2024-08-09T11:59:59Z' } })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await rep.party.find([id, 'x'], { asOf: { number: 1 } })).toMatchObject([{ name: 'one' }, null]);
  });

  it('filter, sort and page by what was', async () => {
    const { rep, id, clock } = await open(storage());
    await rep.party.create(['b', 'c', 'd'].map((name) => ({ kind: 'person' as const, name })));
    clock.advance(1000);
    await rep.party.delete(id);
    const asOf = { instant: '2024-08-09T12:02:00Z' } as const;
    const query = { asOf, sort: [['name', 'desc']], limit: 2 } as const;
    const first = await rep.party.list(query);
    const second = await rep.party.list({ ...query, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['three', 'd', 'c', 'b']);
    expect(second.nextCursor).toBeNull();
    expect((await rep.party.list({ asOf, where: (p) => p.name.eq('three') })).items).toHaveLength(1);
    expect((await rep.party.list({ where: (p) => p.name.eq('three') })).items).toHaveLength(0);
  });

  it('count, measure and stream what was', async () => {
    const { rep, id, clock } = await open(storage());
    await rep.project.create([
      { code: 'A', title: 'x', budget: 10, customer: id },
      { code: 'B', title: 'y', budget: 5 },
    ]);
    clock.advance(1000);
    const before = (await rep.project.list()).items;
    await rep.project.update(before[0]?.id ?? '', (draft) => {
      draft.budget = 70;
      delete draft.customer;
    });
    await rep.project.delete(before[1]?.id ?? '');
    const asOf = { instant: '2024-08-09T12:02:00.500Z' };
    const measures = { n: { fn: 'count' }, sum: { fn: 'sum', path: 'budget' } } as const;
    expect(await rep.project.count({ asOf })).toBe(2);
    expect(await rep.project.count()).toBe(1);
    expect(await rep.project.aggregate({ measures, asOf })).toEqual([{ group: {}, measures: { n: 2, sum: 15 } }]);
    expect(await rep.project.aggregate({ measures })).toEqual([{ group: {}, measures: { n: 1, sum: 70 } }]);
    expect(await rep.project.aggregate({ groupBy: ['code'], where: (p) => p.budget.gt(7), measures, asOf })).toEqual([
      { group: { code: 'A' }, measures: { n: 1, sum: 10 } },
    ]);
    expect(await rep.project.count({ asOf, where: (p) => p.forCustomer.some() })).toBe(1);
    expect(await rep.project.count({ where: (p) => p.forCustomer.some() })).toBe(0);
    const budgets: unknown[] = [];
    for await (const { budget } of rep.project.iterate({ asOf, sort: [['code', 'asc']] })) budgets.push(budget);
    expect(budgets).toEqual([10, 5]);
  });

  it('look through relations as they were', async () => {
    const { rep, id, clock } = await open(storage());
    const project = await rep.project.create({ code: 'A', title: 'x', customer: id });
    clock.advance(1000);
    const before = { instant: '2024-08-09T12:02:00.500Z' };
    await rep.project.update(project.id, (draft) => {
      delete draft.customer;
    });
    const ofCustomer = { where: (p: { forCustomer: { some(): never } }) => p.forCustomer.some() };
    expect((await rep.project.list(ofCustomer as never)).items).toHaveLength(0);
    expect((await rep.project.list({ ...(ofCustomer as object), asOf: before })).items).toHaveLength(1);
  });

  it('refuse a cursor of another query', async () => {
    const { rep } = await open(storage());
    await rep.party.create([
      { kind: 'person', name: 'x' },
      { kind: 'person', name: 'y' },
    ]);
    const { nextCursor } = await rep.party.list({ limit: 1 });
    await expect(rep.party.list({ limit: 1, sort: [['name', 'asc']], cursor: nextCursor })).rejects.toMatchObject({
      code: 'INVALID_CURSOR',
    });
    await expect(rep.party.list({ cursor: 'nonsense!' })).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
  });
});

describe('a bad query', () => {
  const deep = (levels: number): unknown =>
    levels === 0 ? { op: 'lit', type: 'bool', value: true } : { op: 'not', arg: deep(levels - 1) };
  const bad: readonly (readonly [string, unknown, string])[] = [
    ['an unknown field', { where: { op: 'isNull', arg: { op: 'field', path: ['colour'] } } }, 'INVALID_EXPRESSION'],
    ['__proto__', { where: { op: 'isNull', arg: { op: 'field', path: ['__proto__'] } } }, 'INVALID_EXPRESSION'],
    ['a tree too deep', { where: deep(33) }, 'INVALID_EXPRESSION'],
    ['an unknown sort field', { sort: [['colour', 'asc']] }, 'INVALID_INPUT'],
    ['an unknown direction', { sort: [['name', 'up']] }, 'INVALID_INPUT'],
    ['a limit of nothing', { limit: 0 }, 'INVALID_INPUT'],
    ['a limit too high', { limit: 10_001 }, 'INVALID_INPUT'],
  ];
  it.each(bad)('is refused with a typed error: %s', async (_name, query, code) => {
    const { rep } = await open();
    await expect(rep.party.list(query as never)).rejects.toMatchObject({ code });
  });
});
