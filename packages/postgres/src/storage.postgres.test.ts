import { RetryableError } from '@crmkit/core';
import { createRandom } from '@crmkit/core/testing';
import { type FreshDatabase, freshDatabase } from '@crmkit/devkit';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cause, createParty, hostSchema } from '../test/host-schema.js';
import { type PostgresStorage, pgSession, postgresStorage } from './index.js';

const context = { tenant: 'acme' };
let database: FreshDatabase;
let pool: pg.Pool;
let storage: PostgresStorage;

beforeEach(async () => {
  database = await freshDatabase();
  pool = createPool();
  storage = postgresStorage({ session: pgSession(pool) });
  await storage.open(hostSchema);
});

afterEach(async () => {
  await pool.end();
  await database.drop();
});

function createPool(options: pg.PoolConfig = {}): pg.Pool {
  const made = new pg.Pool({ connectionString: database.url, max: 8, ...options });
  // A pool without a listener ends the process when an idle connection breaks.
  made.on('error', () => {});
  return made;
}

const create = (id: string, fields = {}) =>
  storage.commit(context, { writes: [createParty(id, fields)], claims: [], cause });

describe('host transactions', () => {
  it('are atomic on both sides over 1,000 of them with random commits, rollbacks and refusals', {
    timeout: 120_000,
  }, async () => {
    const seed = 20_240_229;
    const random = createRandom(seed);
    await pool.query('create table booking (id text primary key)');
    await create('taken');
    const expected = new Set(['taken']);
    const runOne = async (number: number): Promise<void> => {
      const id = `b${String(number).padStart(4, '0')}`;
      const [refuses, commits, claims] = [random.chance(0.3), random.chance(0.6), random.chance(0.5)];
      const client = await pool.connect();
      try {
        await client.query('begin');
        await client.query('insert into booking (id) values ($1)', [id]);
        const host = { ...context, host: client };
        if (refuses) {
          const result = await storage.commit(host, {
            writes: [createParty(`x${id}`), createParty('taken')],
            claims: [],
            cause,
          });
          expect(result).toMatchObject({ ok: false, reason: 'conflict', id: 'taken', current: { id: 'taken' } });
          await expect(
            storage.commit(host, { writes: [createParty('y', { name: 'NUL \u0000' })], claims: [], cause }),
          ).rejects.toMatchObject({ code: 'INVALID_VALUE' });
        }
        const result = await storage.commit(host, {
          writes: [createParty(id, { balance: number })],
          claims: claims ? [{ key: `ref:${id}`, holder: id, expect: 'absent' }] : [],
          cause,
        });
        expect(result).toMatchObject({ ok: true });
        expect(await storage.get(host, 'party', [id])).toMatchObject([{ balance: number }]);
        await client.query(commits ? 'commit' : 'rollback');
        if (commits) expected.add(id);
      } finally {
        client.release();
      }
    };
    const numbers = Array.from({ length: 1000 }, (_, index) => index);
    for (let from = 0; from < numbers.length; from += 8) await Promise.all(numbers.slice(from, from + 8).map(runOne));
    const booked = await pool.query<{ id: string }>('select id from booking order by id');
    const parties = await pool.query<{ id: string }>('select id from crm.party where deleted_at is null order by id');
    const logged = await storage.changes(context, { after: null, limit: 10_000 });
    const wanted = [...expected].sort();
    expect(
      parties.rows.map(({ id }) => id),
      `seed ${seed}`,
    ).toEqual(wanted);
    expect(['taken', ...booked.rows.map(({ id }) => id)].sort(), `seed ${seed}`).toEqual(wanted);
    expect(logged.changes.map(({ id }) => id).sort(), `seed ${seed}`).toEqual(wanted);
  });

  it('stay usable after a database error inside the batch', async () => {
    await pool.query('alter table crm.party add constraint no_trouble check (balance <> 13)');
    const client = await pool.connect();
    await client.query('begin');
    await expect(
      storage.commit({ ...context, host: client }, { writes: [createParty('p1', { balance: 13 })], claims: [], cause }),
    ).rejects.toMatchObject({ code: 'FATAL' });
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await client.query('commit');
    client.release();
    expect(await storage.get(context, 'party', ['p1'])).toEqual([null]);
  });

  it('get a RetryableError for a conflict above READ COMMITTED', async () => {
    await create('p1');
    const client = await pool.connect();
    try {
      await client.query('begin isolation level repeatable read');
      const host = { ...context, host: client };
      const [read] = await storage.get(host, 'party', ['p1']);
      const change = (rev: string) => ({ writes: [{ ...createParty('p1'), expect: rev }], claims: [], cause });
      await storage.commit(context, change(read?.rev ?? ''));
      await expect(storage.commit(host, change(read?.rev ?? ''))).rejects.toBeInstanceOf(RetryableError);
      await expect(storage.commit(host, change('7'))).rejects.toMatchObject({ code: 'RETRYABLE' });
      await client.query('rollback');
    } finally {
      client.release();
    }
  });

  it('may carry several calls at once on one client', async () => {
    const client = await pool.connect();
    await client.query('begin');
    const host = { ...context, host: client };
    const commits = Array.from({ length: 20 }, (_, index) =>
      storage.commit(host, { writes: [createParty(`p${index % 10}`)], claims: [], cause }),
    );
    const results = await Promise.all(commits);
    await client.query('commit');
    client.release();
    expect(results.filter(({ ok }) => ok)).toHaveLength(10);
    expect((await storage.query(context, 'party', { limit: 100, now: 0 })).rows).toHaveLength(10);
  });

  it('that are over, aborted or read only are named as what fails', async () => {
    const client = await pool.connect();
    const host = { ...context, host: client };
    const write = (): Promise<unknown> => storage.commit(host, { writes: [createParty('p1')], claims: [], cause });
    await client.query('begin');
    await client.query('commit');
    await expect(write()).rejects.toMatchObject({ code: 'FATAL', message: expect.stringContaining('is over') });
    await client.query('begin');
    await client.query('select 1 / 0').catch(() => undefined);
    await expect(write()).rejects.toMatchObject({ code: 'FATAL', message: expect.stringContaining('was aborted') });
    await client.query('rollback');
    await client.query('begin read only');
    await expect(write()).rejects.toMatchObject({ code: 'UNSUPPORTED', message: expect.stringContaining('read only') });
    await client.query('rollback');
    client.release();
  });

  it('refuse a pool in place of a client', async () => {
    await expect(storage.get({ ...context, host: pool }, 'party', ['p1'])).rejects.toMatchObject({
      code: 'UNSUPPORTED',
    });
  });
});

