import type { Catalog } from '../catalog.js';
import type { SqlConnection } from '../session/session.js';
import { run } from '../statement/statement.js';
import type { FeedQuery } from './read-feed.js';

/** Most versions one transaction numbers: the counter is never locked for long, and a join planned badly stays small. */
const NUMBER_AT_ONCE = 1000;

/**
 * Numbers what is visible and has no number yet. A writer numbers nothing, so an open transaction of the host holds
 * nobody up; the order of numbers is that of insertion among what is visible, and per record that of its writes.
 *
 * @param connection - inside a READ COMMITTED transaction of its own
 * @param catalog - statements
 * @param tenant - from the context
 * @returns the last number given so far, and whether there may be more to number
 */
export async function numberVersions(
  connection: SqlConnection,
  { feed }: Catalog,
  tenant: string,
): Promise<{ readonly last: number; readonly more: boolean }> {
  let locked = await run(connection, feed.lockCounter, [tenant]);
  if (locked.length === 0) {
    await run(connection, feed.startCounter, [tenant]);
    locked = await run(connection, feed.lockCounter, [tenant]);
  }
  // A statement of its own: its snapshot is taken after the lock, so it sees all that an earlier holder numbered.
  const [answer] = await run(connection, feed.number, [tenant, String(NUMBER_AT_ONCE)]);
  return { last: Number(answer?.[1] ?? 0), more: Number(answer?.[0] ?? 0) === NUMBER_AT_ONCE };
}

/**
 * Numbers as much as a feed query needs: all that is visible, or, when entries of all entities are asked for, enough to
 * fill its page.
 *
 * @param number - numbers one stretch in a transaction of its own
 * @param query - what is asked for
 * @param checkpoint - called between stretches; throws to end it
 */
export async function numberEnough(
  number: () => Promise<{ readonly last: number; readonly more: boolean }>,
  query: FeedQuery,
  checkpoint: () => void,
): Promise<void> {
  const enough = query.entities === undefined ? Number(query.after ?? 0) + query.limit : Number.POSITIVE_INFINITY;
  for (;;) {
    const { last, more } = await number();
    if (!more || last >= enough) return;
    checkpoint();
  }
}

/** Tells whether anything visible waits for its number. */
export async function hasUnnumbered(connection: SqlConnection, { feed }: Catalog, tenant: string): Promise<boolean> {
  return (await run(connection, feed.pending, [tenant])).length > 0;
}
