import type { Row } from '@crmkit/core';
import { KEY_INDEX, type RecordEntry, stores } from '../database/layout.js';
import { settleRequest } from '../database/request.js';
import type { IndexDefinition } from '../key/index-definition.js';
import { afterKey, isEmptySpan, type KeySpan, keyRange } from '../key/key-range.js';
import { type KeyBytes, KeyWriter } from '../key/key-writer.js';
import { indexKeys } from '../key/look-up-keys.js';
import { recordKey } from '../key/record-key.js';

/** The record store and its index within one transaction. */
export interface RecordSource {
  readonly store: IDBObjectStore;
  readonly index: IDBIndex;
}

/** Where keys of an index, or (null) of the records themselves, are read. */
export function sourceOf(source: RecordSource, index: IndexDefinition | null): IDBObjectStore | IDBIndex {
  return index === null ? source.store : source.index;
}

/** Opens the records of a transaction for reading. */
export function recordSource(transaction: IDBTransaction): RecordSource {
  const store = transaction.objectStore(stores.record);
  return { store, index: store.index(KEY_INDEX) };
}

/** Most rows in memory at once beyond those a page keeps. */
const LARGEST_CHUNK = 2_000;

/** Sizes of successive reads: the first fits the need at hand, later ones grow for long scans. */
export function* chunkSizes(first: number): Generator<number, never> {
  let size = Math.min(Math.max(first, 1), LARGEST_CHUNK);
  for (;;) {
    yield size;
    size = Math.min(size * 2, LARGEST_CHUNK);
  }
}

/**
 * Rows of a span in key order, a chunk at a time.
 *
 * @param base - what every key of the span begins with, where the span itself begins further on
 */
export async function* readAscending(
  source: RecordSource,
  entity: string,
  index: IndexDefinition | null,
  span: KeySpan,
  first: number,
  base: KeyBytes = span.from,
): AsyncGenerator<readonly Row[]> {
  const from = sourceOf(source, index);
  let rest = span;
  for (const size of chunkSizes(first)) {
    if (isEmptySpan(rest)) return;
    const entries: RecordEntry[] = await settleRequest(from.getAll(keyRange(rest), size));
    const last = entries.at(-1);
    if (last !== undefined) yield entries.map(({ r }) => r);
    if (last === undefined || entries.length < size) return;
    rest = { from: afterKey(keyWithin(entity, index, base, last.r)), until: rest.until };
  }
}

/** The key under which an index found a row. */
function keyWithin(entity: string, index: IndexDefinition | null, base: KeyBytes, row: Row): KeyBytes {
  if (index === null) return recordKey(entity, row.id);
  // A list has a key per element; a read over it is always about one.
  if (index.kind === 'element') return new KeyWriter().writeBytes(base).writeText(row.id).take();
  const [key] = indexKeys([index], row);
  if (key === undefined) throw new TypeError(`${index.name} has no key for a row it found.`);
  return key;
}
