import type { Cause, Change, Checkpoint, Id, Rev, Row } from '../contract.js';
import { LiveTable } from './live-table.js';

/** One entry of the log: the feed entry, and for a changed fact the image before it (its creation left none). */
export interface Version extends Change {
  readonly before?: Row;
  readonly cause: Cause;
}

/** Who holds a claim and its revision. */
export type HeldClaim = { readonly holder: Id; readonly rev: Rev };
/** How far a subscriber is. */
export type HeldCheckpoint = { readonly checkpoint: Checkpoint; readonly rev: Rev };

/** All that one tenant owns. */
export interface TenantData {
  /** Live rows by entity. */
  readonly tables: Map<string, LiveTable>;
  readonly claims: Map<string, HeldClaim>;
  readonly checkpoints: Map<string, HeldCheckpoint>;
  /** The log; the entry numbered n stands at index n − 1. */
  readonly versions: Version[];
}

/** What a memory storage keeps; several storages over the same data see each other's commits. */
export interface MemoryData {
  readonly tenants: Map<string, TenantData>;
  /** Highest schema version this data was opened with. */
  schemaVersion: number;
  /** Counts every revision ever given, so that none comes twice, not even after a delete. */
  revisions: number;
}

/**
 * Makes the data of a memory storage, to be shared between several storages or to outlive one.
 *
 * @returns empty data
 * @example
 * const data = createMemoryData();
 * const first = memoryStorage({ data });
 * const second = memoryStorage({ data });
 */
export function createMemoryData(): MemoryData {
  return { tenants: new Map(), schemaVersion: 0, revisions: 0 };
}

/**
 * The data of one tenant, made at its first use.
 *
 * @param data - of the storage
 * @param tenant - from the context
 * @returns what the tenant owns
 * @example
 * tenantData(createMemoryData(), 'acme').versions.length; // 0
 */
export function tenantData(data: MemoryData, tenant: string): TenantData {
  const found = data.tenants.get(tenant);
  if (found !== undefined) return found;
  const made: TenantData = { tables: new Map(), claims: new Map(), checkpoints: new Map(), versions: [] };
  data.tenants.set(tenant, made);
  return made;
}

/**
 * The live rows of one entity, made at their first use.
 *
 * @param tenant - what the tenant owns
 * @param entity - entity name
 * @returns its table
 * @example
 * liveTable(tenant, 'party').get('pty_1');
 */
export function liveTable(tenant: TenantData, entity: string): LiveTable {
  const found = tenant.tables.get(entity);
  if (found !== undefined) return found;
  const made = new LiveTable();
  tenant.tables.set(entity, made);
  return made;
}
