import type {
  ChangePage,
  Commit,
  CommitResult,
  Expression,
  Literal,
  Page,
  Query,
  Row,
  Sort,
  Storage,
  ValueNode,
  Write,
} from '@crmkit/core';
import { checkExpression } from '@crmkit/core';
import { memoryStorage } from '@crmkit/core/storage';
import { createRandom, type SeededRandom } from '@crmkit/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabases, testDatabases } from './databases.js';
import { cause, create, testSchema } from './test-schema.js';

const seed = 20_240_229;
const context = { tenant: 'acme' };
const day = 86_400_000;
const now = 1_700_000_000_000;

let databases: TestDatabases;
let indexed: Storage;
let memory: Storage;

beforeAll(async () => {
  databases = testDatabases();
  indexed = databases.page();
  memory = memoryStorage();
  await Promise.all([indexed.open(testSchema), memory.open(testSchema)]);
});
afterAll(() => databases.dispose());

const names = [
  'Acme',
  'acme',
  'ACME 2',
  'Zoë',
  '\u{1F600} Ltd',
  '\uFF5E wave',
  '\uE000',
  '臺灣水泥',
  'Größe',
  'Acm',
  '',
];
const cities = ['Taipei', 'Tainan', 'Kaohsiung'];
const tags = ['new', 'key', 'old'];
const currencies = ['TWD', 'EUR'];

function randomParty(random: SeededRandom, id: string): Omit<Row, 'rev'> & { readonly id: string } {
  const maybe = <T>(value: T): T | undefined => (random.chance(0.75) ? value : undefined);
  const fields = {
    name: maybe(random.pick(names)),
    city: maybe(random.pick(cities)),
    score: maybe(random.integer(-3, 3)),
    credit: maybe({ amount: random.integer(-2, 4) * 100, currency: random.pick(currencies) }),
    tags: maybe(tags.filter(() => random.chance(0.4))),
    custom: random.chance(0.6) ? { grade: random.pick(['A', 'B']) } : undefined,
  };
  return { id, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) };
}

describe(`queries (seed ${seed})`, () => {
  beforeAll(async () => {
    const random = createRandom(seed);
    const ids = ['\u{1F600}', '\uFF5E', '\uE000', ...Array.from({ length: 300 }, (_, at) => `p${at}`)];
    const parties = ids.map((id) => create('party', randomParty(random, id)));
    const orders = Array.from({ length: 450 }, (_, at) =>
      create('order', {
        id: `o${at}`,
        party: random.pick(ids),
        total: random.integer(-5, 50),
        placedAt: now - random.integer(0, 60) * day,
      }),
    );
    for (const storage of [indexed, memory]) {
      expect((await storage.commit(context, { writes: [...parties, ...orders], claims: [], cause })).ok).toBe(true);
    }
  });

  it('answers 400 random queries as memory storage does, page by page, whatever index serves them', async () => {
    const random = createRandom(seed + 1);
    for (let at = 0; at < 400; at++) {
      const query = randomQuery(random);
      expect(await readPages(indexed, query, random), JSON.stringify(query)).toEqual(await readAll(memory, query));
    }
  }, 120_000);

  it('turns a group of equal values that exceeds every read round whole', async () => {
    const query: Query = {
      sort: [
        { path: ['city'], direction: 'desc' },
        { path: ['score'], direction: 'desc' },
      ],
      limit: 7,
      now,
    };
    expect(await readPages(indexed, query, createRandom(1))).toEqual(await readAll(memory, query));
  });

  it('reads backwards without `getAllRecords` too', async () => {
    const saved = Object.getOwnPropertyDescriptor(IDBIndex.prototype, 'getAllRecords');
    Reflect.deleteProperty(IDBIndex.prototype, 'getAllRecords');
    try {
      const query: Query = { sort: [{ path: ['score'], direction: 'desc' }], limit: 40, now };
      expect(await readPages(indexed, query, createRandom(2))).toEqual(await readAll(memory, query));
    } finally {
      if (saved !== undefined) Object.defineProperty(IDBIndex.prototype, 'getAllRecords', saved);
    }
  });

  it('adds up as memory storage does', async () => {
    const random = createRandom(seed + 2);
    const measures = {
      n: { fn: 'count' },
      sum: { fn: 'sum', path: ['score'] },
      credit: { fn: 'max', path: ['credit'] },
    } as const;
    for (let at = 0; at < 60; at++) {
      const { where } = randomQuery(random);
      const query = { ...(where && { where }), groupBy: [['city']], measures, now };
      const groups = async (storage: Storage): Promise<readonly string[]> =>
        ((await storage.aggregate?.(context, 'party', query)) ?? [])
          .map((group) => JSON.stringify([group.group, Object.entries(group.measures).sort()]))
          .sort();
      expect(await groups(indexed), JSON.stringify(query)).toEqual(await groups(memory));
    }
  });
});

