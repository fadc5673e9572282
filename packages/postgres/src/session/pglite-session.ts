import { UnavailableError, UnsupportedError } from '@crmkit/core';
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
  /** Resolves when the database has started, which does not count as waiting for a connection. */
  readonly waitReady: Promise<void>;
  /** Runs the work in a transaction; committed when it resolves, rolled back when it rejects. */
  transaction<T>(work: (transaction: PgliteQueryable) => Promise<T>): Promise<T>;
}

/** How {@link pgliteSession} uses the database. */
export interface PgliteSessionOptions {
  /** Milliseconds a call waits while a transaction holds the one connection. Default 10,000. */
  readonly waitMs?: number;
}

const DEFAULT_WAIT_MS = 10_000;
/** A wait is counted in this many steps, so that one statement that blocks the event loop does not use it up. */
const WAIT_STEPS = 20;

const TEXT = 25;
const queryOptions: PgliteQueryOptions = { rowMode: 'array', parsers: { [TEXT]: (text) => text } };

/**
 * Binds the storage to PGlite: for demos, tests and small single-process hosts. It has one connection, so everything
 * waits while a transaction of the host is open. A call made inside that transaction through a session that has not
 * joined it would wait for ever; it fails with `UNAVAILABLE` after `waitMs`.
 *
 * @param database - an open PGlite database; it is never closed here
 * @param options - how long to wait for the connection
 * @returns a session; `context.host` is the transaction object PGlite hands to `transaction`
 * @example
 * const database = new PGlite();
 * const storage = postgresStorage({ session: pgliteSession(database) });
 * await storage.open(schema);
 * (await storage.query({ tenant: 'acme' }, 'party', { limit: 50, now: Date.now() })).rows; // []
 * await storage.close();
 * await database.close();
 */
export function pgliteSession(database: PgliteDatabase, options: PgliteSessionOptions = {}): SqlSession {
  const wait = createWait(database, options.waitMs ?? DEFAULT_WAIT_MS);
  const plain = connect(database);
  return {
    multiProcess: false,
    dropsByteOrderMark: true,
    query: (text, parameters) => wait(() => plain.query(text, parameters)),
    begin: (work) =>
      wait((onTurn) =>
        database.transaction((transaction) => {
          // Throws when nobody waits any longer, so that nothing is written behind the caller's back.
          onTurn();
          return work(connect(transaction, onTurn));
        }),
      ),
    joined(host) {
      if (!isQueryable(host))
        throw new UnsupportedError('The host transaction has to be what PGlite hands to transaction().');
      return connect(host);
    },
  };
}

/**
 * Runs what needs the connection, and gives up when nothing of this session has moved for as long as one may wait: a
 * long queue of its own is no reason, a transaction of the host is.
 */
function createWait(
  { waitReady }: PgliteDatabase,
  waitMs: number,
): <T>(run: (onTurn: () => void) => Promise<T>) => Promise<T> {
  let moves = 0;
  const late = (): UnavailableError =>
    new UnavailableError(
      `PGlite gave no connection for ${waitMs} ms: it has one, and an open transaction holds it. Inside database.transaction((tx) => …) use the session that using(tx) returns.`,
    );
  return async (run) => {
    await waitReady;
    return new Promise((resolve, reject) => {
      let [left, seen] = [WAIT_STEPS, moves];
      let timer: ReturnType<typeof setTimeout>;
      const step = (): void => {
        left = seen === moves ? left - 1 : WAIT_STEPS;
        seen = moves;
        if (left < 0) reject(late());
        else timer = setTimeout(step, waitMs / WAIT_STEPS);
      };
      const onTurn = (): void => {
        if (left < 0) throw late();
        moves += 1;
        clearTimeout(timer);
      };
      step();
      run(onTurn)
        .then(resolve, reject)
        .finally(() => {
          moves += 1;
          clearTimeout(timer);
        });
    });
  };
}

function connect(queryable: PgliteQueryable, onQuery?: () => void): SqlConnection {
  return {
    async query(text, parameters) {
      onQuery?.();
      const { rows } = await queryable.query(text, [...parameters], queryOptions);
      // `rowMode: 'array'` over columns that are all text gives exactly this.
      return rows as readonly SqlRow[];
    },
  };
}

function isQueryable(host: object): host is PgliteQueryable {
  return 'query' in host && typeof host.query === 'function';
}
