import type { Expression } from '@crmkit/core';
import { type FreshDatabase, freshDatabase } from '@crmkit/devkit';
import { compileCondition, planTables, postgresDialect } from '@crmkit/sql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cause, createParty, hostSchema } from '../test/host-schema.js';
import { type PostgresStorage, pgSession, postgresStorage } from './index.js';

const role = `app_${Date.now().toString(36)}`;
const acme = { tenant: 'acme' };
const other = { tenant: 'other' };
let database: FreshDatabase;
let owner: pg.Pool;
let pool: pg.Pool;
let storage: PostgresStorage;

beforeAll(async () => {
  database = await freshDatabase();
  owner = new pg.Pool({ connectionString: database.url, max: 2 });
  owner.on('error', () => {});
  await postgresStorage({ session: pgSession(owner), rowLevelSecurity: true }).migrate(hostSchema);
  await owner.query(`create role ${role} login password 'x'; grant usage on schema crm to ${role};
    grant select, insert, update, delete on all tables in schema crm to ${role}; grant usage on all sequences in schema crm to ${role}`);
  const url = new URL(database.url);
  url.username = role;
  url.password = 'x';
  pool = new pg.Pool({ connectionString: url.href, max: 4 });
  pool.on('error', () => {});
  storage = postgresStorage({ session: pgSession(pool), rowLevelSecurity: true });
  await storage.open(hostSchema);
});

afterAll(async () => {
  await pool.end();
  await owner.query(`drop owned by ${role}; drop role ${role}`);
  await owner.end();
  await database.drop();
});

