import { CLAIMS, type Id } from '../storage/contract.js';
import { type Caller, modelEntity } from './caller.js';
import { factKey, sourceIdOf } from './keys.js';
import { readRows } from './read-rows.js';
import type { SourceRef } from './upsert-items.js';
import { SOURCE } from './upsert-state.js';

/**
 * Finds the records that stand for records of host systems: one read for the whole set, and one of the records.
 *
 * @param caller - who asks; records that it cannot see, or that were deleted, count as unknown
 * @param name - entity
 * @param refs - system, id and, where it was given at the upsert, type
 * @returns same length and order; null where nothing is known
 */
export async function resolveReferences(
  caller: Caller,
  name: string,
  refs: readonly Pick<SourceRef, 'system' | 'id' | 'type'>[],
): Promise<readonly (Id | null)[]> {
  const { runtime, context } = caller;
  const { schema } = modelEntity(runtime, name);
  const [store, field] = schema.fact ? [CLAIMS, 'holder'] : [SOURCE, 'record'];
  const keys = refs.map((ref) => (schema.fact ? factKey(name, ref.system, ref.id) : sourceIdOf(name, ref)));
  const found = (await runtime.storage.get(context, store, keys)).map((row) => row?.[field]);
  const ids = found.map((id) => (typeof id === 'string' ? id : null));
  const known = ids.filter((id): id is string => id !== null);
  const rows = await readRows(caller, name, known);
  const visible = new Set(known.filter((_, index) => rows[index] !== null));
  return ids.map((id) => (id !== null && visible.has(id) ? id : null));
}
