import type { Id, Row, StorageSchema } from '@crmkit/core';
import { CHECKPOINTS, CLAIMS, entityOf } from '@crmkit/core/storage';
import { type CheckpointEntry, type ClaimEntry, metaKeys, type RecordEntry, stores } from '../database/layout.js';
import { settleRequests } from '../database/request.js';
import { recordKey } from '../key/record-key.js';

/** The store that `get` reads an entity from. */
export function storeOf(entity: string): string {
  if (entity === CLAIMS) return stores.claim;
  return entity === CHECKPOINTS ? stores.meta : stores.record;
}

/**
 * Live rows (claims, checkpoints) by id, all in one transaction.
 *
 * @returns same length and order as `ids`; null where there is none
 */
export async function getRows(
  transaction: IDBTransaction,
  schema: StorageSchema,
  entity: string,
  ids: readonly Id[],
): Promise<readonly (Row | null)[]> {
  const store = transaction.objectStore(storeOf(entity));
  if (entity === CLAIMS) {
    const found: (ClaimEntry | undefined)[] = await settleRequests(ids.map((id) => store.get(id)));
    return ids.map((id, at) => withId(id, found[at]));
  }
  if (entity === CHECKPOINTS) {
    const found: (CheckpointEntry | undefined)[] = await settleRequests(
      ids.map((id) => store.get(metaKeys.checkpoint(id))),
    );
    return ids.map((id, at) => withId(id, found[at]));
  }
  const { name } = entityOf(schema, entity);
  const found: (RecordEntry | undefined)[] = await settleRequests(ids.map((id) => store.get(recordKey(name, id))));
  // An id with half a surrogate pair is encoded like another one; it was never written, so nothing is its row.
  return ids.map((id, at) => (found[at]?.r.id === id ? found[at].r : null));
}

function withId<T extends { readonly rev: string }>(id: Id, held: T | undefined): (T & { readonly id: Id }) | null {
  return held === undefined ? null : { id, ...held };
}
