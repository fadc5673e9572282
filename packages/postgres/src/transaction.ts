import { AbortedError, type Context, RetryableError } from '@crmkit/core';
import { Refused } from './commit/refused.js';
import { isLostRace, translateError } from './errors/translate-error.js';
import { createMutex } from './session/mutex.js';
import type { SqlConnection, SqlSession } from './session/session.js';

/** Times a transaction of our own is run before its lost race is the caller's. */
const ATTEMPTS = 5;
const SAVEPOINT = 'crmkit_batch';

/** Runs work for a call: alone, in a transaction of its own, or inside the host's. */
export interface Runner {
  /** Statements that only read. */
  read<T>(context: Context, doing: string, work: (connection: SqlConnection) => Promise<T>): Promise<T>;
  /** Statements that belong together: all or nothing. */
  write<T>(context: Context, doing: string, work: (connection: SqlConnection) => Promise<T>): Promise<T>;
  /** As `write`, never inside the host's transaction. */
  own<T>(context: Context, doing: string, work: (connection: SqlConnection) => Promise<T>): Promise<T>;
}

/**
 * Makes the runner of a storage.
 *
 * @param session - of the driver
 * @param tenantSetting - the setting row-level security reads; null without row-level security
 * @returns a runner whose failures are errors of the closed set
 */
export function createRunner(session: SqlSession, tenantSetting: string | null): Runner {
  const queues = new WeakMap<object, ReturnType<typeof createMutex>>();
  const announceTenant = async (connection: SqlConnection, tenant: string): Promise<void> => {
    if (tenantSetting === null) return;
    // Local to the transaction: a plain setting would stay on a pooled connection.
    await connection.query('select set_config($1::text, $2::text, true)', [tenantSetting, tenant], {
      name: 'crm_tenant',
    });
  };
  const joinHost = <T>(context: Context, host: object, work: (connection: SqlConnection) => Promise<T>): Promise<T> => {
    const exclusive = queues.get(host) ?? createMutex();
    queues.set(host, exclusive);
    // Two calls at once on one host transaction would end each other's savepoints.
    return exclusive(() => runInSavepoint(session.joined(host), context, announceTenant, work));
  };
  const begin = <T>(context: Context, work: (connection: SqlConnection) => Promise<T>): Promise<T> =>
    session.begin(async (connection) => {
      await announceTenant(connection, context.tenant);
      return work(connection);
    });
  const own: Runner['own'] = (context, doing, work) =>
    translated(doing, async () => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await begin(context, work);
        } catch (error) {
          if (attempt >= ATTEMPTS || !isLostRace(error)) throw error;
          throwIfAborted(context);
          await pause(attempt);
        }
      }
    });
  return {
    own,
    write: (context, doing, work) =>
      context.host
        ? translated(doing, () => joinHost(context, context.host as object, work))
        : own(context, doing, work),
    read(context, doing, work) {
      const { host } = context;
      if (host !== undefined) return translated(doing, () => joinHost(context, host, work));
      return tenantSetting === null
        ? translated(doing, () => work(session))
        : translated(doing, () => begin(context, work));
    },
  };
}

/**
 * Throws when the caller gave up.
 *
 * @param context - with its signal
 * @throws {@link AbortedError} `ABORTED`
 */
export function throwIfAborted({ signal }: Context): void {
  if (signal?.aborted)
    throw new AbortedError('The call was aborted; nothing of it was written.', { cause: signal.reason });
}

async function runInSavepoint<T>(
  connection: SqlConnection,
  context: Context,
  announceTenant: (connection: SqlConnection, tenant: string) => Promise<void>,
  work: (connection: SqlConnection) => Promise<T>,
): Promise<T> {
  await connection.query(`savepoint ${SAVEPOINT}`, []);
  try {
    await announceTenant(connection, context.tenant);
    const result = await work(connection);
    await connection.query(`release savepoint ${SAVEPOINT}`, []);
    return result;
  } catch (error) {
    await connection.query(`rollback to savepoint ${SAVEPOINT}`, []);
    await connection.query(`release savepoint ${SAVEPOINT}`, []);
    if (error instanceof Refused && error.refusal.reason === 'conflict') await refuseRepeatable(connection, error);
    throw error;
  }
}

/** Above READ COMMITTED the record would be read as before however often, so deciding again is the host's. */
async function refuseRepeatable(connection: SqlConnection, { refusal }: Refused): Promise<void> {
  const [answer] = await connection.query(`select current_setting('transaction_isolation')`, []);
  if (answer?.[0] === 'read committed' || refusal.reason !== 'conflict') return;
  throw new RetryableError(
    `${refusal.entity} ${refusal.id} is not at the revision that was read, and the host's transaction is ${answer?.[0]}. Run that transaction again.`,
  );
}

async function translated<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw translateError(error, doing);
  }
}

function pause(attempt: number): Promise<void> {
  // Different waits part the transactions that met.
  return new Promise((resolve) => setTimeout(resolve, attempt * (2 + Math.random() * 10)));
}
