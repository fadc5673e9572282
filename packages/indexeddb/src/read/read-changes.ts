import type { Change, ChangePage, Checkpoint, VersionsQuery } from '@crmkit/core';
import { InvalidInputError } from '@crmkit/core';
import { checkLimit, checkVersionsQuery } from '@crmkit/core/storage';
import {
  type CounterEntry,
  type ImageEntry,
  metaKeys,
  type RecordEntry,
  stores,
  type VersionChange,
  type VersionEntry,
} from '../database/layout.js';
import { settleRequest, settleRequests } from '../database/request.js';
import { imageKey, recordKey } from '../key/record-key.js';
import { readNumbers } from './read-numbers.js';

/** Stores a read of the feed needs. */
export const changeStores: readonly string[] = [stores.version, stores.record, stores.image, stores.meta];

/** Stored entries fetched at a time: small commits have one change each, bulk commits hundreds. */
const ENTRIES_AT_A_TIME = 128;

/** What to read of the feed. */
export interface ChangesQuery {
  readonly after: Checkpoint | null;
  readonly limit: number;
  readonly entities?: readonly string[];
}

interface Numbered {
  readonly number: number;
  readonly entry: VersionEntry;
  readonly change: VersionChange;
}

/**
 * Reads a stretch of the feed. The after-image of a `put` is the live record while that change is its latest, and the
 * superseded image afterwards; one transaction sees both. The image before the change of a fact is a superseded one.
 *
 * @throws {@link InvalidInputError} `INVALID_INPUT` for a malformed checkpoint or a limit outside 1 to 10,000
 */
export async function readChanges(transaction: IDBTransaction, query: ChangesQuery): Promise<ChangePage> {
  checkLimit(query.limit);
  const after = parseCheckpoint(query.after);
  const counter: CounterEntry | undefined = await settleRequest(
    transaction.objectStore(stores.meta).get(metaKeys.counter),
  );
  const { found, number } = await collectChanges(transaction, query, after, counter?.number ?? 0);
  const images = await readImages(transaction, found);
  return { changes: found.map((numbered, at) => toChange(numbered, images[at])), checkpoint: String(number) };
}

/**
 * Reads the versions of one record: its feed numbers lie beside the record, and each leads to its entry.
 *
 * @throws {@link InvalidInputError} `INVALID_INPUT` for a limit outside 1 to 10,000 or an `after` that is no feed number
 */
export async function readVersions(
  transaction: IDBTransaction,
  entity: string,
  query: VersionsQuery,
): Promise<readonly Change[]> {
  checkVersionsQuery(query);
  const { id, after = 0, limit } = query;
  const store = transaction.objectStore(stores.version);
  const numbers = (await readNumbers(transaction, entity, id)).filter((number) => number > after).slice(0, limit);
  const entries = await settleRequests<VersionEntry[]>(
    numbers.map((number) => store.getAll(IDBKeyRange.lowerBound(number), 1)),
  );
  const found = numbers.flatMap((number, at): readonly Numbered[] => {
    const [entry] = entries[at] ?? [];
    const change = entry?.changes[number - entry.first];
    if (entry === undefined || change === undefined) return [];
    const { ids: _ids, ...own } = change;
    return [{ number, entry, change: { ...own, i: id } }];
  });
  const images = await readImages(transaction, found);
  return found.map((numbered, at) => toChange(numbered, images[at]));
}

/** Refuses what is no checkpoint of this storage; null is the beginning. */
function parseCheckpoint(checkpoint: Checkpoint | null): number {
  if (checkpoint === null) return 0;
  if (/^\d{1,15}$/.test(checkpoint)) return Number(checkpoint);
  throw new InvalidInputError('changes', [{ path: 'after', problem: 'this is no checkpoint of this storage' }]);
}

async function collectChanges(
  transaction: IDBTransaction,
  query: ChangesQuery,
  after: number,
  end: number,
): Promise<{ readonly found: readonly Numbered[]; readonly number: number }> {
  const store = transaction.objectStore(stores.version);
  const wanted = query.entities === undefined ? null : new Set(query.entities);
  const found: Numbered[] = [];
  let number = after;
  while (number < end && found.length < query.limit) {
    const entries: VersionEntry[] = await settleRequest(
      store.getAll(IDBKeyRange.lowerBound(number + 1), ENTRIES_AT_A_TIME),
    );
    if (entries.length === 0) break;
    for (const entry of entries) {
      for (let at = number + 1 - entry.first; at < entry.changes.length && found.length < query.limit; at++) {
        const change = entry.changes[at];
        number = entry.first + at;
        if (change !== undefined && (wanted === null || wanted.has(change.e))) found.push({ number, entry, change });
      }
    }
  }
  return { found, number };
}

/** What the row was after a change and, for a fact, before it; each only where it still exists. */
interface Images {
  readonly row: RecordEntry['r'] | undefined;
  readonly before: RecordEntry['r'] | undefined;
}

async function readImages(transaction: IDBTransaction, found: readonly Numbered[]): Promise<readonly Images[]> {
  const records = transaction.objectStore(stores.record);
  const images = transaction.objectStore(stores.image);
  const puts = found.filter(({ change }) => change.o === 'put');
  const changed = found.filter(({ change }) => change.b !== undefined);
  const [live, past, before] = await Promise.all([
    settleRequests<RecordEntry | undefined>(puts.map(({ change }) => records.get(recordKey(change.e, change.i)))),
    settleRequests<ImageEntry | undefined>(
      puts.map(({ change, number }) => images.get(imageKey(change.e, change.i, number))),
    ),
    settleRequests<ImageEntry | undefined>(
      changed.map(({ change }) => images.get(imageKey(change.e, change.i, change.b ?? 0))),
    ),
  ]);
  const rows = new Map(puts.map(({ number }, at) => [number, live[at]?.n === number ? live[at].r : past[at]?.r]));
  const befores = new Map(changed.map(({ number }, at) => [number, before[at]?.r]));
  return found.map(({ number }) => ({ row: rows.get(number), before: befores.get(number) }));
}

function toChange({ number, entry, change }: Numbered, images: Images | undefined): Change {
  const { row, before } = images ?? {};
  return {
    number,
    entity: change.e,
    op: change.o,
    id: change.i,
    ...(change.ids && { ids: change.ids }),
    rev: entry.rev,
    ...(row && { row }),
    ...(before && { before }),
    ...(change.p && { changed: change.p }),
    cause: entry.cause,
  };
}
