import { AbortedError, SchemaTooNewError, type StorageSchema } from '@crmkit/core';
import type { PlanOptions } from '@crmkit/sql';
import { translateError } from '../errors/translate-error.js';
import type { SqlConnection, SqlSession } from '../session/session.js';
import { type AppliedParts, readApplied } from './applied-parts.js';
import { planMigration } from './plan-migration.js';

/** How a migration is watched and ended. */
export interface MigrateOptions extends PlanOptions {
  readonly signal?: AbortSignal | undefined;
  /** Is given each statement before it runs. */
  readonly print?: ((statement: string) => void) | undefined;
}

/** Any number that all processes share; the schema's name is mixed in by the database. */
const LOCK_CLASS = 1_668_443_497;

/**
 * Creates or migrates the database schema. Each step is a transaction of its own under one advisory lock and is logged
 * in it, so that several processes may run this at once and a run that was cut off is continued by the next.
 *
 * @param session - of the driver
 * @param schema - what the storage is opened with
 * @param options - database schema, dialect, row-level security, signal
 * @returns how many steps this process applied; with 0 no rights to change the schema were needed
 * @throws {@link SchemaTooNewError} `SCHEMA_TOO_NEW` when a newer version of the model opened this database before
 */
export async function migrate(session: SqlSession, schema: StorageSchema, options: MigrateOptions): Promise<number> {
  if (planMigration(schema, await readChecked(session, schema, options), options).length === 0) return 0;
  for (let applied = 0; ; applied += 1) {
    if (options.signal?.aborted)
      throw new AbortedError('Opening was aborted between two steps; the next open goes on there.', {
        cause: options.signal.reason,
      });
    if (!(await applyNextStep(session, schema, options))) return applied;
  }
}

/** Reads what is there and refuses a database that a newer model has opened. */
async function readChecked(
  connection: SqlConnection,
  schema: StorageSchema,
  { namespace, dialect }: PlanOptions,
): Promise<AppliedParts> {
  const applied = await readApplied(connection, namespace, dialect);
  if (applied.version > schema.version) {
    throw new SchemaTooNewError(
      `The database was opened with schema version ${applied.version}, this process knows ${schema.version}. Update it.`,
    );
  }
  return applied;
}

/** Takes the first step that is still to do; what is to do is looked up under the lock, so that nobody's work is repeated or missed. */
async function applyNextStep(session: SqlSession, schema: StorageSchema, options: MigrateOptions): Promise<boolean> {
  let doing = 'migration';
  try {
    return await session.begin(async (connection) => {
      await connection.query(`select pg_advisory_xact_lock(${LOCK_CLASS}, hashtext($1::text))::text`, [
        options.namespace,
      ]);
      const [step] = planMigration(schema, await readChecked(connection, schema, options), options);
      if (step === undefined) return false;
      doing = `the migration step ${step.id}`;
      for (const statement of step.statements) {
        options.print?.(statement);
        await connection.query(statement, []);
      }
      await step.complete?.(connection);
      return true;
    });
  } catch (error) {
    throw translateError(error, doing);
  }
}
