import { UnsupportedError } from '@crmkit/core';
import { createMutex } from './mutex.js';
import type { SqlConnection, SqlRow, SqlSession } from './session.js';

/** What of a `pg` client is used. */
export interface PgClient {
  /** Runs one statement. With `rowMode: 'array'` the rows are lists of cells. */
  query(config: PgQuery): Promise<{ readonly rows: readonly unknown[] }>;
}

/** A statement as `pg` takes it. */
export interface PgQuery {
  readonly text: string;
  readonly values?: (string | null)[];
  readonly name?: string;
  readonly rowMode?: 'array';
  readonly types?: {
    /** Gives the parser of a column; here one that leaves the text as it is, whatever the host registered. */
    getTypeParser(): (text: string) => unknown;
  };
}

/** A client checked out of a `pg` pool. */
export interface PgPoolClient extends PgClient {
  /** Gives the client back; `true` closes its connection, which is done after a failure. */
  release(destroy?: boolean): void;
  /** Listens to a connection that breaks while the client is checked out. */
  on(event: 'error', listener: (error: Error) => void): unknown;
  /** Ends the listening before the client goes back. */
  removeListener(event: 'error', listener: (error: Error) => void): unknown;
}

/** What of a `pg` pool is used. */
export interface PgPool extends PgClient {
  /** Clients that exist; tells a pool from a client. */
  readonly totalCount: number;
  /** Checks out a client for a transaction. */
  connect(): Promise<PgPoolClient>;
}

/** How {@link pgSession} uses the driver. */
export interface PgSessionOptions {
  /** Prepare constant statements by name; true unless told. Set false behind a pooler that cannot keep them. */
  readonly prepare?: boolean;
}

// Every value is text already; a parser the host registered for text would otherwise still run.
const asText = { getTypeParser: () => (text: string) => text };

/**
 * Binds the storage to `pg`. The pool stays the host's: it is never ended here.
 *
 * @param driver - a `pg.Pool`, or one connected `pg.Client` whose transactions then run one after the other
 * @param options - preparation of statements
 * @returns a session; `context.host` is the client that holds the host's transaction
 * @example
 * const storage = postgresStorage({ session: pgSession(new pg.Pool({ connectionString })) });
 */
export function pgSession(driver: PgPool | PgClient, options: PgSessionOptions = {}): SqlSession {
  const prepare = options.prepare ?? true;
  const joined = (host: object): SqlConnection => {
    if (!isClient(host)) throw new UnsupportedError('The host transaction has to be the pg client that holds it.');
    return connect(host, prepare);
  };
  return isPool(driver) ? { ...poolSession(driver, prepare), joined } : { ...clientSession(driver, prepare), joined };
}

function poolSession(pool: PgPool, prepare: boolean): Omit<SqlSession, 'joined'> {
  return {
    ...connect(pool, prepare),
    multiProcess: true,
    async begin(work) {
      const client = await pool.connect();
      // A connection that breaks while it is checked out and idle would otherwise end the process.
      client.on('error', ignore);
      let broken = false;
      try {
        return await runTransaction(client, prepare, work, () => {
          broken = true;
        });
      } finally {
        client.removeListener('error', ignore);
        client.release(broken);
      }
    },
  };
}

function clientSession(client: PgClient, prepare: boolean): Omit<SqlSession, 'joined'> {
  const exclusive = createMutex();
  const connection = connect(client, prepare);
  return {
    multiProcess: true,
    query: (text, parameters, options) => exclusive(() => connection.query(text, parameters, options)),
    begin: (work) => exclusive(() => runTransaction(client, prepare, work, ignore)),
  };
}

async function runTransaction<T>(
  client: PgClient,
  prepare: boolean,
  work: (connection: SqlConnection) => Promise<T>,
  onBroken: () => void,
): Promise<T> {
  try {
    await client.query({ text: 'begin isolation level read committed read write' });
    const result = await work(connect(client, prepare));
    await client.query({ text: 'commit' });
    return result;
  } catch (error) {
    await client.query({ text: 'rollback' }).catch(onBroken);
    throw error;
  }
}

function connect(client: PgClient, prepare: boolean): SqlConnection {
  return {
    async query(text, parameters, options) {
      const name = prepare ? options?.name : undefined;
      const { rows } = await client.query({
        text,
        values: [...parameters],
        rowMode: 'array',
        types: asText,
        ...(name && { name }),
      });
      // `rowMode: 'array'` with parsers that keep text gives exactly this.
      return rows as readonly SqlRow[];
    },
  };
}

function isPool(driver: PgPool | PgClient): driver is PgPool {
  return 'totalCount' in driver;
}

function isClient(host: object): host is PgClient {
  return 'query' in host && typeof host.query === 'function' && !('totalCount' in host);
}

function ignore(): void {}
