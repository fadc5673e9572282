import { ClosedError } from '../../errors/closed-error.js';
import { SchemaTooNewError } from '../../errors/schema-too-new-error.js';
import type { StorageSchema } from '../../model/storage-schema.js';
import { aggregateQuery } from '../aggregate-query.js';
import { checkCommit } from '../check-commit.js';
import { checkContext } from '../check-context.js';
import { type Capabilities, CHECKPOINTS, CLAIMS, type Context, type Id, type Row, type Storage } from '../contract.js';
import { evaluateQuery, type QueryScope } from '../evaluate-query.js';
import { entityOf } from '../field-of.js';
import { createRelated } from '../related-rows.js';
import { applyCommit } from './apply-commit.js';
import {
  contentsOf,
  createMemoryData,
  type HeldCheckpoint,
  type HeldClaim,
  liveTable,
  type MemoryData,
  type TenantData,
  tenantData,
} from './memory-data.js';
import { readFeed } from './read-feed.js';
import { readPast } from './read-past.js';
import { readVersions } from './read-versions.js';
import { refuseCommit } from './refuse-commit.js';

const capabilities: Capabilities = {
  joinHost: false,
  pushdown: { filter: true, sort: true, aggregate: true, asOf: true },
  durable: false,
  maxBatch: 100_000,
  multiProcess: false,
};

/**
 * A storage in this process's memory: for tests, demos and small embedded uses, and the meaning of the contract in
 * code. Every call runs to its end without waiting, so commits cannot overlap. Rows it gives out are frozen.
 *
 * @param options - `data` to share between storages or keep past `close`; fresh when left out
 * @returns a storage to pass to `createCrm`
 * @example
 * const storage = memoryStorage();
 */
export function memoryStorage(options: { readonly data?: MemoryData } = {}): Storage {
  const data = contentsOf(options.data ?? createMemoryData());
  let opened: StorageSchema | null = null;
  let closed = false;

  const enter = (context: Context): { readonly schema: StorageSchema; readonly tenant: TenantData } => {
    if (closed || opened === null)
      throw new ClosedError(closed ? 'The storage was closed.' : 'The storage is not open yet.');
    checkContext(context, capabilities);
    return { schema: opened, tenant: tenantData(data, context.tenant) };
  };
  const scopeOf = (context: Context, entity: string): QueryScope => {
    const { schema, tenant } = enter(context);
    const liveRows = (name: string): Iterable<Row> => liveTable(tenant, name).values();
    return {
      schema,
      tenant: context.tenant,
      entity: entityOf(schema, entity).name,
      rows: liveRows(entity),
      rowsAfter: (id) => liveTable(tenant, entity).rowsAfter(id),
      related: createRelated(schema, liveRows),
    };
  };
  const nextRev = (): string => {
    data.revisions += 1;
    return data.revisions.toString(36);
  };

  return {
    capabilities,
    async open(schema) {
      if (closed) throw new ClosedError('The storage was closed. Make a new one.');
      if (schema.version < data.schemaVersion) {
        throw new SchemaTooNewError(
          `The data was opened with schema version ${data.schemaVersion}, this process knows ${schema.version}. Update it.`,
        );
      }
      data.schemaVersion = schema.version;
      opened = schema;
    },
    async get(context, entity, ids) {
      const { schema, tenant } = enter(context);
      const read = readerOf(tenant, schema, entity);
      return ids.map((id) => read(id) ?? null);
    },
    async query(context, entity, query) {
      return evaluateQuery(scopeOf(context, entity), query);
    },
    async aggregate(context, entity, query) {
      return aggregateQuery(scopeOf(context, entity), query);
    },
    async commit(context, commit) {
      const { schema, tenant } = enter(context);
      const checked = checkCommit(commit, schema, capabilities.maxBatch);
      return refuseCommit(tenant, schema, checked) ?? { ok: true, revs: applyCommit(tenant, schema, checked, nextRev) };
    },
    async changes(context, query) {
      return readFeed(enter(context).tenant, query);
    },
    async asOf(context, entity, query) {
      const { schema, tenant } = enter(context);
      return readPast(tenant, { tenant: context.tenant, entity: entityOf(schema, entity).name }, query);
    },
    async versions(context, entity, query) {
      const { schema, tenant } = enter(context);
      return readVersions(tenant, entityOf(schema, entity).name, query);
    },
    async close() {
      closed = true;
    },
  };
}

function readerOf(tenant: TenantData, schema: StorageSchema, entity: string): (id: Id) => Row | undefined {
  if (entity === CLAIMS) return (id) => withId(id, tenant.claims.get(id));
  if (entity === CHECKPOINTS) return (id) => withId(id, tenant.checkpoints.get(id));
  const table = liveTable(tenant, entityOf(schema, entity).name);
  return (id) => table.get(id);
}

function withId(id: Id, held: HeldClaim | HeldCheckpoint | undefined): Row | undefined {
  return held && Object.freeze<Row>({ id, ...held });
}
