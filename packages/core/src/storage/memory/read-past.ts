import { compareText } from '../../values/text.js';
import type { AsOf, AsOfQuery, Change, Id, Page, Row } from '../contract.js';
import { decodeCursor, encodeCursor } from '../cursor.js';
import { checkLimit } from '../evaluate-query.js';
import { liveTable, type TenantData } from './memory-data.js';

/**
 * Reads records of one entity as they were known at a point in time: the meaning of `Storage.asOf`.
 *
 * @param tenant - what the tenant owns
 * @param bound - tenant and entity, for the cursor
 * @param query - the point, optionally ids, limit and cursor
 * @returns one page in id order
 * @example
 * readPast(tenant, { tenant: 'acme', entity: 'party' }, { at: { number: 12 }, limit: 100 });
 */
export function readPast(
  tenant: TenantData,
  bound: { readonly tenant: string; readonly entity: string },
  query: AsOfQuery,
): Page {
  checkLimit(query.limit);
  const cursorBound = { ...bound, query };
  const start = query.cursor == null ? null : decodeCursor(cursorBound, query.cursor).id;
  const wanted = query.ids === undefined ? null : new Set(query.ids);
  const histories = historiesOf(tenant, bound.entity, (id) => wanted === null || wanted.has(id));
  const rows: Row[] = [];
  for (const id of [...histories.keys()].sort(compareText)) {
    if (start !== null && compareText(id, start) <= 0) continue;
    const row = stateAt(histories.get(id) ?? [], query.at, liveTable(tenant, bound.entity).get(id));
    if (row !== null) rows.push(row);
    if (rows.length > query.limit) break;
  }
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  return { rows: page, cursor: more ? encodeCursor(cursorBound, { now: 0, keys: [], id: last.id }) : null };
}

function historiesOf(tenant: TenantData, entity: string, isWanted: (id: Id) => boolean): Map<Id, Change[]> {
  const histories = new Map<Id, Change[]>();
  for (const version of tenant.versions) {
    if (version.entity !== entity) continue;
    for (const id of version.ids ?? [version.id]) {
      if (!isWanted(id)) continue;
      const history = histories.get(id);
      if (history === undefined) histories.set(id, [version]);
      else history.push(version);
    }
  }
  return histories;
}

/** A version that holds no image of its own (the load of a fact) is completed by the one after it, or by what lives now. */
function stateAt(history: readonly Change[], at: AsOf, live: Row | undefined): Row | null {
  const index = history.findLastIndex((version) =>
    'number' in at ? version.number <= at.number : version.cause.at <= at.instant,
  );
  const version = history[index];
  if (version === undefined || version.op === 'delete' || version.op === 'erase') return null;
  if (version.op === 'put') return version.row ?? null;
  const next = history[index + 1];
  return (next === undefined ? live : next.before) ?? null;
}
