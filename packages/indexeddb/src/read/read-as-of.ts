import type { AsOf, AsOfQuery, Id, Page, Row } from '@crmkit/core';
import { compareText } from '@crmkit/core';
import { checkLimit, decodeCursor, encodeCursor } from '@crmkit/core/storage';
import { type ImageEntry, type RecordEntry, stores } from '../database/layout.js';
import { settleRequest, settleRequests } from '../database/request.js';
import { afterKey, type KeySpan, keyRange, spanOf } from '../key/key-range.js';
import { imagePrefix, recordKey } from '../key/record-key.js';

/** Stores a read of the past needs. */
export const asOfStores: readonly string[] = [stores.record, stores.image];

const CHUNK = 500;

/** All that is kept of one record. */
interface History {
  readonly id: Id;
  readonly live: RecordEntry | undefined;
  readonly images: readonly ImageEntry[];
}

/**
 * Reads records as they were, in id order: live records and superseded images side by side, a stretch of ids at a time.
 *
 * @throws {@link InvalidInputError} `INVALID_INPUT` when the limit is outside 1 to 10,000
 * @throws {@link InvalidCursorError} `INVALID_CURSOR` for a malformed cursor or one of another query
 */
export async function readAsOf(
  transaction: IDBTransaction,
  tenant: string,
  entity: string,
  query: AsOfQuery,
): Promise<Page> {
  checkLimit(query.limit);
  const bound = { tenant, entity, query };
  const start = query.cursor == null ? null : decodeCursor(bound, query.cursor).id;
  const rows: Row[] = [];
  for await (const histories of query.ids === undefined
    ? scanHistories(transaction, entity, start)
    : pickHistories(transaction, entity, query.ids, start)) {
    for (const history of histories) {
      const row = stateAt(history, query.at);
      if (row !== null) rows.push(row);
      if (rows.length > query.limit) break;
    }
    if (rows.length > query.limit) break;
  }
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  return { rows: page, cursor: more ? encodeCursor(bound, { now: 0, keys: [], id: last.id }) : null };
}

/** The state of the latest change the point covers; the end of a state without a next one is a delete. */
function stateAt({ live, images }: History, at: AsOf): Row | null {
  const changes = new Map<number, { readonly instant: number; readonly row: Row | null }>();
  for (const { u, z } of images) changes.set(u, { instant: z, row: null });
  for (const { n, a, r } of images) changes.set(n, { instant: a, row: r });
  if (live !== undefined) changes.set(live.n, { instant: live.a, row: live.r });
  let latest = -1;
  for (const [number, { instant }] of changes) {
    const covered = 'number' in at ? number <= at.number : instant <= at.instant;
    if (covered && number > latest) latest = number;
  }
  return changes.get(latest)?.row ?? null;
}

async function* pickHistories(
  transaction: IDBTransaction,
  entity: string,
  ids: readonly Id[],
  start: Id | null,
): AsyncGenerator<readonly History[]> {
  const wanted = [...new Set(ids)].sort(compareText).filter((id) => start === null || compareText(id, start) > 0);
  const records = transaction.objectStore(stores.record);
  const images = transaction.objectStore(stores.image);
  for (let from = 0; from < wanted.length; from += CHUNK) {
    const chunk = wanted.slice(from, from + CHUNK);
    const [live, past] = await Promise.all([
      settleRequests<RecordEntry | undefined>(chunk.map((id) => records.get(recordKey(entity, id)))),
      settleRequests<ImageEntry[]>(chunk.map((id) => images.getAll(keyRange(spanOf(imagePrefix(entity, id)))))),
    ]);
    yield chunk.map((id, at) => ({ id, live: live[at], images: past[at] ?? [] }));
  }
}

async function* scanHistories(
  transaction: IDBTransaction,
  entity: string,
  start: Id | null,
): AsyncGenerator<readonly History[]> {
  const records = transaction.objectStore(stores.record);
  const images = transaction.objectStore(stores.image);
  const whole = spanOf(recordKey(entity, ''));
  let recordSpan: KeySpan = start === null ? whole : { from: afterKey(recordKey(entity, start)), until: whole.until };
  let imageSpan: KeySpan =
    start === null ? whole : { from: spanOf(imagePrefix(entity, start)).until, until: whole.until };
  for (;;) {
    const [live, past] = await Promise.all([
      settleRequest<RecordEntry[]>(records.getAll(keyRange(recordSpan), CHUNK)),
      settleRequest<ImageEntry[]>(images.getAll(keyRange(imageSpan), CHUNK)),
    ]);
    // Where a read was cut off, only ids before its last one are complete on that side.
    const end = earlier(cutOff(live), cutOff(past));
    const histories = new Map<Id, { live: RecordEntry | undefined; images: ImageEntry[] }>();
    const historyOf = (id: Id): { live: RecordEntry | undefined; images: ImageEntry[] } => {
      const known = histories.get(id) ?? { live: undefined, images: [] };
      histories.set(id, known);
      return known;
    };
    for (const entry of live) if (end === null || compareText(entry.r.id, end) < 0) historyOf(entry.r.id).live = entry;
    for (const entry of past)
      if (end === null || compareText(entry.r.id, end) < 0) historyOf(entry.r.id).images.push(entry);
    if (end !== null) {
      // The record at the cut is read on its own, so that one with a long history cannot stall the scan.
      const [record, own] = await Promise.all([
        settleRequest<RecordEntry | undefined>(records.get(recordKey(entity, end))),
        settleRequest<ImageEntry[]>(images.getAll(keyRange(spanOf(imagePrefix(entity, end))))),
      ]);
      histories.set(end, { live: record, images: own });
    }
    yield [...histories].sort(([a], [b]) => compareText(a, b)).map(([id, history]) => ({ id, ...history }));
    if (end === null) return;
    recordSpan = { from: afterKey(recordKey(entity, end)), until: whole.until };
    imageSpan = { from: spanOf(imagePrefix(entity, end)).until, until: whole.until };
  }
}

function cutOff(entries: readonly { readonly r: Row }[]): Id | null {
  return entries.length < CHUNK ? null : (entries.at(-1)?.r.id ?? null);
}

function earlier(a: Id | null, b: Id | null): Id | null {
  if (a === null || b === null) return a ?? b;
  return compareText(a, b) <= 0 ? a : b;
}