describe('the feed', () => {
  it('moves on while one host transaction stays open, and gets its entries afterwards without a gap', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await storage.commit({ ...context, host: client }, { writes: [createParty('late')], claims: [], cause });
    for (const id of ['a', 'b', 'c']) await create(id);
    const before = await storage.changes(context, { after: null, limit: 100 });
    expect(before.changes.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    await client.query('commit');
    client.release();
    const after = await storage.changes(context, { after: before.checkpoint, limit: 100 });
    expect(after.changes.map(({ id, number }) => [id, number])).toEqual([['late', 4]]);
  });

  it('can be read inside a host transaction without holding other readers up', async () => {
    await create('a');
    await storage.changes(context, { after: null, limit: 10 });
    const client = await pool.connect();
    await client.query('begin');
    expect((await storage.changes({ ...context, host: client }, { after: null, limit: 10 })).changes).toHaveLength(1);
    await create('b');
    expect((await storage.changes(context, { after: null, limit: 10 })).changes).toHaveLength(2);
    await client.query('rollback');
    client.release();
  });
});

describe('connections', () => {
  it('that are killed give an UnavailableError, and the pool is whole afterwards', async () => {
    await create('p1');
    const killer = new pg.Client({ connectionString: database.url });
    await killer.connect();
    const locker = new pg.Client({ connectionString: database.url });
    await locker.connect();
    await locker.query('begin; select * from crm.party for update');
    const [held] = await storage.get(context, 'party', ['p1']);
    const waiting = storage.commit(context, {
      writes: [{ ...createParty('p1'), expect: held?.rev ?? '' }],
      claims: [],
      cause,
    });
    const outcome = waiting.catch((error: unknown) => error);
    await untilBlocked(killer);
    await killer.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    expect(await outcome).toMatchObject({ code: 'UNAVAILABLE', cause: { code: '57P01' } });
    await locker.query('rollback');
    await Promise.all([killer.end(), locker.end()]);
    const clients = await Promise.all(Array.from({ length: 8 }, () => pool.connect()));
    for (const client of clients) expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    for (const client of clients) client.release();
    expect(pool.totalCount).toBe(8);
    expect(pool.idleCount).toBe(8);
    expect(await storage.get(context, 'party', ['p1'])).toMatchObject([{ rev: '1' }]);
  });

  it('that cannot be made give an UnavailableError', async () => {
    const nobody = createPool({ connectionString: 'postgres://nobody:x@127.0.0.1:1/none' });
    const unreachable = postgresStorage({ session: pgSession(nobody) });
    await expect(unreachable.open(hostSchema)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await nobody.end();
  });

  it('may be one client, whose transactions then take turns', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const single = postgresStorage({ session: pgSession(client) });
    await single.open(hostSchema);
    const commits = Array.from({ length: 20 }, (_, index) =>
      single.commit(context, { writes: [createParty(`p${index}`)], claims: [], cause }),
    );
    expect((await Promise.all(commits)).every(({ ok }) => ok)).toBe(true);
    await client.end();
  });
});

