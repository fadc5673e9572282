import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type FreshDatabase, freshDatabase, typescriptArguments } from '@crmkit/devkit';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cause, createParty, hostSchema, laterSchema } from '../../test/host-schema.js';
import { type PostgresStorage, pgSession, postgresStorage, type SqlSession } from '../index.js';

const childFile = fileURLToPath(new URL('../../test/migrate-child.ts', import.meta.url));
const context = { tenant: 'acme' };
let database: FreshDatabase;
let pool: pg.Pool;

beforeEach(async () => {
  database = await freshDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  // The database is dropped while the pool's last connections still close.
  pool.on('error', () => {});
});

afterEach(async () => {
  await pool.end();
  await database.drop();
});

const storageOn = (session: SqlSession = pgSession(pool)): PostgresStorage => postgresStorage({ session });

describe('migration', () => {
  it('ends complete when several processes start at once', async () => {
    const runs = await Promise.all(Array.from({ length: 4 }, () => runChild('1')));
    expect(runs).toEqual(runs.map(() => ({ status: 0, signal: null, errors: '' })));
    expect(await storageOn().printMigration(hostSchema)).toBe('');
    await expectUsable(storageOn());
  });

  it('upgrades once when two processes with the later model start at once', async () => {
    await storageOn().open(hostSchema);
    const runs = await Promise.all([runChild('2'), runChild('2')]);
    expect(runs).toEqual(runs.map(() => ({ status: 0, signal: null, errors: '' })));
    expect(await storageOn().printMigration(laterSchema)).toBe('');
  });

  it('is completed by a chain of runs that are cut off one statement later each time', {
    timeout: 120_000,
  }, async () => {
    let kills = 0;
    for (let limit = 0; (await openUntil(limit)).dead; limit += 1) kills += 1;
    expect(kills).toBeGreaterThan(3);
    await storageOn().open(hostSchema);
    await expectUsable(storageOn());
  });

  it('survives a real SIGKILL in the middle', async () => {
    const killed = await runChild('1', 9);
    expect(killed.signal).toBe('SIGKILL');
    await storageOn().open(hostSchema);
    await expectUsable(storageOn());
  });

  it('converges from every statement at which a first run was cut off', { timeout: 120_000 }, async () => {
    const { statements } = await openUntil(Number.POSITIVE_INFINITY);
    for (let limit = 0; limit < statements; limit += 1) {
      await pool.query('drop schema if exists crm cascade');
      expect((await openUntil(limit)).dead).toBe(true);
      await storageOn().open(hostSchema);
      expect(await storageOn().printMigration(hostSchema)).toBe('');
    }
    await expectUsable(storageOn());
  });

  it('adds a field of a later model and keeps what is stored', async () => {
    const first = storageOn();
    await first.open(hostSchema);
    await first.commit(context, { writes: [createParty('p1', { balance: 7 })], claims: [], cause });
    const later = storageOn();
    await later.open(laterSchema);
    await later.commit(context, { writes: [createParty('p2', { city: '臺北' })], claims: [], cause });
    expect(await later.get(context, 'party', ['p1', 'p2'])).toMatchObject([{ balance: 7 }, { city: '臺北' }]);
    const { rows } = await pool.query('select id, city from crm.v_party order by id');
    expect(rows).toEqual([
      { id: 'p1', city: null },
      { id: 'p2', city: '臺北' },
    ]);
  });

  it('folds what is stored when a field becomes folded', async () => {
    const first = storageOn();
    await first.open(hostSchema);
    await first.commit(context, {
      writes: [createParty('p1', { owner: 'ＡＢＣ', custom: { grade: 'Größe' } }), createParty('p2')],
      claims: [],
      cause,
    });
    const { party, order } = hostSchema.entities;
    if (party === undefined || order === undefined) throw new Error('the schema has both');
    const folded = { type: { type: 'keyword' }, nullable: true, folded: true } as const;
    const later = storageOn();
    const next = {
      version: 2,
      entities: { order, party: { ...party, fields: { ...party.fields, owner: folded }, custom: { grade: folded } } },
    };
    await expect(later.printMigration(next)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    await later.open(next);
    const isEqual = (path: readonly string[], value: string) =>
      ({
        op: 'eq',
        left: { op: 'fold', arg: { op: 'field', path } },
        right: { op: 'lit', type: 'text', value },
      }) as const;
    for (const where of [isEqual(['owner'], 'abc'), isEqual(['custom', 'grade'], 'größe')]) {
      expect((await later.query(context, 'party', { where, limit: 5, now: 0 })).rows.map(({ id }) => id)).toEqual([
        'p1',
      ]);
    }
  });

  it('keeps a view that the host built on a published one', async () => {
    await storageOn().open(hostSchema);
    await pool.query('create view report as select id, name from crm.v_party');
    const { party, order } = hostSchema.entities;
    if (party === undefined || order === undefined) throw new Error('the schema has both');
    await storageOn().open({
      version: 2,
      entities: {
        party,
        order: { ...order, fields: { ...order.fields, note: { type: { type: 'text' }, nullable: true } } },
      },
    });
    expect((await pool.query('select * from report')).rows).toEqual([]);
  });

  it('refuses a database that a later model has opened', async () => {
    await storageOn().open(laterSchema);
    await expect(storageOn().open(hostSchema)).rejects.toMatchObject({ code: 'SCHEMA_TOO_NEW' });
  });

  it('refuses to read stored decimals at another scale', async () => {
    await storageOn().open(hostSchema);
    const { party, order } = hostSchema.entities;
    if (party === undefined || order === undefined) throw new Error('the schema has both');
    const fields = {
      ...party.fields,
      rate: { type: { type: 'decimal', precision: 12, scale: 2 } as const, nullable: true },
    };
    const changed = { version: 2, entities: { order, party: { ...party, fields } } };
    await expect(storageOn().open(changed)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });

  it('can be run by a DBA, after which a role without DDL rights opens and works', async () => {
    await pool.query(await storageOn().printMigration(hostSchema));
    const role = `app_${Math.random().toString(36).slice(2)}`;
    await pool.query(`create role ${role} login password 'x'; grant usage on schema crm to ${role};
      grant select, insert, update, delete on all tables in schema crm to ${role}; grant usage on all sequences in schema crm to ${role}`);
    const url = new URL(database.url);
    url.username = role;
    url.password = 'x';
    const plain = new pg.Pool({ connectionString: url.href, max: 2 });
    try {
      await expectUsable(storageOn(pgSession(plain)));
    } finally {
      await plain.end();
      await pool.query(`drop owned by ${role}; drop role ${role}`);
    }
  });
});

async function expectUsable(storage: PostgresStorage): Promise<void> {
  await storage.open(hostSchema);
  const order = { id: 'o1', rev: '', party: 'p9', total: { amount: 5, currency: 'EUR' }, bookedAt: 1 };
  const writes = [createParty('p9'), { entity: 'order', id: 'o1', op: 'put', expect: 'absent', row: order } as const];
  expect(
    await storage.commit(context, { writes, claims: [{ key: 'k', holder: 'p9', expect: 'absent' }], cause }),
  ).toMatchObject({ ok: true });
  expect((await storage.query(context, 'party', { limit: 10, now: 0 })).rows).toHaveLength(1);
  expect((await storage.changes(context, { after: null, limit: 10 })).changes).toHaveLength(2);
}

/** Opens over a session that breaks off after so many statements of the migration, which rolls the open step back. */
async function openUntil(limit: number): Promise<{ readonly dead: boolean; readonly statements: number }> {
  let statements = 0;
  const storage = postgresStorage({
    session: pgSession(pool),
    print: () => {
      statements += 1;
      if (statements > limit) throw new Error('killed');
    },
  });
  return storage.open(hostSchema).then(
    () => ({ dead: false, statements }),
    () => ({ dead: true, statements }),
  );
}

interface ChildEnd {
  readonly status: number | null;
  readonly signal: string | null;
  readonly errors: string;
}

function runChild(version: string, limit?: number): Promise<ChildEnd> {
  const parameters = [
    ...typescriptArguments(),
    childFile,
    database.url,
    version,
    ...(limit === undefined ? [] : [String(limit)]),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, errors }));
  });
}
