import type { Id } from '@crmkit/core';
import { type ErasedEntry, type ImageEntry, metaKeys, type RecordEntry, stores } from '../database/layout.js';
import { settleRequest } from '../database/request.js';
import { keyRange, spanOf } from '../key/key-range.js';
import { imagePrefix, recordKey } from '../key/record-key.js';

/**
 * Reads the feed numbers of one record: those that made and ended each of its states, and those an erasure left.
 *
 * @returns ascending numbers
 */
export async function readNumbers(transaction: IDBTransaction, entity: string, id: Id): Promise<readonly number[]> {
  const [live, images, erased] = await Promise.all([
    settleRequest<RecordEntry | undefined>(transaction.objectStore(stores.record).get(recordKey(entity, id))),
    settleRequest<ImageEntry[]>(
      transaction.objectStore(stores.image).getAll(keyRange(spanOf(imagePrefix(entity, id)))),
    ),
    settleRequest<ErasedEntry | undefined>(transaction.objectStore(stores.meta).get(metaKeys.erased(entity, id))),
  ]);
  const numbers = [...(erased ?? []), ...images.flatMap(({ n, u }) => [n, u]), ...(live === undefined ? [] : [live.n])];
  return [...new Set(numbers)].sort((a, b) => a - b);
}
