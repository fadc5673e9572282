import {
  type Capabilities,
  ClosedError,
  type Context,
  InvalidInputError,
  type Storage,
  type StorageSchema,
  UnsupportedError,
} from '@crmkit/core';
import { checkCommit, checkContext, checkVersionsQuery, entityOf } from '@crmkit/core/storage';
import { type Dialect, markedPostgresDialect, type PlanOptions, postgresDialect, type WriteShape } from '@crmkit/sql';
import { type Catalog, createCatalog } from './catalog.js';
import { applyCommit } from './commit/apply-commit.js';
import { Refused } from './commit/refused.js';
import { translateError } from './errors/translate-error.js';
import { hasUnnumbered, numberEnough, numberVersions } from './feed/number-versions.js';
import { checkFeedQuery, type FeedQuery, readFeed, readVersions } from './feed/read-feed.js';
import { readApplied } from './migrate/applied-parts.js';
import { migrate } from './migrate/migrate.js';
import { planMigration } from './migrate/plan-migration.js';
import { aggregateRows } from './read/aggregate-rows.js';
import { pastRows } from './read/past-rows.js';
import { queryRows } from './read/query-rows.js';
import { readRows } from './read/read-rows.js';
import { checkRole, TENANT_SETTING } from './row-level-security.js';
import type { SqlSession } from './session/session.js';
import { createStatisticsKeeper } from './statistics.js';
import { createRunner, throwIfAborted } from './transaction.js';

/** How {@link postgresStorage} is set up. */
export interface PostgresStorageOptions {
  /** A binding of the host's driver, such as `pgSession(pool)`. */
  readonly session: SqlSession;
  /** Database schema of all tables and views, `[a-z][a-z0-9_]*`; `crm` unless told. */
  readonly schema?: string;
  /** Protect every table by tenant as a second net, and refuse to open as a role it does not hold; false unless told. */
  readonly rowLevelSecurity?: boolean;
  /**
   * How set-based writes give their rows. `unnest` unless told: constant statements, the fastest. `values` for databases
   * that refuse the other, as Citus does under row-level security.
   */
  readonly writeShape?: WriteShape;
  /** Is given every migration statement before it runs. */
  readonly print?: (statement: string) => void;
}

/** A storage in Postgres, with what only a database has. */
export interface PostgresStorage extends Storage {
  /**
   * Creates or migrates without opening: for a deployment step that runs as the owner of the tables.
   *
   * @throws {@link SchemaTooNewError} `SCHEMA_TOO_NEW` when a newer version of the model opened this database before
   */
  migrate(schema: StorageSchema): Promise<void>;
  /**
   * The SQL that `open` would run now, for a DBA; empty when nothing is to do, and then `open` needs no DDL rights.
   *
   * @throws {@link UnsupportedError} `UNSUPPORTED` when stored texts have to be folded, which only `migrate` can do
   */
  printMigration(schema: StorageSchema): Promise<string>;
}

const MAX_BATCH = 20_000;

/**
 * Keeps records in the host's Postgres (15 or later): typed tables in a schema of their own, beside the host's tables
 * and inside its transactions when `context.host` names one. The driver and its pool stay the host's.
 *
 * @param options - session, database schema, row-level security
 * @returns a storage to pass to `createCrm`
 * @throws {@link InvalidInputError} `INVALID_INPUT` when the schema's name is none that can be derived from
 * @example
 * const storage = postgresStorage({ session: pgSession(pool) });
 */
