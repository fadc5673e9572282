import { UnsupportedError } from '@crmkit/core';
import type { SqlConnection, SqlRow, SqlSession } from './session.js';

/** What of PGlite, or of one of its transactions, is used. */
export interface PgliteQueryable {
  /** Runs one statement with its parameters as text. */
  query(
    text: string,
    parameters: (string | null)[],
    options: PgliteQueryOptions,
  ): Promise<{ readonly rows: readonly unknown[] }>;
}

/** The options of a PGlite query that are set. */
export interface PgliteQueryOptions {
  readonly rowMode: 'array';
  readonly parsers: {
    /** By number of the column's type; set so that text arrives as it is stored. */
    readonly [type: number]: (text: string) => string;
  };
}

/** What of a PGlite database is used. */
export interface PgliteDatabase extends PgliteQueryable {
  /** Runs the work in a transaction; committed when it resolves, rolled back when it rejects. */
  transaction<T>(work: (transaction: PgliteQueryable) => Promise<T>): Promise<T>;
}

const TEXT = 25;
const options: PgliteQueryOptions = { rowMode: 'array', parsers: { [TEXT]: (text) => text } };

/**
 * Binds the storage to PGlite: for demos, tests and small single-process hosts. It has one connection, so everything
 * waits while a transaction of the host is open.
 *
 * @param database - an open PGlite database; it is never closed here
 * @returns a session; `context.host` is the transaction object PGlite hands to `transaction`
 * @example
 * const database = new PGlite();
 * const storage = postgresStorage({ session: pgliteSession(database) });
 * await storage.open(schema);
 * (await storage.query({ tenant: 'acme' }, 'party', { limit: 50, now: Date.now() })).rows; // []
 * await storage.close();
 * await database.close();
 */
export function pgliteSession(database: PgliteDatabase): SqlSession {
  return {
    ...connect(database),
    multiProcess: false,
    dropsByteOrderMark: true,
    begin: (work) => database.transaction((transaction) => work(connect(transaction))),
    joined(host) {
      if (!isQueryable(host))
        throw new UnsupportedError('The host transaction has to be what PGlite hands to transaction().');
      return connect(host);
    },
  };
}

function connect(queryable: PgliteQueryable): SqlConnection {
  return {
    async query(text, parameters) {
      const { rows } = await queryable.query(text, [...parameters], options);
      // `rowMode: 'array'` over columns that are all text gives exactly this.
      return rows as readonly SqlRow[];
    },
  };
}

function isQueryable(host: object): host is PgliteQueryable {
  return 'query' in host && typeof host.query === 'function';
}
