import { invalidInput } from '../errors/invalid-input.js';
import type { Change, ChangePage, Context, Id, Storage, VersionsQuery } from './contract.js';
import { checkLimit, MAX_LIMIT } from './evaluate-query.js';

/**
 * Refuses a query for versions that cannot be answered.
 *
 * @param query - as it was given
 * @throws {@link InvalidInputError} `INVALID_INPUT` for a limit outside 1 to 10,000 or an `after` that is no feed number
 * @example
 * checkVersionsQuery({ id: 'pty_1', limit: 100 });
 */
export function checkVersionsQuery({ after = 0, limit }: VersionsQuery): void {
  checkLimit(limit);
  if (!Number.isSafeInteger(after) || after < 0) throw invalidInput('versions', 'after', 'expected a feed number');
}

/**
 * Turns an entry of the feed into a version of one of its records.
 *
 * @param change - one entry
 * @param id - of a record the entry tells of
 * @returns the same entry under the record's id, without a list of ids
 * @example
 * versionOf({ number: 3, entity: 'order', op: 'load', id: 'o1', ids: ['o1', 'o2'], rev: '1', cause }, 'o2').id; // 'o2'
 */
export function versionOf({ ids: _ids, ...change }: Change, id: Id): Change {
  return { ...change, id };
}

/** Tells whether an entry of the feed is about a record. */
export function isVersionOf(change: Change, entity: string, id: Id): boolean {
  return change.entity === entity && (change.ids === undefined ? change.id === id : change.ids.includes(id));
}

/**
 * Answers a read of versions over a storage that has none, by reading the feed from its start.
 *
 * @param storage - its `changes` are read
 * @throws {@link InvalidInputError} `INVALID_INPUT`
 */
export async function versionsByScan(
  storage: Storage,
  context: Context,
  entity: string,
  query: VersionsQuery,
): Promise<readonly Change[]> {
  checkVersionsQuery(query);
  const { id, after = 0, limit } = query;
  const found: Change[] = [];
  for await (const page of feedPages(storage, context, entity)) {
    for (const change of page.changes) {
      if (change.number > after && isVersionOf(change, entity, id)) found.push(versionOf(change, id));
      if (found.length === limit) return found;
    }
  }
  return found;
}

/**
 * Reads the feed of one entity from its start to its end.
 *
 * @param storage - its `changes` are read
 * @param context - of the call
 * @param entity - entity name
 * @returns page after page
 * @example
 * for await (const { changes } of feedPages(storage, { tenant: 'acme' }, 'party')) use(changes);
 */
export async function* feedPages(
  storage: Storage,
  context: Context,
  entity: string,
): AsyncGenerator<ChangePage, void, undefined> {
  let after: string | null = null;
  for (;;) {
    const page: ChangePage = await storage.changes(context, { after, limit: MAX_LIMIT, entities: [entity] });
    yield page;
    if (page.checkpoint === after) return;
    after = page.checkpoint;
  }
}
