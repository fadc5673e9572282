import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cause, createParty, hostSchema } from '../../test/host-schema.js';
import { postgresStorage } from '../postgres-storage.js';
import { pgliteSession } from './pglite-session.js';

const context = { tenant: 'acme' };
const query = { limit: 10, now: 0 };
const database = new PGlite();
const storage = postgresStorage({ session: pgliteSession(database, { waitMs: 200 }) });
const commitOf = (id: string) => ({ writes: [createParty(id)], claims: [], cause });

beforeAll(() => storage.open(hostSchema));
afterAll(() => database.close());

describe('a call that has not joined the open transaction', () => {
  it('fails after the wait in place of hanging, and writes nothing later', async () => {
    const expected = { code: 'UNAVAILABLE', message: expect.stringContaining('using(tx)') };
    await database.transaction(async () => {
      await expect(storage.commit(context, commitOf('p1'))).rejects.toMatchObject(expected);
      await expect(storage.query(context, 'party', query)).rejects.toMatchObject(expected);
    });
    expect((await storage.query(context, 'party', query)).rows).toEqual([]);
  });

  it('is done when the transaction ends in time', async () => {
    let waiting: Promise<unknown> = Promise.resolve();
    await database.transaction(async () => {
      waiting = storage.commit(context, commitOf('p2'));
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    expect(await waiting).toMatchObject({ ok: true });
  });

  it('may stand in a long queue of its own', async () => {
    const session = pgliteSession(database, { waitMs: 60 });
    const turns = Array.from({ length: 5 }, () =>
      session.begin(() => new Promise((resolve) => setTimeout(resolve, 40))),
    );
    expect(await Promise.all(turns)).toHaveLength(5);
  });

  it('may work longer than it may wait', async () => {
    const session = pgliteSession(database, { waitMs: 20 });
    const slow = session.begin(async (connection) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return connection.query('select 1::text', []);
    });
    expect(await slow).toEqual([['1']]);
  });
});

it('a transaction that is over is named as such', async () => {
  const host = await database.transaction(async (transaction) => transaction);
  await expect(storage.commit({ ...context, host }, commitOf('p3'))).rejects.toMatchObject({
    code: 'FATAL',
    message: expect.stringContaining("host's transaction is over"),
  });
});