describe(`history (seed ${seed})`, () => {
  it('keeps the feed and every past state as memory storage does, over random commits', async () => {
    const random = createRandom(seed + 3);
    const past = { tenant: 'past' };
    const ids = Array.from({ length: 12 }, (_, at) => `r${at}`);
    for (let round = 0; round < 150; round++) {
      const plan = Array.from({ length: random.integer(1, 4) }, () => ({
        entity: random.pick(['party', 'order']),
        id: random.pick(ids),
        op: random.pick(['put', 'put', 'put', 'delete', 'erase'] as const),
        score: random.integer(0, 100),
      }));
      const unique = [...new Map(plan.map((step) => [`${step.entity} ${step.id}`, step])).values()];
      const at = now + random.integer(-20, 20) * day;
      const results: CommitResult[] = [];
      for (const storage of [indexed, memory]) {
        const writes: Write[] = [];
        for (const { entity, id, op, score } of unique) {
          const [current] = await storage.get(past, entity, [id]);
          if (op === 'delete' && !current) continue;
          const row = entity === 'party' ? { id, rev: '', score } : { id, rev: '', total: score };
          const before = current && entity === 'order' ? { before: current } : {};
          writes.push({ entity, id, op, expect: current?.rev ?? 'absent', ...(op === 'put' && { row }), ...before });
        }
        const commit: Commit = { writes, claims: [], cause: { ...cause, at } };
        results.push(await storage.commit(past, commit));
      }
      expect(results.map(({ ok }) => ok)).toEqual([true, true]);
    }
    const feeds = await Promise.all([indexed, memory].map((storage) => readFeed(storage, past)));
    expect(feeds[0]).toEqual(feeds[1]);
    const last = feeds[1]?.length ?? 0;
    expect(last).toBeGreaterThan(200);
    for (let number = 0; number <= last; number += 3)
      expect(await readPast(indexed, past, { number })).toEqual(await readPast(memory, past, { number }));
    for (let days = -22; days <= 22; days += 2) {
      const at = { instant: now + days * day };
      expect(await readPast(indexed, past, at)).toEqual(await readPast(memory, past, at));
      expect(await readPast(indexed, past, at, ['r3', 'r11', 'nobody', 'r0'])).toEqual(
        await readPast(memory, past, at, ['r3', 'r11', 'nobody', 'r0']),
      );
    }
  });

  it('reads a past of more records and images than one read takes', async () => {
    const crowd = { tenant: 'crowd' };
    const ids = Array.from({ length: 1_300 }, (_, at) => `c${String(at).padStart(4, '0')}`);
    for (const storage of [indexed, memory]) {
      for (let round = 0; round < 3; round++) {
        const live = await storage.get(crowd, 'party', ids);
        const writes = ids.flatMap((id, at): Write[] =>
          at % (round + 1) === 0
            ? [
                {
                  entity: 'party',
                  id,
                  op: 'put',
                  expect: live[at]?.rev ?? 'absent',
                  row: { id, rev: '', score: round },
                },
              ]
            : [],
        );
        await storage.commit(crowd, { writes, claims: [], cause });
      }
      for (let round = 0; round < 620; round++) {
        const [row] = await storage.get(crowd, 'party', ['c0700']);
        await storage.commit(crowd, {
          writes: [
            {
              entity: 'party',
              id: 'c0700',
              op: 'put',
              expect: row?.rev ?? '',
              row: { id: 'c0700', rev: '', score: round },
            },
          ],
          claims: [],
          cause,
        });
      }
    }
    for (const number of [1, 1_299, 1_300, 1_900, 2_300, 2_700]) {
      expect(await readPast(indexed, crowd, { number })).toEqual(await readPast(memory, crowd, { number }));
    }
  }, 60_000);
});

function withoutRev<T extends object>(value: T): Omit<T, 'rev'> {
  const { rev: _rev, ...rest } = value as T & { readonly rev?: unknown };
  return rest;
}

async function readAll(storage: Storage, query: Query): Promise<readonly object[]> {
  const { rows } = await storage.query(context, 'party', { ...query, limit: 10_000 });
  return rows.map(withoutRev);
}

async function readPages(storage: Storage, query: Query, random: SeededRandom): Promise<readonly object[]> {
  const found: object[] = [];
  let cursor: string | null = null;
  do {
    const page: Page = await storage.query(context, 'party', {
      ...query,
      limit: random.chance(0.5) ? query.limit : 300,
      cursor,
    });
    found.push(...page.rows.map(withoutRev));
    cursor = page.cursor;
  } while (cursor !== null);
  return found;
}

async function readFeed(storage: Storage, past: { readonly tenant: string }): Promise<readonly object[]> {
  const found: object[] = [];
  let after: string | null = null;
  for (;;) {
    const page: ChangePage = await storage.changes(past, { after, limit: 17 });
    found.push(
      ...page.changes.map((change) => ({
        ...withoutRev(change),
        ...(change.row && { row: withoutRev(change.row) }),
        ...(change.before && { before: withoutRev(change.before) }),
      })),
    );
    if (page.changes.length === 0) return found;
    after = page.checkpoint;
  }
}

