import { UnsupportedError } from '../errors/unsupported-error.js';
import { compareText } from '../values/text.js';
import type { AsOf, AsOfQuery, Change, Context, Id, Page, Row, Storage } from './contract.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { checkLimit, MAX_LIMIT } from './evaluate-query.js';

/**
 * Answers an as-of read over a storage that cannot, by replaying its feed from the start. Its cost is that of reading
 * the whole feed, for every page.
 *
 * @param storage - its `changes` and `get` are read
 * @param context - of the call
 * @param entity - entity name
 * @param query - the point, optionally ids, limit and cursor
 * @returns one page in id order
 * @throws {@link UnsupportedError} `UNSUPPORTED` when the feed no longer reaches back to its start
 * @example
 * await replayPast(storage, { tenant: 'acme' }, 'party', { at: { number: 12 }, limit: 100 });
 */
export async function replayPast(storage: Storage, context: Context, entity: string, query: AsOfQuery): Promise<Page> {
  checkLimit(query.limit);
  const bound = { tenant: context.tenant, entity, query };
  const start = query.cursor == null ? null : decodeCursor(bound, query.cursor).id;
  const histories = await readHistories(storage, context, entity, query.ids === undefined ? null : new Set(query.ids));
  const rows: Row[] = [];
  for (const id of [...histories.keys()].sort(compareText)) {
    if (start !== null && compareText(id, start) <= 0) continue;
    const row = await stateAt(storage, context, entity, id, histories.get(id) ?? [], query.at);
    if (row !== null) rows.push(row);
    if (rows.length > query.limit) break;
  }
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  return { rows: page, cursor: more ? encodeCursor(bound, { now: 0, keys: [], id: last.id }) : null };
}

async function readHistories(
  storage: Storage,
  context: Context,
  entity: string,
  wanted: ReadonlySet<Id> | null,
): Promise<Map<Id, Change[]>> {
  const histories = new Map<Id, Change[]>();
  let after: string | null = null;
  for (;;) {
    const page = await storage.changes(context, { after, limit: MAX_LIMIT, entities: [entity] });
    if (page.reset === true)
      throw new UnsupportedError('The feed no longer reaches back to its start, so past states cannot be rebuilt.');
    for (const change of page.changes) {
      for (const id of change.ids ?? [change.id]) {
        if (wanted === null || wanted.has(id)) histories.set(id, [...(histories.get(id) ?? []), change]);
      }
    }
    if (page.checkpoint === after) return histories;
    after = page.checkpoint;
  }
}

async function stateAt(
  storage: Storage,
  context: Context,
  entity: string,
  id: Id,
  history: readonly Change[],
  at: AsOf,
): Promise<Row | null> {
  const index = history.findLastIndex((change) =>
    'number' in at ? change.number <= at.number : change.cause.at <= at.instant,
  );
  const change = history[index];
  if (change === undefined || change.op === 'delete' || change.op === 'erase') return null;
  if (change.op === 'put') return change.row ?? null;
  const next = history[index + 1];
  // The load of a fact holds no image: the change after it does, or the fact is still as it was loaded.
  const row = next === undefined ? (await storage.get(context, entity, [id]))[0] : next.before;
  return row ?? null;
}
