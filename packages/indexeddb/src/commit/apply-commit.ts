import type { Commit, Rev, StorageSchema, Write } from '@crmkit/core';
import {
  type CheckpointEntry,
  type ClaimEntry,
  type CounterEntry,
  type ErasedEntry,
  type ImageEntry,
  metaKeys,
  type RecordEntry,
  stores,
  type VersionEntry,
} from '../database/layout.js';
import { startsWith } from '../database/rebuild-keys.js';
import { entityPlan } from '../key/entity-plan.js';
import { keyRange, spanOf } from '../key/key-range.js';
import type { KeyBytes } from '../key/key-writer.js';
import { hostKeys, indexKeys } from '../key/look-up-keys.js';
import { imageKey, imagePrefix, recordKey } from '../key/record-key.js';
import type { CommitReads } from './commit-reads.js';
import { numberChanges } from './number-changes.js';

/** Changes per stored feed entry: a page of the feed never has to load more than it uses by this much. */
const CHANGES_PER_ENTRY = 256;

/**
 * Places every write of a commit that nothing speaks against. Awaits nothing: the transaction's completion tells
 * whether it all happened, and `add` fails it where something expected to be absent is not.
 *
 * @returns one revision per write, in their order
 */
export function applyCommit(
  transaction: IDBTransaction,
  schema: StorageSchema,
  commit: Commit,
  reads: CommitReads,
): readonly Rev[] {
  const { changes, numbers } = numberChanges(schema, commit, reads.counter.number, reads.records);
  const rev = (reads.counter.commit + 1).toString(36);
  const counter: CounterEntry = { number: reads.counter.number + changes.length, commit: reads.counter.commit + 1 };
  const meta = transaction.objectStore(stores.meta);
  meta.put(counter, metaKeys.counter);
  const records = new RecordWriter(transaction, schema, commit.cause.at, rev);
  for (const [at, write] of commit.writes.entries()) {
    const number = numbers[at] ?? 0;
    records.write(write, number, reads.records[at]);
    if (write.op !== 'erase') continue;
    const entry: ErasedEntry = [...(reads.erased.get(write) ?? []), number];
    meta.put(entry, metaKeys.erased(write.entity, write.id));
  }
  writeClaims(transaction, commit, rev);
  const versions = transaction.objectStore(stores.version);
  for (let start = 0; start < changes.length; start += CHANGES_PER_ENTRY) {
    const slice = changes.slice(start, start + CHANGES_PER_ENTRY);
    const first = reads.counter.number + start + 1;
    const entry: VersionEntry = { first, rev, cause: commit.cause, changes: slice };
    versions.put(entry, first + slice.length - 1);
  }
  return commit.writes.map(() => rev);
}

class RecordWriter {
  readonly #record: IDBObjectStore;
  readonly #image: IDBObjectStore;

  constructor(
    transaction: IDBTransaction,
    readonly schema: StorageSchema,
    readonly at: number,
    readonly rev: Rev,
  ) {
    this.#record = transaction.objectStore(stores.record);
    this.#image = transaction.objectStore(stores.image);
  }

  write(write: Write, number: number, before: RecordEntry | undefined): void {
    const key = recordKey(write.entity, write.id);
    if (before !== undefined && write.op !== 'erase') {
      const image: ImageEntry = { r: before.r, n: before.n, a: before.a, u: number, z: this.at };
      this.#image.put(image, imageKey(write.entity, write.id, before.n));
    }
    if (write.op === 'erase') this.#image.delete(keyRange(spanOf(imagePrefix(write.entity, write.id))));
    if (write.op !== 'put' || write.row === undefined) {
      this.#record.delete(key);
      return;
    }
    const entry: RecordEntry = {
      r: { ...write.row, rev: this.rev },
      n: number,
      a: this.at,
      k: this.#keysOf(write, before),
    };
    if (write.expect === 'absent') this.#record.add(entry, key);
    else this.#record.put(entry, key);
  }

  #keysOf({ entity, id, row, keys }: Write, before: RecordEntry | undefined): KeyBytes[] {
    const { indexes, hostPrefix } = entityPlan(this.schema, entity);
    const own = row === undefined ? [] : indexKeys(indexes, row);
    const host =
      keys === undefined
        ? (before?.k ?? []).filter((key) => startsWith(key, hostPrefix))
        : hostKeys(hostPrefix, id, keys);
    return host.length === 0 ? own : own.concat(host);
  }
}

function writeClaims(transaction: IDBTransaction, commit: Commit, rev: Rev): void {
  const claims = transaction.objectStore(stores.claim);
  for (const { key, holder, expect, release } of commit.claims) {
    const entry: ClaimEntry = { holder, rev };
    if (expect === 'absent') claims.add(entry, key);
    else if (release !== true) claims.put(entry, key);
    if (release === true) claims.delete(key);
  }
  const meta = transaction.objectStore(stores.meta);
  for (const { subscriber, next } of commit.checkpoints ?? []) {
    const entry: CheckpointEntry = { checkpoint: next, rev };
    meta.put(entry, metaKeys.checkpoint(subscriber));
  }
}
