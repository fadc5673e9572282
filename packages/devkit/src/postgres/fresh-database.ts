import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type PostgresServer, startPostgres } from './server.js';

export type FreshDatabase = {
  /** Connection string of a superuser. */
  readonly url: string;
  /** Ends all connections to the database and removes it. */
  drop(): Promise<void>;
};

/** Holds the address of the server that `freshDatabase` uses; set it to test against a server of your own. */
export const SERVER_VARIABLE = 'CRMKIT_TEST_POSTGRES_URL';

let ownServer: Promise<PostgresServer> | undefined;

/**
 * Makes an empty database on the test server. In `*.postgres.test.ts` that server is the run's; elsewhere (a bench, a
 * script) one is started for the process and ends with it.
 *
 * @example
 * const database = await freshDatabase();
 * const pool = new pg.Pool({ connectionString: database.url });
 * // ...
 * await pool.end();
 * await database.drop();
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const serverUrl = process.env[SERVER_VARIABLE] ?? (await startOwnServer()).url;
  const name = `crm_${randomBytes(8).toString('hex')}`;
  await runOn(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => dropDatabase(serverUrl, name) };
}

/**
 * `pool.end()` resolves before the server has closed the connections, and a connection that the server ends in between
 * is an error of the pool. So they get a moment to go by themselves.
 */
async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await runOn(
    serverUrl,
    `do $$ begin
       for attempt in 1..20 loop
         exit when not exists (select from pg_stat_activity where datname = '${name}');
         perform pg_sleep(0.02), pg_stat_clear_snapshot();
       end loop;
     end $$`,
  );
  await runOn(serverUrl, `drop database if exists ${name} with (force)`);
}

function startOwnServer(): Promise<PostgresServer> {
  if (!ownServer) {
    ownServer = startPostgres();
    process.once('beforeExit', () => ownServer?.then((server) => server.stop()));
  }
  return ownServer;
}

async function runOn(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
