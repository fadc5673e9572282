import { certifyStorage, type DriverInstance, type HostSession } from '@crmkit/conformance';
import type { StorageSchema } from '@crmkit/core';
import { freshDatabase } from '@crmkit/devkit';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { type PostgresStorage, postgresStorage } from './postgres-storage.js';
import { pgSession } from './session/pg-session.js';

/** The whole suite as a plain role under row-level security, with short loops: the policies must change no answer. */
certifyStorage(
  { describe, it, expect },
  {
    name: 'postgres under row-level security',
    features: ['joinHost', 'host.sessions', 'durable', 'reopen', 'multiProcess', 'second'],
    scale: 0.05,
    async create(): Promise<DriverInstance> {
      const database = await freshDatabase();
      const role = `app_${Math.random().toString(36).slice(2)}`;
      const owner = new pg.Pool({ connectionString: database.url, max: 2 });
      owner.on('error', () => {});
      await owner.query(`create role ${role} login password 'x'`);
      const url = new URL(database.url);
      url.username = role;
      url.password = 'x';
      const pools: pg.Pool[] = [];
      const createPool = (): pg.Pool => {
        const pool = new pg.Pool({ connectionString: url.href, max: 8 });
        pool.on('error', () => {});
        pools.push(pool);
        return pool;
      };
      const migrator = postgresStorage({ session: pgSession(owner), rowLevelSecurity: true });
      const open = (): PostgresStorage =>
        migrateFirst(
          postgresStorage({ session: pgSession(createPool()), rowLevelSecurity: true }),
          migrator,
          owner,
          role,
        );
      const hostPool = createPool();
      return {
        storage: open(),
        second: async () => open(),
        reopen: async () => open(),
        host: { begin: () => beginHost(hostPool) },
        async dispose() {
          await Promise.all(pools.map((pool) => pool.end()));
          await owner.query(`drop owned by ${role}; drop role ${role}`);
          await owner.end();
          await database.drop();
        },
      };
    },
  },
);

/** The deployment step of the owner, which a plain role needs before it opens. */
function migrateFirst(
  storage: PostgresStorage,
  migrator: PostgresStorage,
  owner: pg.Pool,
  role: string,
): PostgresStorage {
  return {
    ...storage,
    async open(schema: StorageSchema, options) {
      await migrator.migrate(schema);
      await owner.query(`grant usage on schema crm to ${role}; grant select, insert, update, delete on all tables in schema crm to ${role};
        grant usage on all sequences in schema crm to ${role}`);
      await storage.open(schema, options);
    },
  };
}

async function beginHost(pool: pg.Pool): Promise<HostSession> {
  const client = await pool.connect();
  await client.query('begin');
  const end = async (word: 'commit' | 'rollback'): Promise<void> => {
    await client.query(word);
    client.release();
  };
  return { tx: client, commit: () => end('commit'), rollback: () => end('rollback') };
}