async function readPast(
  storage: Storage,
  past: { readonly tenant: string },
  at: { readonly number: number } | { readonly instant: number },
  ids?: readonly string[],
): Promise<readonly object[]> {
  const found: object[] = [];
  for (const entity of ['party', 'order']) {
    let cursor: string | null = null;
    do {
      const page: Page | undefined = await storage.asOf?.(past, entity, {
        at,
        limit: ids ? 2 : 700,
        cursor,
        ...(ids && { ids }),
      });
      found.push(...(page?.rows ?? []).map(withoutRev));
      cursor = page?.cursor ?? null;
    } while (cursor !== null);
  }
  return found;
}

function randomQuery(random: SeededRandom): Query {
  const count = random.integer(0, 3);
  const args = Array.from({ length: count }, () => randomCondition(random));
  const where =
    count === 0
      ? undefined
      : checkExpression(count === 1 ? args[0] : { op: random.chance(0.8) ? 'and' : 'or', args }, testSchema, 'party')
          .expression;
  const paths = [['score'], ['city'], ['name'], ['credit'], ['custom', 'grade'], ['id']];
  const direction = random.pick(['asc', 'desc'] as const);
  const sorts: readonly (readonly Sort[])[] = [
    [],
    [{ path: random.pick(paths), direction }],
    [
      { path: ['city'], direction },
      { path: ['score'], direction },
    ],
    [
      { path: ['custom', 'grade'], direction },
      { path: ['name'], direction: random.pick(['asc', 'desc']) },
    ],
    [
      { path: ['score'], direction },
      { path: ['id'], direction: 'asc' },
    ],
  ];
  return { ...(where && { where }), sort: random.pick(sorts), limit: random.integer(20, 120), now };
}

function randomCondition(random: SeededRandom): Expression {
  const field = (...path: readonly string[]): ValueNode => ({ op: 'field', path });
  const text = (type: 'text' | 'keyword', value: string): Literal => ({ op: 'lit', type, value });
  const int = (): Literal => ({ op: 'lit', type: 'int', value: random.integer(-4, 4) });
  const money = (): Literal => ({
    op: 'lit',
    type: 'money',
    value: { amount: `${random.integer(-2, 4)}`, currency: random.pick(currencies) },
  });
  const name = (): string => random.pick(names);
  const compare = random.pick(['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const);
  const folded: ValueNode = { op: 'fold', arg: field('name') };
  const since = { field: ['placedAt'], window: { type: 'duration', value: `P${random.integer(1, 40)}D` } } as const;
  const options: readonly (() => Expression)[] = [
    () => ({ op: 'eq', left: field('city'), right: text('keyword', random.pick(cities)) }),
    () => ({ op: compare, left: field('score'), right: int() }),
    () => ({ op: 'between', arg: field('score'), low: int(), high: int() }),
    () => ({
      op: 'in',
      arg: field('city'),
      list: [text('keyword', random.pick(cities)), text('keyword', random.pick(cities))],
    }),
    () => ({ op: 'in', arg: field('score'), list: [int(), int(), int()] }),
    () => ({ op: compare, left: field('name'), right: text('text', name()) }),
    () => ({ op: 'startsWith', arg: field('name'), text: text('text', name().slice(0, 2)) }),
    () => ({ op: 'startsWith', arg: folded, text: text('text', name().slice(0, 3)) }),
    () => ({ op: 'eq', left: folded, right: text('text', name()) }),
    () => ({ op: compare, left: field('credit'), right: money() }),
    () => ({ op: 'between', arg: field('credit'), low: money(), high: money() }),
    () => ({ op: 'isNull', arg: field(random.pick(['city', 'score', 'name', 'credit'])) }),
    () => ({ op: 'has', path: ['tags'], value: random.pick(tags) }),
    () => ({ op: 'eq', left: field('custom', 'grade'), right: text('keyword', random.pick(['A', 'C'])) }),
    () => ({ op: 'not', arg: { op: 'eq', left: field('score'), right: int() } }),
    () => ({ op: 'some', rel: 'orders', where: { op: 'within', ...since } }),
    () => ({
      op: 'some',
      rel: 'orders',
      where: { op: 'some', rel: 'customer', where: { op: 'gt', left: field('score'), right: int() } },
    }),
    () => ({
      op: compare,
      left: { op: 'agg', fn: 'count', rel: 'orders' },
      right: { op: 'lit', type: 'int', value: random.integer(0, 3) },
    }),
    () => ({
      op: compare,
      left: { op: 'agg', fn: 'sum', rel: 'orders', value: ['total'], window: since },
      right: { op: 'lit', type: 'decimal', value: '0.20' },
    }),
  ];
  return random.pick(options)();
}
