import { UnsupportedError } from '../errors/unsupported-error.js';
import type { AsOfQuery, Context, Page, Row, Storage } from './contract.js';
import { pastStates, stateAt } from './past-states.js';
import { feedPages } from './record-versions.js';

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
  const past = pastStates({ tenant: context.tenant, entity }, query);
  for await (const page of feedPages(storage, context, entity)) {
    if (page.reset === true)
      throw new UnsupportedError('The feed no longer reaches back to its start, so past states cannot be rebuilt.');
    for (const change of page.changes) past.add(change);
  }
  const rows: Row[] = [];
  for (const [id, history] of past.histories()) {
    const row = await stateAt(history, query.at, async () => (await storage.get(context, entity, [id]))[0] ?? null);
    if (row !== null) rows.push(row);
    if (rows.length > query.limit) break;
  }
  return past.page(rows);
}