describe('the driver', () => {
  it('may have its type parsers changed and its session settings turned without a value changing', async () => {
    const nonsense = { getTypeParser: () => () => 'nonsense' } as unknown as pg.CustomTypesConfig;
    const strange = createPool({
      types: nonsense,
      options:
        '-c DateStyle=SQL,DMY -c TimeZone=Asia/Taipei -c bytea_output=escape -c extra_float_digits=-10 -c IntervalStyle=postgres_verbose',
    });
    const other = postgresStorage({ session: pgSession(strange) });
    await other.open(hostSchema);
    const fields = {
      balance: 5,
      limit: { amount: '9007199254740993', currency: 'TWD' },
      since: '2024-02-01',
      seenAt: 1_706_745_600_123,
      rate: 12_345,
    };
    await other.commit(context, {
      writes: [createParty('p1', { ...fields, custom: { grade: 'A' } })],
      claims: [],
      cause,
    });
    const wanted = { id: 'p1', ...fields, custom: { grade: 'A' } };
    expect(await other.get(context, 'party', ['p1'])).toMatchObject([wanted]);
    expect(await storage.get(context, 'party', ['p1'])).toMatchObject([wanted]);
    const since = {
      op: 'eq',
      left: { op: 'field', path: ['since'] },
      right: { op: 'lit', type: 'date', value: '2024-02-01' },
    } as const;
    expect(
      (
        await other.query(context, 'party', {
          where: since,
          sort: [{ path: ['seenAt'], direction: 'desc' }],
          limit: 5,
          now: 0,
        })
      ).rows,
    ).toMatchObject([wanted]);
    await strange.end();
  });
});

describe('a table that grows fast', () => {
  it('has statistics after its first large batch, so that batches find their rows by index', async () => {
    const writes = Array.from({ length: 600 }, (_, index) => createParty(`p${index}`));
    await storage.commit(context, { writes, claims: [], cause });
    const { rows } = await pool.query<{ attname: string }>(
      `select attname from pg_stats where schemaname = 'crm' and tablename = 'party' order by 1`,
    );
    expect(rows.map(({ attname }) => attname)).toEqual(['id', 'tenant']);
  });
});

describe('the published views', () => {
  it('show live rows in the types that reports read', async () => {
    await create('p1', {
      limit: { amount: '123456789012345678', currency: 'JPY' },
      rate: 12_345,
      seenAt: 1_706_745_600_123,
    });
    await create('p2', { limit: { amount: -105, currency: 'EUR' } });
    await create('p3');
    const [gone] = await storage.get(context, 'party', ['p3']);
    await storage.commit(context, {
      writes: [{ entity: 'party', id: 'p3', op: 'delete', expect: gone?.rev ?? '' }],
      claims: [],
      cause,
    });
    const { rows } = await pool.query(
      `select id, "limit"::text, limit_currency, rate::text, seen_at from crm.v_party order by id`,
    );
    expect(rows).toEqual([
      {
        id: 'p1',
        limit: '123456789012345678',
        limit_currency: 'JPY',
        rate: '1.2345',
        seen_at: new Date('2024-02-01T00:00:00.123Z'),
      },
      { id: 'p2', limit: '-1.05', limit_currency: 'EUR', rate: null, seen_at: null },
    ]);
    expect((await pool.query('select party_id from crm.v_party_id order by id')).rows).toEqual([
      { party_id: 'p1' },
      { party_id: 'p2' },
    ]);
  });
});

async function untilBlocked(client: pg.Client): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const { rows } = await client.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('nothing ever waited for the lock');
}
