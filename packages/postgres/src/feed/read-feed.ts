import {
  type Change,
  type ChangePage,
  type Checkpoint,
  InvalidInputError,
  type Row,
  type VersionsQuery,
} from '@crmkit/core';
import { checkLimit } from '@crmkit/core/storage';
import type { Dialect } from '@crmkit/sql';
import type { Catalog } from '../catalog.js';
import type { SqlConnection, SqlRow } from '../session/session.js';
import { run } from '../statement/statement.js';

/** What part of the feed is asked for. */
export interface FeedQuery {
  readonly after: Checkpoint | null;
  readonly limit: number;
  readonly entities?: readonly string[];
}

/**
 * Reads numbered entries of a tenant's feed.
 *
 * @param connection - where to read
 * @param catalog - statements
 * @param tenant - from the context
 * @param query - where to go on, how many entries at most, and which entities
 * @returns entries in ascending number, and the checkpoint after all that was looked at
 * @throws {@link InvalidInputError} `INVALID_INPUT` for a malformed checkpoint or a limit outside 1 to 10,000
 */
export async function readFeed(
  connection: SqlConnection,
  { feed, dialect }: Catalog,
  tenant: string,
  query: FeedQuery,
): Promise<ChangePage> {
  const after = parseCheckpoint(query.after);
  // Asked first: entries numbered after this moment may be missing from the page, so the checkpoint must not pass them.
  const [counter] = query.entities === undefined ? [] : await run(connection, feed.last, [tenant]);
  const parameters = [tenant, String(after), String(query.limit)];
  const answer =
    query.entities === undefined
      ? await run(connection, feed.read, parameters)
      : await run(connection, feed.readEntities, [...parameters, dialect.listText(query.entities)]);
  const changes = answer.map((cells) => readChange(cells, dialect));
  const lastRead = changes.at(-1)?.number ?? after;
  const end = changes.length < query.limit ? Math.max(lastRead, Number(counter?.[0] ?? 0)) : lastRead;
  return { changes, checkpoint: String(end) };
}

/**
 * Reads the numbered versions of one record. They are found by the key of the log; the load of a fact, which is logged
 * once for many, by the number of its batch.
 *
 * @param connection - where to read
 * @param catalog - statements
 * @param tenant - from the context
 * @param entity - entity name
 * @param query - a checked query
 * @returns entries in ascending number
 */
export async function readVersions(
  connection: SqlConnection,
  catalog: Catalog,
  tenant: string,
  entity: string,
  { id, after = 0, limit }: VersionsQuery,
): Promise<readonly Change[]> {
  const { versions } = catalog.entity(entity);
  const answer = await run(connection, versions, [tenant, entity, id, String(after), String(limit)]);
  return answer.map((cells) => ({ ...readChange(cells, catalog.dialect), id }));
}

/**
 * Refuses a feed query that cannot be answered, before anything is done for it.
 *
 * @param query - as it was given
 * @throws {@link InvalidInputError} `INVALID_INPUT`
 */
export function checkFeedQuery(query: FeedQuery): void {
  checkLimit(query.limit);
  parseCheckpoint(query.after);
}

function parseCheckpoint(checkpoint: Checkpoint | null): number {
  if (checkpoint === null) return 0;
  if (/^\d{1,15}$/.test(checkpoint)) return Number(checkpoint);
  throw new InvalidInputError('changes', [{ path: 'after', problem: 'this is no checkpoint of this storage' }]);
}

function readChange(
  [number, entity, op, id, ids, rev, row, before, changed, cause]: SqlRow,
  { textOf }: Dialect,
): Change {
  // The texts were written by this storage from checked values of these types.
  return {
    number: Number(number),
    entity: entity ?? '',
    op: op as Change['op'],
    id: textOf(id ?? ''),
    ...(ids && { ids: JSON.parse(ids) as string[] }),
    rev: rev ?? '',
    ...(row && { row: { ...(JSON.parse(row) as object), rev: rev ?? '' } as Row }),
    ...(before && { before: JSON.parse(before) as Row }),
    ...(changed && { changed: JSON.parse(changed) as string[] }),
    cause: JSON.parse(cause ?? 'null') as Change['cause'],
  };
}
