import { invalidInput } from '../../errors/invalid-input.js';
import type { Change, Checkpoint, Id, Rev } from '../contract.js';
import { LiveTable } from './live-table.js';

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
  readonly versions: Change[];
}

/** All that is behind one {@link MemoryData}. */
export interface MemoryContents {
  readonly tenants: Map<string, TenantData>;
  /** Highest schema version this data was opened with. */
  schemaVersion: number;
  /** Counts every revision ever given, so that none comes twice, not even after a delete. */
  revisions: number;
}

/** Data of memory storages, to be passed on and not looked into; storages over the same data see each other's commits. */
export interface MemoryData {
  readonly kind: 'memoryData';
}

const contents = new WeakMap<MemoryData, MemoryContents>();

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
  const data: MemoryData = Object.freeze({ kind: 'memoryData' });
  contents.set(data, { tenants: new Map(), schemaVersion: 0, revisions: 0 });
  return data;
}

/**
 * Looks into data made by {@link createMemoryData}.
 *
 * @param data - what a memory storage was given
 * @returns what is behind it
 * @throws {@link InvalidInputError} `INVALID_INPUT` for anything else
 * @example
 * contentsOf(createMemoryData()).revisions; // 0
 */
export function contentsOf(data: MemoryData): MemoryContents {
  const found = contents.get(data);
  if (found === undefined) {
    throw invalidInput('memoryStorage', 'data', 'expected what createMemoryData gave');
  }
  return found;
}

/**
 * The data of one tenant, made at its first use.
 *
 * @param data - of the storage
 * @param tenant - from the context
 * @returns what the tenant owns
 * @example
 * tenantData(contentsOf(createMemoryData()), 'acme').versions.length; // 0
 */
export function tenantData(data: MemoryContents, tenant: string): TenantData {
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
