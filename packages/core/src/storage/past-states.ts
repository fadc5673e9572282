import { addTo } from '../values/group-by.js';
import { compareText } from '../values/text.js';
import type { AsOf, AsOfQuery, Change, Id, Page, Row } from './contract.js';
import { type CursorBound, decodeCursor, encodeCursor } from './cursor.js';
import { checkLimit } from './evaluate-query.js';

/** One as-of read over the changes of its entity: which changes it needs, and what page they come to. */
export interface PastStates {
  /** Takes in a change of the entity; in feed order. */
  add(change: Change): void;
  /** The ids to look at for the page, in order, with their changes. */
  histories(): Iterable<readonly [id: Id, history: readonly Change[]]>;
  /** The page of the records found; `rows` may hold one more than the limit. */
  page(rows: readonly Row[]): Page;
}

/**
 * Begins an as-of read.
 *
 * @param bound - tenant and entity, for the cursor
 * @param query - the point, optionally ids, limit and cursor
 * @returns what collects the changes
 * @throws {@link InvalidInputError} `INVALID_INPUT` for a limit outside 1 to 10,000
 * @throws {@link InvalidCursorError} `INVALID_CURSOR` for a malformed cursor or one of another query
 * @example
 * pastStates({ tenant: 'acme', entity: 'party' }, { at: { number: 12 }, limit: 100 });
 */
export function pastStates(bound: Pick<CursorBound, 'tenant' | 'entity'>, query: AsOfQuery): PastStates {
  checkLimit(query.limit);
  const cursorBound = { ...bound, query };
  const start = query.cursor == null ? null : decodeCursor(cursorBound, query.cursor).id;
  const wanted = query.ids === undefined ? null : new Set(query.ids);
  const histories = new Map<Id, Change[]>();
  return {
    add(change) {
      for (const id of change.ids ?? [change.id]) if (wanted === null || wanted.has(id)) addTo(histories, id, change);
    },
    histories: () =>
      [...histories]
        .filter(([id]) => start === null || compareText(id, start) > 0)
        .sort(([a], [b]) => compareText(a, b)),
    page(rows) {
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      const more = rows.length > query.limit && last !== undefined;
      return { rows: page, cursor: more ? encodeCursor(cursorBound, { now: 0, keys: [], id: last.id }) : null };
    },
  };
}

/**
 * The record at a point in time. A version that holds no image of its own (the load of a fact) is completed by the one
 * after it, or by what lives now.
 *
 * @param history - its changes, oldest first
 * @param at - the point
 * @param live - reads what lives now
 * @returns the row, or what `live` gives; null where there was none
 * @example
 * stateAt([], { number: 12 }, () => null); // null
 */
export function stateAt<L>(history: readonly Change[], at: AsOf, live: () => L): Row | L | null {
  const index = history.findLastIndex((change) =>
    'number' in at ? change.number <= at.number : change.cause.at <= at.instant,
  );
  const change = history[index];
  if (change === undefined || change.op === 'delete' || change.op === 'erase') return null;
  if (change.op === 'put') return change.row ?? null;
  const next = history[index + 1];
  return next === undefined ? live() : (next.before ?? null);
}
