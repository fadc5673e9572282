import { type HostSession, runCases, type StorageDriver } from '@crmkit/conformance';
import type { Storage } from '@crmkit/core';
import { freshDatabase } from '@crmkit/devkit';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { pgSession, postgresStorage } from '../src/index.js';
import { ignoredHost } from './ignored-host.js';

describe('a storage that ignores the host transaction', () => {
  it('fails at HO3, HO4, HO5, HO8 and works otherwise', async () => {
    const only = ['CR1', 'CO1', 'HO2', 'HO3', 'HO4', 'HO5', 'HO8'];
    const outcomes = await runCases(expect, driver, { only });
    expect(outcomes.filter(({ ok }) => !ok).map(({ id }) => id)).toEqual(['HO3', 'HO4', 'HO5', 'HO8']);
  }, 60_000);
});

const driver: StorageDriver = {
  name: 'ignored host',
  features: ['joinHost', 'host.sessions', 'host.run', 'durable', 'reopen', 'multiProcess', 'second'],
  scale: 0.1,
  async create() {
    const database = await freshDatabase();
    const pool = new pg.Pool({ connectionString: database.url, max: 6 });
    const open = (): Storage => ignoredHost(postgresStorage({ session: pgSession(pool) }));
    return {
      storage: open(),
      second: async () => open(),
      reopen: async () => open(),
      host: { begin: () => beginHost(pool) },
      async dispose() {
        await pool.end();
        await database.drop();
      },
    };
  },
};

async function beginHost(pool: pg.Pool): Promise<HostSession> {
  const tx = await pool.connect();
  await tx.query('begin');
  const end = async (word: 'commit' | 'rollback'): Promise<void> => {
    await tx.query(word);
    tx.release();
  };
  return {
    tx,
    commit: () => end('commit'),
    rollback: () => end('rollback'),
    run: async (sql) => (await tx.query(sql)).rows,
  };
}
