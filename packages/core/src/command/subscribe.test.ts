import { describe, expect, it } from 'vitest';
import { defineAccess, type openAccess } from '../access/define-access.js';
import type { Storage } from '../storage/contract.js';
import { createMemoryData } from '../storage/memory/memory-data.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { minimalStorage } from '../testing/minimal-storage.js';
import { projects } from '../testing/sample-module.js';
import { testCrm } from '../testing/test-crm.js';
import { createRandom } from '../values/seeded-random.js';
import type { CrmEvent } from './define-subscriber.js';

async function open(
  options: { readonly storage?: Storage; readonly access?: readonly ReturnType<typeof openAccess>[] } = {},
) {
  const { crm, clock, logged } = await testCrm({ modules: [projects()], ...options });
  return { crm, clock, logged, rep: crm.as({ tenant: 'acme', actor: 'u1', roles: ['admin'] }) };
}

const anOrder = (n: number, version = '1') => ({
  system: 'erp',
  externalId: `SO-${n}`,
  externalVersion: version,
  orderedAt: '2024-01-01T00:00:00Z',
  total: { amount: '10', currency: 'EUR' },
});
const everyEvent = [
  'party.created',
  'party.updated',
  'party.deleted',
  'project.created',
  'project.updated',
  'project.started',
  'order.recorded',
  'order.superseded',
  'order.reversed',
];

