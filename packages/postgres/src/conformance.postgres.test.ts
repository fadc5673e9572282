import { certifyStorage, type DriverInstance, type HostSession } from '@crmkit/conformance';
import { freshDatabase } from '@crmkit/devkit';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { type PostgresStorage, postgresStorage } from './postgres-storage.js';
import { pgSession } from './session/pg-session.js';

certifyStorage(
  { describe, it, expect },
  {
    name: 'postgres',
    features: ['joinHost', 'host.sessions', 'host.run', 'durable', 'reopen', 'multiProcess', 'second', 'disconnect'],
    async create(): Promise<DriverInstance> {
      const database = await freshDatabase();
      const pools: pg.Pool[] = [];
      const open = (): PostgresStorage => {
        const pool = new pg.Pool({ connectionString: database.url, max: 10 });
        pool.on('error', () => {});
        pools.push(pool);
        return postgresStorage({ session: pgSession(pool) });
      };
      const hostPool = new pg.Pool({ connectionString: database.url, max: 10 });
      hostPool.on('error', () => {});
      return {
        storage: open(),
        second: async () => open(),
        reopen: async () => open(),
        host: { begin: () => beginHost(hostPool) },
        faults: { disconnect: () => disconnectOthers(database.url) },
        async dispose() {
          await Promise.all([...pools, hostPool].map((pool) => pool.end()));
          await database.drop();
        },
      };
    },
  },
);

async function beginHost(pool: pg.Pool): Promise<HostSession> {
  const client = await pool.connect();
  await client.query('begin');
  const end = async (word: 'commit' | 'rollback'): Promise<void> => {
    await client.query(word);
    client.release();
  };
  return {
    tx: client,
    commit: () => end('commit'),
    rollback: () => end('rollback'),
    run: async (sql) => (await client.query(sql)).rows,
  };
}

async function disconnectOthers(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await client.end();
}
