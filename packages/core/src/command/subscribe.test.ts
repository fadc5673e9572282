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
import { createHandlerScope } from './handler-scope.js';
import { LEASE_MS } from './lease.js';

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
] as const;

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
    ['memory', memoryStorage],
    ['a storage that reads no past', minimalStorage],
  ] as const)('give a fact as it was recorded, on %s', async (_name, storage) => {
    const { crm, rep, clock } = await open({ storage: storage() });
    const seen: string[] = [];
    const note = ({ type, id, record }: CrmEvent): void => {
      const { amount } = (record?.['total'] ?? {}) as { readonly amount?: string };
      seen.push([type, id, record?.['posting'], amount].join(' '));
    };
    crm.subscribe('log', ['order.recorded', 'order.superseded', 'order.reversed'], note);
    const [one, two] = await rep.order.record([anOrder(1), anOrder(2)]);
    clock.advance(1000);
    await rep.order.record({ ...anOrder(1, '2'), total: { amount: '12', currency: 'EUR' } });
    await rep.order.reverse(two?.id ?? '', { reason: 'x' });
    clock.advance(1000);
    await rep.order.record({ ...anOrder(2, '2'), total: { amount: '10', currency: 'EUR' } });
    await crm.drain();
    expect(seen).toEqual([
      `order.recorded ${one?.id} posted 10.00`,
      `order.recorded ${two?.id} posted 10.00`,
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

  it.each(['customer.created', 'party.creatd', 'party.recorded', 'order.created', 'party', 'project.stopped'])(
    'are a closed list without %s',
    async (event) => {
      const { crm } = await open();
      expect(() => crm.subscribe('x', ['party.created', event as never], () => undefined)).toThrow(
        expect.objectContaining({ code: 'INVALID_INPUT', issues: [expect.objectContaining({ path: 'events.1' })] }),
      );
    },
  );

  it('need a name of their own', async () => {
    const { crm } = await open();
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

  type Write = (code: string) => Promise<unknown>;
  it.each([
    [
      'one after the other',
      async (write: Write) => {
        await write('A');
        await write('B');
      },
    ],
    ['at once', (write: Write) => Promise.all([write('A'), write('B')])],
    ['and hides it', (write: Write) => Promise.allSettled([write('A'), write('B')])],
  ])('commits once per event: that it writes twice, %s, is reported', async (_, twice) => {
    const { crm, rep, logged } = await open();
    crm.subscribe('twice', ['party.created'], (_event, session) =>
      twice((code) => session.project.create({ code, title: code })).then(() => undefined),
    );
    await rep.party.create({ kind: 'person', name: 'Ann' });
    expect(await crm.drain()).toMatchObject({ handled: 0, parked: 1, isComplete: true });
    expect(await rep.project.count()).toBe(1);
    expect(logged).toMatchObject([
      {
        level: 'error',
        message: expect.stringContaining('one commit per event'),
        facts: { subscriber: 'twice', number: 1, code: 'UNSUPPORTED' },
      },
    ]);
  });

  it('cannot drain, for that would wait for the handler itself', async () => {
    const { crm, rep, logged } = await open();
    const late: Promise<unknown>[] = [];
    crm.subscribe('deep', ['party.created'], async (event, session) => {
      await session.project.create({ code: event.id, title: 'x' });
      late.push(new Promise((resolve) => setTimeout(() => resolve(crm.drain()), 5)));
      await crm.drain({ tenant: 'acme' });
    });
    await rep.party.create({ kind: 'person', name: 'Ann' });
    expect(await crm.drain()).toMatchObject({ failed: 1, isComplete: true });
    expect(logged).toMatchObject([{ facts: { subscriber: 'deep', code: 'UNSUPPORTED' } }]);
    // What a handler left behind may.
    expect(await Promise.all(late)).toMatchObject([{ isComplete: true }]);
  });

  it('has roles that may read what it waits for', async () => {
    const access = [defineAccess('x', [{ role: 'admin', entity: 'party', actions: 'all' }])];
    const { crm } = await open({ access });
    const error = (roles: readonly string[]): unknown => {
      try {
        crm.subscribe('blind', ['party.created', 'party.updated'], () => undefined, { roles });
        return null;
      } catch (thrown) {
        return thrown;
      }
    };
    expect(error([])).toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ path: 'roles', problem: expect.stringContaining('party.read') }],
    });
    expect(error(['admin'])).toBe(null);
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

describe('a process that has opened no session', () => {
  it('says that it knows of no tenant', async () => {
    const { crm } = await testCrm();
    await expect(crm.drain()).rejects.toMatchObject({ code: 'INVALID_INPUT', subject: 'drain' });
    expect(() => crm.worker()).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', subject: 'worker' }));
    expect(await crm.drain({ tenant: 'acme' })).toMatchObject({ isComplete: true });
  });

  it('serves the tenants that the host lists', async () => {
    const storage = memoryStorage();
    const { crm: writer } = await testCrm({ storage });
    await writer.as({ tenant: 'acme', actor: 'u1', roles: [] }).party.create({ kind: 'person', name: 'Ann' });
    const { crm } = await testCrm({ storage, tenants: async () => ['acme'] });
    const seen: string[] = [];
    crm.subscribe('log', ['party.created'], (event) => void seen.push(String(event.record?.['name'])));
    expect(await crm.drain()).toMatchObject({ handled: 1, isComplete: true });
    const worker = crm.worker({ pollMs: 5 });
    await writer.as({ tenant: 'acme', actor: 'u1', roles: [] }).party.create({ kind: 'person', name: 'Bo' });
    await expect.poll(() => seen).toEqual(['Ann', 'Bo']);
    await worker.stop();
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

describe('two processes', () => {
  async function pair() {
    const data = createMemoryData();
    const storage = (): Storage => {
      const made = memoryStorage({ data });
      return { ...made, capabilities: { ...made.capabilities, multiProcess: true } };
    };
    const [one, two] = [await open({ storage: storage() }), await open({ storage: storage() })];
    const seen: string[] = [];
    const subscribe = (crm: typeof one.crm, mark: string, handle = async (): Promise<void> => undefined) =>
      crm.subscribe('work', ['party.created'], async (event) => {
        seen.push(`${mark}${String(event.record?.['name'])}`);
        await handle();
      });
    return { one, two, seen, subscribe };
  }
  const people = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ kind: 'person' as const, name: `${n}` }));

  it('do not both handle an event', async () => {
    const { one, two, seen, subscribe } = await pair();
    const slowly = () => new Promise<void>((resolve) => setTimeout(resolve, 2));
    subscribe(one.crm, 'a', slowly);
    subscribe(two.crm, 'b', slowly);
    await one.rep.party.create(people(20));
    const results = await Promise.all([one.crm.drain(), two.crm.drain({ tenant: 'acme' })]);
    expect(results.map(({ handled }) => handled).sort()).toEqual([0, 20]);
    expect(results.filter(({ isComplete }) => isComplete)).toHaveLength(1);
    expect(seen).toHaveLength(20);
    // Whoever is done lets the other go on at once.
    await one.rep.party.create(people(1));
    expect(await two.crm.drain({ tenant: 'acme' })).toMatchObject({ handled: 1, isComplete: true });
    await one.rep.party.create(people(1));
    expect(await one.crm.drain()).toMatchObject({ handled: 1, isComplete: true });
  });

  it('take over from each other when one falls silent', async () => {
    const { one, two, seen, subscribe } = await pair();
    const answers: (() => void)[] = [];
    subscribe(one.crm, 'a', () => new Promise((resolve) => void answers.push(resolve)));
    subscribe(two.crm, 'b');
    await one.rep.party.create(people(2));
    const silent = one.crm.drain();
    await expect.poll(() => seen).toEqual(['a0']);
    expect(await two.crm.drain({ tenant: 'acme' })).toMatchObject({ handled: 0, isComplete: false });
    two.clock.advance(LEASE_MS);
    expect(await two.crm.drain({ tenant: 'acme' })).toMatchObject({ handled: 2, isComplete: true });
    for (const answer of answers) answer();
    expect(await silent).toMatchObject({ handled: 0 });
    expect(seen).toEqual(['a0', 'b0', 'b1']);
  });

  it('keep a lease while they work', async () => {
    const { one, two, seen, subscribe } = await pair();
    subscribe(one.crm, 'a', async () => {
      one.clock.advance(LEASE_MS * 0.6);
      two.clock.advance(LEASE_MS * 0.6);
      await two.crm.drain({ tenant: 'acme' });
    });
    subscribe(two.crm, 'b');
    await one.rep.party.create(people(5));
    expect(await one.crm.drain()).toMatchObject({ handled: 5 });
    expect(seen).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
  });
});

describe('the scope of a handler, where nothing follows it', () => {
  it('is what it calls before it first waits', async () => {
    const scope = createHandlerScope({});
    const seen: boolean[] = [];
    const running = scope.run(async () => {
      seen.push(scope.isInside());
      await Promise.resolve();
      seen.push(scope.isInside());
    });
    seen.push(scope.isInside());
    await running;
    expect(seen).toEqual([true, false, false]);
  });
});
