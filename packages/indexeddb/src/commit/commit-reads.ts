import type { Commit, StorageSchema, Write } from '@crmkit/core';
import {
  type CheckpointEntry,
  type ClaimEntry,
  type CounterEntry,
  metaKeys,
  type RecordEntry,
  stores,
} from '../database/layout.js';
import { settleRequest, settleRequests } from '../database/request.js';
import { recordKey } from '../key/record-key.js';
import { readNumbers } from '../read/read-numbers.js';
import { type Reference, referencesOf } from './references.js';

/** The present state a commit is judged by; each list stands beside the commit's own. */
export interface CommitReads {
  readonly counter: CounterEntry;
  /** The live record of each write; undefined where there is none, or where it was not read. */
  readonly records: readonly (RecordEntry | undefined)[];
  readonly claims: readonly (ClaimEntry | undefined)[];
  readonly checkpoints: readonly (CheckpointEntry | undefined)[];
  /** Of each erasure, the feed numbers of the record so far. */
  readonly erased: ReadonlyMap<Write, readonly number[]>;
  /** The first reference, in the order of the writes, whose target does not exist after the commit. */
  readonly dangling: Reference | null;
}

/**
 * Reads what decides about a commit, in one batch.
 *
 * @param thorough - false leaves out what the commit expects to be absent: there `add` finds out for the price of the write
 */
export async function readForCommit(
  transaction: IDBTransaction,
  schema: StorageSchema,
  commit: Commit,
  thorough: boolean,
): Promise<CommitReads> {
  const meta = transaction.objectStore(stores.meta);
  const [counter, records, claims, checkpoints, erased, dangling] = await Promise.all([
    settleRequest<CounterEntry | undefined>(meta.get(metaKeys.counter)),
    readSome<RecordEntry>(
      transaction,
      stores.record,
      commit.writes.map((write) => (isRead(write, thorough) ? recordKey(write.entity, write.id) : null)),
    ),
    readSome<ClaimEntry>(
      transaction,
      stores.claim,
      commit.claims.map(({ key, expect }) => (thorough || expect !== 'absent' ? key : null)),
    ),
    readSome<CheckpointEntry>(
      transaction,
      stores.meta,
      (commit.checkpoints ?? []).map(({ subscriber }) => metaKeys.checkpoint(subscriber)),
    ),
    readErased(transaction, commit.writes),
    findDangling(transaction, referencesOf(schema, commit)),
  ]);
  return { counter: counter ?? { number: 0, commit: 0 }, records, claims, checkpoints, erased, dangling };
}

/** Whether a write's record is read before: no `add` finds out for an erasure that expects nothing. */
export function isRead({ expect, op }: Write, thorough: boolean): boolean {
  return thorough || expect !== 'absent' || op === 'erase';
}

async function readErased(
  transaction: IDBTransaction,
  writes: readonly Write[],
): Promise<ReadonlyMap<Write, readonly number[]>> {
  const erasures = writes.filter(({ op }) => op === 'erase');
  const numbers = await Promise.all(erasures.map(({ entity, id }) => readNumbers(transaction, entity, id)));
  return new Map(erasures.map((write, at) => [write, numbers[at] ?? []]));
}

async function readSome<T>(
  transaction: IDBTransaction,
  name: string,
  keys: readonly (IDBValidKey | null)[],
): Promise<(T | undefined)[]> {
  const store = transaction.objectStore(name);
  const requests = keys.flatMap((key) => (key === null ? [] : [store.get(key) as IDBRequest<T | undefined>]));
  const found = await settleRequests(requests);
  let next = 0;
  return keys.map((key) => (key === null ? undefined : found[next++]));
}

async function findDangling(transaction: IDBTransaction, references: readonly Reference[]): Promise<Reference | null> {
  const store = transaction.objectStore(stores.record);
  const targets = new Map<string, Reference>();
  for (const reference of references) {
    if (reference.standing === 'stored') targets.set(targetName(reference), reference);
  }
  const asked = [...targets.keys()];
  const found = await settleRequests(
    [...targets.values()].map(({ entity, target }) => store.getKey(recordKey(entity, target))),
  );
  const missing = new Set(asked.filter((_, at) => found[at] === undefined));
  return references.find((reference) => reference.standing === 'removed' || missing.has(targetName(reference))) ?? null;
}

function targetName({ entity, target }: Reference): string {
  return `${entity}\0${target}`;
}