export function postgresStorage(options: PostgresStorageOptions): PostgresStorage {
  const { session } = options;
  const namespace = options.schema ?? 'crm';
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(namespace)) {
    throw new InvalidInputError('postgresStorage', [
      { path: 'schema', problem: 'expected lower-case letters, digits and underscores' },
    ]);
  }
  const plan: PlanOptions = {
    namespace,
    dialect: postgresDialect,
    tenantSetting: options.rowLevelSecurity ? TENANT_SETTING : undefined,
  };
  const statistics = createStatisticsKeeper(session);
  const runner = createRunner(session, options.rowLevelSecurity ? TENANT_SETTING : null);
  const capabilities: Capabilities = {
    joinHost: true,
    pushdown: { filter: true, sort: true, aggregate: true, asOf: true },
    durable: true,
    maxBatch: MAX_BATCH,
    multiProcess: session.multiProcess,
  };
  let opened: Catalog | null = null;
  let closed = false;
  const enter = (context: Context): Catalog => {
    if (closed || opened === null)
      throw new ClosedError(closed ? 'The storage was closed.' : 'The storage is not open yet.');
    checkContext(context, capabilities);
    return opened;
  };
  // Numbers are given in a transaction of our own: inside the host's, the counter would stay locked until it ends.
  const numberPending = async (context: Context, catalog: Catalog, query: FeedQuery): Promise<void> => {
    if (context.host !== undefined) return;
    const isPending = await runner.read(context, 'changes', (connection) =>
      hasUnnumbered(connection, catalog, context.tenant),
    );
    if (!isPending) return;
    const number = (): ReturnType<typeof numberVersions> =>
      runner.own(context, 'changes', (connection) => numberVersions(connection, catalog, context.tenant));
    await numberEnough(number, query, () => throwIfAborted(context));
  };

  return {
    capabilities,
    async open(schema, { signal } = {}) {
      if (closed) throw new ClosedError('The storage was closed. Make a new one.');
      try {
        await migrate(session, schema, { ...plan, signal, print: options.print });
        if (options.rowLevelSecurity) await checkRole(session, namespace);
      } catch (error) {
        throw translateError(error, 'open');
      }
      const dialect: Dialect = {
        ...(session.dropsByteOrderMark ? markedPostgresDialect : postgresDialect),
        writeShape: options.writeShape ?? 'unnest',
      };
      opened = createCatalog(schema, namespace, dialect, { rowLevelSecurity: options.rowLevelSecurity ?? false });
    },
    async migrate(schema) {
      await migrate(session, schema, { ...plan, print: options.print }).catch((error: unknown) => {
        throw translateError(error, 'migrate');
      });
    },
    async printMigration(schema) {
      const steps = planMigration(schema, await readApplied(session, namespace, postgresDialect), plan);
      const unprintable = steps.find(({ complete }) => complete !== undefined);
      if (unprintable !== undefined) {
        throw new UnsupportedError(
          `${unprintable.id} folds stored texts, which SQL cannot do alike. Run migrate() for it.`,
        );
      }
      return steps.flatMap(({ statements }) => statements.map((statement) => `${statement};\n`)).join('');
    },
    async get(context, entity, ids) {
      const catalog = enter(context);
      return runner.read(context, 'get', (connection) => readRows(connection, catalog, context.tenant, entity, ids));
    },
    async query(context, entity, query) {
      const catalog = enter(context);
      return runner.read(context, 'query', (connection) =>
        queryRows(connection, catalog, context.tenant, entityOf(catalog.schema, entity).name, query),
      );
    },
    async aggregate(context, entity, query) {
      const catalog = enter(context);
      return runner.read(context, 'aggregate', (connection) =>
        aggregateRows(connection, catalog, context.tenant, entity, query),
      );
    },
    async asOf(context, entity, query) {
      const catalog = enter(context);
      return runner.read(context, 'as-of read', (connection) =>
        pastRows(connection, catalog, context.tenant, entity, query),
      );
    },
    async commit(context, commit) {
      const catalog = enter(context);
      const checked = checkCommit(commit, catalog.schema, MAX_BATCH);
      try {
        const result = await runner.write(context, 'commit', (connection) =>
          applyCommit(connection, catalog, context.tenant, checked, () => throwIfAborted(context)),
        );
        if (context.host === undefined) await statistics.noteCommit(catalog, checked);
        return result;
      } catch (error) {
        if (error instanceof Refused) return error.refusal;
        throw error;
      }
    },
    async changes(context, query) {
      const catalog = enter(context);
      checkFeedQuery(query);
      await numberPending(context, catalog, query);
      return runner.read(context, 'changes', (connection) => readFeed(connection, catalog, context.tenant, query));
    },
    async versions(context, entity, query) {
      const catalog = enter(context);
      const { name } = entityOf(catalog.schema, entity);
      checkVersionsQuery(query);
      await numberPending(context, catalog, { after: null, limit: query.limit, entities: [name] });
      return runner.read(context, 'versions', (connection) =>
        readVersions(connection, catalog, context.tenant, name, query),
      );
    },
    async close() {
      closed = true;
    },
  };
}