describe('row-level security', () => {
  it('refuses to open as a superuser, with BYPASSRLS, as the owner, or over an unprotected table', async () => {
    const asOwner = postgresStorage({ session: pgSession(owner), rowLevelSecurity: true });
    await expect(asOwner.open(hostSchema)).rejects.toMatchObject({
      code: 'FATAL',
      message: expect.stringContaining('superuser'),
    });
    const again = () => postgresStorage({ session: pgSession(pool), rowLevelSecurity: true }).open(hostSchema);
    await owner.query(`alter role ${role} bypassrls`);
    await expect(again()).rejects.toMatchObject({ message: expect.stringContaining('BYPASSRLS') });
    await owner.query(`alter role ${role} nobypassrls; alter table crm.party owner to ${role}`);
    await expect(again()).rejects.toMatchObject({ message: expect.stringContaining('owns') });
    await owner.query('alter table crm.party owner to current_user; alter table crm.party no force row level security');
    await expect(again()).rejects.toMatchObject({ message: expect.stringContaining('1 tables without') });
    await owner.query(
      `alter table crm.party force row level security; grant select, insert, update, delete on crm.party to ${role}`,
    );
    await again();
  });

  it('lets each tenant work and see its own rows only, also in joined transactions', async () => {
    expect(
      await storage.commit(acme, {
        writes: [createParty('p1', { balance: 1 })],
        claims: [{ key: 'k', holder: 'p1', expect: 'absent' }],
        cause,
      }),
    ).toMatchObject({ ok: true });
    expect(
      await storage.commit(other, {
        writes: [createParty('p1', { balance: 2 })],
        claims: [{ key: 'k', holder: 'p1', expect: 'absent' }],
        cause,
      }),
    ).toMatchObject({ ok: true });
    expect(await storage.get(acme, 'party', ['p1'])).toMatchObject([{ balance: 1 }]);
    expect((await storage.changes(other, { after: null, limit: 10 })).changes).toMatchObject([{ row: { balance: 2 } }]);
    const client = await pool.connect();
    await client.query('begin');
    expect(await storage.get({ ...acme, host: client }, 'party', ['p1'])).toMatchObject([{ balance: 1 }]);
    expect(await storage.get({ ...other, host: client }, 'party', ['p1'])).toMatchObject([{ balance: 2 }]);
    await client.query('commit');
    client.release();
  });

  it('shows nothing to a statement that forgot the tenant, also on a connection that worked for one before', async () => {
    await storage.get(acme, 'party', ['p1']);
    for (let turn = 0; turn < 8; turn += 1) {
      expect((await pool.query('select * from crm.party')).rows).toEqual([]);
      expect((await pool.query('select * from crm.v_party')).rows).toEqual([]);
      await storage.get(acme, 'party', ['p1']);
    }
    await expect(pool.query(`insert into crm.party (tenant, id, rev) values ('acme', 'x', 1)`)).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('still finds by index what is equal, in a range, listed, or starts with a text', async () => {
    const writes = Array.from({ length: 4000 }, (_, index) =>
      createParty(`q${index}`, {
        name: `Name ${index}`,
        owner: `u${index % 400}`,
        balance: index,
        custom: { grade: `g${index % 400}`, visits: index },
      }),
    );
    await storage.commit(acme, { writes, claims: [], cause });
    await owner.query('analyze crm.party');
    const field = (...path: readonly string[]) => ({ op: 'field', path }) as const;
    const text = (value: string) => ({ op: 'lit', type: 'text', value }) as const;
    const int = (value: number) => ({ op: 'lit', type: 'int', value }) as const;
    const conditions: readonly Expression[] = [
      { op: 'eq', left: field('name'), right: text('Name 77') },
      { op: 'eq', left: { op: 'fold', arg: field('name') }, right: text('name 77') },
      { op: 'startsWith', arg: field('name'), text: text('Name 77') },
      { op: 'between', arg: field('balance'), low: int(10), high: int(20) },
      { op: 'in', arg: field('owner'), list: [text('u3'), text('u4')] },
      { op: 'lt', left: int(3990), right: field('balance') },
      { op: 'eq', left: field('custom', 'grade'), right: text('g77') },
      { op: 'in', arg: field('custom', 'grade'), list: [text('g3'), text('g4')] },
      { op: 'startsWith', arg: field('custom', 'grade'), text: text('g7') },
      { op: 'between', arg: field('custom', 'visits'), low: int(10), high: int(20) },
    ];
    for (const condition of conditions) {
      const { rows } = await storage.query(acme, 'party', { where: condition, limit: 100, now: 0 });
      expect(rows.length, JSON.stringify(condition)).toBeGreaterThan(0);
      expect(await explain(condition), JSON.stringify(condition)).toMatch(
        /Index (Only )?(Scan|Cond)[\s\S]*Index Cond: .*(name|balance|owner|custom\.)/,
      );
    }
  });

  it('is turned on later for host fields that are indexed, with what they hold', async () => {
    const later = await freshDatabase();
    const plain = new pg.Pool({ connectionString: later.url, max: 2 });
    try {
      const before = postgresStorage({ session: pgSession(plain) });
      await before.open(hostSchema);
      const custom = { grade: 'A\u{1f600}', visits: 7 };
      await before.commit(acme, { writes: [createParty('p1', { custom })], claims: [], cause });
      await postgresStorage({ session: pgSession(plain), rowLevelSecurity: true }).migrate(hostSchema);
      const { rows } = await plain.query('select "custom.grade" as grade, "custom.visits" as visits from crm.party');
      expect(rows).toEqual([{ grade: custom.grade, visits: '7' }]);
    } finally {
      await plain.end();
      await later.drop();
    }
  });
});

async function explain(condition: Expression): Promise<string> {
  const tables = planTables(hostSchema, 'crm', postgresDialect, { rowLevelSecurity: true });
  const { text, parameters } = compileCondition(condition, hostSchema, 'party', postgresDialect, {
    now: 0,
    tables,
    parameters: ['acme'],
  });
  const client = await pool.connect();
  try {
    await client.query(`begin; select set_config('crmkit.tenant', 'acme', true)`);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>({
      text: `explain select id from crm.party as t where t.tenant = ($1::text collate "C") and t.deleted_at is null and ${text}`,
      values: [...parameters],
    });
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await client.query('rollback');
    client.release();
  }
}
