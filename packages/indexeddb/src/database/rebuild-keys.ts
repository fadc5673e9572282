import type { StorageSchema } from '@crmkit/core';
import { SchemaTooNewError } from '@crmkit/core';
import { hostKeyPrefix, type IndexDefinition, indexesOf } from '../key/index-definition.js';
import { afterKey, keyRange, spanOf } from '../key/key-range.js';
import type { KeyBytes } from '../key/key-writer.js';
import { indexKeys } from '../key/look-up-keys.js';
import { recordKey } from '../key/record-key.js';
import { type LayoutEntry, metaKeys, type RecordEntry, stores } from './layout.js';
import { settleRequest } from './request.js';
import { runTransaction } from './run-transaction.js';

const CHUNK = 500;

/**
 * Brings the look-up keys of every record to what the schema declares. One transaction: killed anywhere, it has not
 * happened and the next opening does it; of two pages that start at once the second finds it done.
 *
 * @throws {@link SchemaTooNewError} `SCHEMA_TOO_NEW` when a newer schema wrote the database
 */
export async function rebuildKeys(database: IDBDatabase, schema: StorageSchema): Promise<void> {
  const wanted = describeLayout(schema);
  const reading = database.transaction(stores.meta).objectStore(stores.meta);
  if (isCurrent(await settleRequest(reading.get(metaKeys.layout)), wanted)) return;
  const transaction = database.transaction([stores.record, stores.meta], 'readwrite', { durability: 'strict' });
  await runTransaction(transaction, { mode: 'readwrite' }, async () => {
    const meta = transaction.objectStore(stores.meta);
    const present: LayoutEntry | undefined = await settleRequest(meta.get(metaKeys.layout));
    if (present !== undefined && present.schemaVersion > schema.version) {
      throw new SchemaTooNewError(
        `${database.name} has schema version ${present.schemaVersion}, this page runs ${schema.version}. Reload it.`,
      );
    }
    if (isCurrent(present, wanted)) return;
    for (const [entity, names] of Object.entries(wanted.indexes)) {
      if (present === undefined || sameNames(present.indexes[entity], names)) continue;
      await rebuildEntity(transaction.objectStore(stores.record), entity, indexesOf(schema, entity));
    }
    meta.put(wanted, metaKeys.layout);
  });
}

async function rebuildEntity(
  store: IDBObjectStore,
  entity: string,
  indexes: readonly IndexDefinition[],
): Promise<void> {
  const host = hostKeyPrefix(entity);
  let span = spanOf(recordKey(entity, ''));
  for (;;) {
    const entries: RecordEntry[] = await settleRequest(store.getAll(keyRange(span), CHUNK));
    let last: KeyBytes | null = null;
    for (const entry of entries) {
      last = recordKey(entity, entry.r.id);
      store.put(
        { ...entry, k: [...indexKeys(indexes, entry.r), ...entry.k.filter((key) => startsWith(key, host))] },
        last,
      );
    }
    if (last === null || entries.length < CHUNK) return;
    span = { from: afterKey(last), until: span.until };
  }
}

/** True when a key begins with a prefix. */
export function startsWith(key: Uint8Array, prefix: Uint8Array): boolean {
  return key.length >= prefix.length && prefix.every((byte, at) => key[at] === byte);
}

function describeLayout(schema: StorageSchema): LayoutEntry {
  const names = Object.keys(schema.entities).map((entity) => [
    entity,
    indexesOf(schema, entity).map(({ name }) => name),
  ]);
  return { schemaVersion: schema.version, indexes: Object.fromEntries(names) };
}

function isCurrent(present: LayoutEntry | undefined, wanted: LayoutEntry): boolean {
  if (present?.schemaVersion !== wanted.schemaVersion) return false;
  return Object.entries(wanted.indexes).every(([entity, names]) => sameNames(present.indexes[entity], names));
}

function sameNames(a: readonly string[] | undefined, b: readonly string[]): boolean {
  return a !== undefined && a.length === b.length && a.every((name, at) => name === b[at]);
}