describe('events', () => {
  it('tell what happened, in order, each once', async () => {
    const { crm, rep } = await open();
    const seen: string[] = [];
    crm.subscribe(
      'log',
      everyEvent,
      ({ type, id, record, changed }) =>
        void seen.push(`${type} ${id} ${record === null ? '-' : 'record'} ${changed.join()}`.trim()),
    );
    const party = await rep.party.create({ kind: 'person', name: 'Ann' });
    await rep.party.update(party.id, (draft) => {
      draft.name = 'Anna';
    });
    await rep.party.delete(party.id);
    const project = await rep.project.create({ code: 'A', title: 'x', lead: 'u1' });
    await rep.project.start({ id: project.id });
    const [first, second] = await rep.order.record([anOrder(1), anOrder(2)]);
    await rep.order.record(anOrder(1, '2'));
    await rep.order.reverse(second?.id ?? '', { reason: 'x' });
    expect(await crm.drain()).toEqual({ handled: 10, failed: 0, parked: 0, isComplete: true });
    expect(seen).toEqual([
      `party.created ${party.id} record`,
      `party.updated ${party.id} record name`,
      `party.deleted ${party.id} -`,
      `project.created ${project.id} record`,
      `project.updated ${project.id} record status`,
      `project.started ${project.id} record status`,
      `order.recorded ${first?.id} record`,
      `order.recorded ${second?.id} record`,
      `order.superseded ${first?.id} record externalVersion`,
      `order.reversed ${second?.id} record posting`,
    ]);
    expect(await crm.drain()).toMatchObject({ handled: 0 });
  });

  it.each([
    ['memory', memoryStorage, ['10.00', '10.00']],
    ['a storage that keeps no past', minimalStorage, ['12.00', '10.00']],
  ] as const)('give a fact as it was recorded, on %s', async (_name, storage, recorded) => {
    const { crm, rep, clock } = await open({ storage: storage() });
    const seen: string[] = [];
    const note = ({ type, id, record }: CrmEvent): void =>
      void seen.push([type, id, record?.['posting'], (record?.['total'] as { amount: string }).amount].join(' '));
    crm.subscribe('log', ['order.recorded', 'order.superseded', 'order.reversed'], note);
    const [one, two] = await rep.order.record([anOrder(1), anOrder(2)]);
    clock.advance(1000);
    await rep.order.record({ ...anOrder(1, '2'), total: { amount: '12', currency: 'EUR' } });
    await rep.order.reverse(two?.id ?? '', { reason: 'x' });
    clock.advance(1000);
    await rep.order.record({ ...anOrder(2, '2'), total: { amount: '10', currency: 'EUR' } });
    await crm.drain();
    expect(seen).toEqual([
      `order.recorded ${one?.id} posted ${recorded[0]}`,
      `order.recorded ${two?.id} posted ${recorded[1]}`,
      `order.superseded ${one?.id} posted 12.00`,
      `order.reversed ${two?.id} reversed 10.00`,
      `order.superseded ${two?.id} posted 10.00`,
    ]);
  });

  it('go to the tenants asked for', async () => {
    const { crm, rep } = await open();
    const other = crm.as({ tenant: 'globex', actor: 'u1', roles: [] });
    const seen: string[] = [];
    crm.subscribe(
      'log',
      ['party.created'],
      (event, session) => void seen.push(`${session.principal.tenant} ${String(event.record?.['name'])}`),
    );
    await rep.party.create({ kind: 'person', name: 'Ann' });
    await other.party.create({ kind: 'person', name: 'Bo' });
    await crm.drain({ tenant: 'globex' });
    expect(seen).toEqual(['globex Bo']);
    await crm.drain();
    expect(seen).toEqual(['globex Bo', 'acme Ann']);
  });

  it('show a subscriber what its roles may see, and announce what leaves its rows as gone', async () => {
    const access = [
      defineAccess('x', [
        { role: 'admin', entity: 'party', actions: 'all' },
        {
          role: 'north',
          entity: 'party',
          actions: ['read'],
          where: (party) => party.country.eq('NO'),
          fields: { read: ['name', 'country'] },
        },
      ]),
    ];
    const { crm, rep } = await open({ access });
    const seen: CrmEvent[] = [];
    crm.subscribe('north', ['party.created', 'party.updated', 'party.deleted'], (event) => void seen.push(event), {
      roles: ['north'],
    });
    const [inside, outside] = await rep.party.create([
      { kind: 'person', name: 'Ann', country: 'NO', notes: 'secret' },
      { kind: 'person', name: 'Bo', country: 'SE' },
    ]);
    await rep.party.update([inside?.id ?? '', outside?.id ?? ''], (draft) => {
      draft.country = 'FI';
    });
    await rep.party.delete(outside?.id ?? '');
    await crm.drain();
    expect(seen.map(({ type, id }) => [type, id])).toEqual([
      ['party.created', inside?.id],
      ['party.deleted', inside?.id],
    ]);
    expect(seen[0]?.record).toMatchObject({ name: 'Ann' });
    expect(JSON.stringify(seen)).not.toContain('secret');
  });

  it('need an entity that is there', async () => {
    const { crm } = await open();
    expect(() => crm.subscribe('x', ['customer.created'], () => undefined)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
    crm.subscribe('x', ['party.created'], () => undefined);
    expect(() => crm.subscribe('x', ['party.created'], () => undefined)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
  });
});

describe('a handler', () => {
  it('moves its place in the commit of its own effect', async () => {
    const { crm, rep } = await open();
    crm.subscribe('follow-up', ['party.created'], async (event, session) => {
      await session.project.create({ code: `F-${event.id}`, title: 'Say hello', customer: event.id });
    });
    await rep.party.create([
      { kind: 'person', name: 'Ann' },
      { kind: 'person', name: 'Bo' },
    ]);
    expect(await crm.drain()).toMatchObject({ handled: 2 });
    expect(await crm.drain()).toMatchObject({ handled: 0 });
    expect(await rep.project.count()).toBe(2);
    const [made] = (await rep.project.list()).items;
    expect((await rep.project.history(made?.id ?? ''))[0]?.cause.actor).toBe('subscriber:follow-up');
  });

  it('commits once per event', async () => {
    const { crm, rep, logged } = await open();
    crm.subscribe('twice', ['party.created'], async (_event, session) => {
      await session.project.create({ code: 'A', title: 'one' });
      await session.project.create({ code: 'B', title: 'two' });
    });
    await rep.party.create({ kind: 'person', name: 'Ann' });
    expect(await crm.drain()).toMatchObject({ failed: 1 });
    expect(await rep.project.count()).toBe(1);
    expect(logged).toMatchObject([{ level: 'error', facts: { subscriber: 'twice', code: 'UNSUPPORTED' } }]);
  });

  it('is tried again, in order, and its event is reported and passed after the last attempt', async () => {
    const { crm, rep, logged } = await open();
    const seen: string[] = [];
    let failures = 0;
    crm.subscribe(
      'shaky',
      ['party.created'],
      (event) => {
        const name = String(event.record?.['name']);
        if (name === 'poison' || (name === 'flaky' && failures++ < 2)) throw new Error(`cannot take ${name}`);
        seen.push(name);
      },
      { attempts: 3 },
    );
    for (const name of ['first', 'flaky', 'poison', 'last']) await rep.party.create({ kind: 'person', name });
    expect(await crm.drain()).toEqual({ handled: 3, failed: 5, parked: 1, isComplete: true });
    expect(seen).toEqual(['first', 'flaky', 'last']);
    expect(logged).toMatchObject([
      { level: 'error', facts: { subscriber: 'shaky', event: 'party.created', attempts: 3, error: 'Error' } },
    ]);
    expect(JSON.stringify(logged)).not.toContain('poison');
  });

  it('stops when the time is over and goes on in the next drain', async () => {
    const { crm, rep } = await open();
    crm.subscribe('slow', ['party.created'], () => new Promise((resolve) => setTimeout(resolve, 15)));
    await rep.party.create(Array.from({ length: 6 }, (_, n) => ({ kind: 'person' as const, name: `P${n}` })));
    const first = await crm.drain({ maxMs: 30 });
    expect(first.isComplete).toBe(false);
    expect(first.handled).toBeGreaterThan(0);
    expect(first.handled).toBeLessThan(6);
    const second = await crm.drain();
    expect(first.handled + second.handled).toBe(6);
    expect(second.isComplete).toBe(true);
  });

  it('ends with its subscription', async () => {
    const { crm, rep } = await open();
    let count = 0;
    const end = crm.subscribe('x', ['party.created'], () => {
      count += 1;
    });
    await rep.party.create({ kind: 'person', name: 'Ann' });
    await crm.drain();
    end();
    await rep.party.create({ kind: 'person', name: 'Bo' });
    await crm.drain();
    expect(count).toBe(1);
  });
});

describe('a worker', () => {
  it('delivers until it is stopped', async () => {
    const { crm, rep } = await open();
    const seen: string[] = [];
    crm.subscribe('log', ['party.created'], (event) => void seen.push(event.id));
    const worker = crm.worker({ pollMs: 5 });
    await rep.party.create({ kind: 'person', name: 'Ann' });
    await expect.poll(() => seen.length).toBe(1);
    await worker.stop();
    await rep.party.create({ kind: 'person', name: 'Bo' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(seen).toHaveLength(1);
    await crm.close();
  });

  it('ends with its signal', async () => {
    const { crm } = await open();
    const controller = new AbortController();
    const worker = crm.worker({ pollMs: 60_000, signal: controller.signal });
    controller.abort();
    await worker.stop();
  });
});

/** Ends the process, so to speak: from a random call on, before or after it took effect, everything fails. */
function crashing(storage: Storage, random: ReturnType<typeof createRandom>): Storage {
  let left = random.integer(1, 25);
  const wrap =
    <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      left -= 1;
      if (left < 0) throw new Error('crashed');
      if (left > 0) return call(...args);
      if (random.chance(0.5)) await call(...args);
      throw new Error('crashed');
    };
  return {
    ...storage,
    get: wrap(storage.get),
    query: wrap(storage.query),
    commit: wrap(storage.commit),
    changes: wrap(storage.changes),
  };
}

it('is exactly once in effect when processes die between any two steps', async () => {
  for (const seed of [11, 12, 13]) {
    const random = createRandom(seed);
    const data = createMemoryData();
    const { rep, crm } = await open({ storage: memoryStorage({ data }) });
    await rep.party.create(Array.from({ length: 25 }, (_, n) => ({ kind: 'person' as const, name: `P${n}` })));
    await rep.order.record(Array.from({ length: 15 }, (_, n) => anOrder(n)));
    let isComplete = false;
    let processes = 0;
    while (!isComplete) {
      processes += 1;
      expect(processes, `seed ${seed}`).toBeLessThan(300);
      // Two processes at a time, each of which may die.
      const runs = await Promise.allSettled(
        [0, 1].map(async () => {
          const one = await open({ storage: crashing(memoryStorage({ data }), random) });
          one.crm.subscribe(
            'effect',
            ['party.created', 'order.recorded'],
            async (event, session) => {
              await session.task.create({
                id: `t-${event.id}-${random.integer(0, 1e9)}`,
                project: 'p',
                title: event.id,
              });
            },
            { attempts: 1000 },
          );
          return one.crm.drain({ tenant: 'acme', maxMs: 50 });
        }),
      );
      isComplete = runs.some((run) => run.status === 'fulfilled' && run.value.isComplete && run.value.failed === 0);
      if (processes === 1) await rep.project.create({ id: 'p', code: 'P', title: 'holds tasks' });
    }
    crm.subscribe('effect', ['party.created', 'order.recorded'], () => undefined);
    const titles = (await rep.task.list({ limit: 1000 })).items.map(({ title }) => title);
    expect(titles.length, `seed ${seed}`).toBe(new Set(titles).size);
    expect(titles.length, `seed ${seed}`).toBe(40);
  }
});
