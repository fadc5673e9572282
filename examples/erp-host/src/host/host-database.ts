import type { SourceRow, SqlQuery } from '@crmkit/connect';
import type { SqlSession } from '@crmkit/postgres';
import { pgliteSession, pgSession } from '@crmkit/postgres';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

/** The host's own transaction: what its code writes with, and what crmkit joins. */
export interface HostTransaction {
  readonly query: SqlQuery;
  /** The driver's own object, for `rep.using(…)`. */
  readonly handle: object;
}

/** The host's database with what this example needs of it; an ERP has its own. */
export interface HostDatabase {
  readonly name: string;
  /** Whether it was there before the demo and may hold more than the demo made. */
  readonly isShared: boolean;
  readonly query: SqlQuery;
  /** Runs a script of several statements on one connection. */
  readonly script: (sql: string) => Promise<void>;
  readonly transaction: <T>(work: (tx: HostTransaction) => Promise<T>) => Promise<T>;
  /** What crmkit's storage runs on: the same connection pool. */
  readonly session: SqlSession;
  readonly close: () => Promise<void>;
}

/**
 * Opens the database of the example: the Postgres of a connection string, or one inside this process.
 *
 * @param url - a Postgres connection string; PGlite when there is none
 */
export async function openHostDatabase(url: string | undefined): Promise<HostDatabase> {
  return url === undefined || url === '' ? openPglite() : openPostgres(url);
}

async function openPglite(): Promise<HostDatabase> {
  const database = await PGlite.create();
  // The driver does not know the columns; mappings read them by name and check what they find.
  const query: SqlQuery = async (text, params) => (await database.query(text, [...params])).rows as SourceRow[];
  return {
    name: 'PGlite, a Postgres inside this process',
    isShared: false,
    query,
    script: async (sql) => void (await database.exec(sql)),
    transaction: (work) =>
      database.transaction((tx) =>
        work({
          handle: tx,
          query: async (text, params) => (await tx.query(text, [...params])).rows as SourceRow[],
        }),
      ),
    session: pgliteSession(database),
    close: () => database.close(),
  };
}

async function openPostgres(url: string): Promise<HostDatabase> {
  const pool = new pg.Pool({ connectionString: url, max: 8 });
  const queryWith =
    (client: pg.Pool | pg.PoolClient): SqlQuery =>
    async (text, params) =>
      (await client.query(text, [...params])).rows;
  const withClient = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  };
  const query = queryWith(pool);
  const [server] = await query('show server_version', []);
  return {
    name: `Postgres ${String(server?.server_version)} at ${new URL(url).host}`,
    isShared: true,
    query,
    script: (sql) => withClient(async (client) => void (await client.query(sql))),
    transaction: (work) =>
      withClient(async (client) => {
        await client.query('begin');
        try {
          const result = await work({ handle: client, query: queryWith(client) });
          await client.query('commit');
          return result;
        } catch (error) {
          await client.query('rollback');
          throw error;
        }
      }),
    session: pgSession(pool),
    close: () => pool.end(),
  };
}
