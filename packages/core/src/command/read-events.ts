import { grantsOf } from '../access/grant.js';
import { isCrmError } from '../errors/crm-error.js';
import type { Change, Row } from '../storage/contract.js';
import { type Caller, modelEntity } from './caller.js';
import type { CrmEvent } from './define-subscriber.js';
import type { PendingEvent } from './events-of-change.js';
import { publish } from './public-record.js';
import { readPastRows } from './read-past.js';
import { seenRows } from './read-rows.js';
import { shownPaths } from './shown-paths.js';

/**
 * Completes events with the records as their subscriber may see them: one read per feed entry that holds no image.
 * A record that leaves the subscriber's rows is announced as deleted; one it never saw gives null.
 *
 * @param caller - the subscriber
 * @param pending - events of one feed entry
 * @returns same length and order; null where there is nothing to deliver
 */
export async function readEvents(
  caller: Caller,
  pending: readonly PendingEvent[],
): Promise<readonly (CrmEvent | null)[]> {
  const change = pending[0]?.change;
  if (change === undefined) return [];
  const entity = modelEntity(caller.runtime, change.entity);
  const ids = pending.map(({ id }) => id);
  const images = await readImages(caller, change, ids);
  const seen = await seenRows(caller, change.entity, images);
  const wasSeen = await readGone(caller, change, ids, seen);
  return pending.map((event, index): CrmEvent | null => {
    const row = seen[index] ?? null;
    const isGone = row === null && wasSeen.has(event.id);
    // The row that undoes a fact is announced by the fact it undoes.
    if (entity.schema.fact && row?.['posting'] === 'reversal') return null;
    if (row === null && !isGone) return null;
    return {
      type: isGone ? `${change.entity}.deleted` : event.type,
      entity: change.entity,
      id: event.id,
      number: change.number,
      record: row === null ? null : publish(entity, row),
      changed: isGone ? [] : shownPaths(change.changed ?? [], images[index] ?? null, row),
      cause: change.cause,
    };
  });
}

async function readImages(caller: Caller, change: Change, ids: readonly string[]): Promise<readonly (Row | null)[]> {
  if (change.op === 'put') return ids.map(() => change.row ?? null);
  if (change.op !== 'load') return ids.map(() => null);
  const { at } = change.cause;
  const rows = new Map<string, Row>();
  // What was recorded before its load is an old version that moved; the fact it was moved from announces that.
  for (const row of await caller.runtime.storage.get(caller.context, change.entity, ids))
    if (row !== null && !(Number(row['recordedAt']) < at)) rows.set(row.id, row);
  const moved = [...rows.values()].filter((row) => row['posting'] === 'reversed' || row['recordedAt'] !== at);
  for (const row of await readRecorded(caller, change, moved)) {
    if (row['posting'] === 'reversed') rows.delete(row.id);
    else rows.set(row.id, row);
  }
  return ids.map((id) => rows.get(id) ?? null);
}

/** Facts that changed since they were recorded, as they were then; where no past is kept, as they are now. */
async function readRecorded(caller: Caller, change: Change, rows: readonly Row[]): Promise<readonly Row[]> {
  if (rows.length === 0) return rows;
  const ids = rows.map(({ id }) => id);
  try {
    const past = await readPastRows(caller, change.entity, ids, { number: change.number });
    return past.filter((row) => row !== null);
  } catch (error) {
    if (!isCrmError(error, 'UNSUPPORTED')) throw error;
    return rows.map((row) => ({ ...row, posting: 'posted' }));
  }
}

/** Records that could be seen before the change and cannot be any more. */
async function readGone(
  caller: Caller,
  change: Change,
  ids: readonly string[],
  seen: readonly (Row | null)[],
): Promise<ReadonlySet<string>> {
  const missing = ids.filter((_, index) => (seen[index] ?? null) === null);
  if (missing.length === 0 || change.op === 'load' || (change.op === 'put' && change.changed === undefined))
    return new Set();
  const readers = grantsOf(caller.grants(change.entity), 'read');
  if (readers.length === 0) return new Set();
  if (readers.some(({ condition }) => condition === null)) return new Set(missing);
  const before = await readPastRows(caller, change.entity, missing, { number: change.number - 1 });
  return new Set(missing.filter((_, index) => (before[index] ?? null) !== null));
}
