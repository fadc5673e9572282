import { NotFoundError } from '../errors/not-found-error.js';
import type { Cause, Change, Row } from '../storage/contract.js';
import { formatInstant } from '../values/instant.js';
import { type Caller, modelEntity } from './caller.js';
import { changedPaths } from './changed-paths.js';
import type { AnyRecord } from './define-command.js';
import { publish } from './public-record.js';
import { seenRows } from './read-rows.js';
import { shownPaths } from './shown-paths.js';

const PAGE = 10_000;

/** One version of a record: what it became, when, why and by whom. */
export interface RecordVersion<T = AnyRecord> {
  /** Place in the tenant's feed; `get(id, { asOf: { number } })` reads the record at it. */
  readonly number: number;
  /** ISO instant of the commit. */
  readonly at: string;
  readonly rev: string;
  readonly type: 'created' | 'updated' | 'deleted' | 'erased' | 'recorded';
  /** Dotted paths that changed; empty for a creation. */
  readonly changed: readonly string[];
  readonly cause: Cause;
  /** The record after the change; null after a deletion. */
  readonly record: T | null;
}

/**
 * Reads all versions of a record, oldest first. Rights apply to past images with the rules of today: a version the
 * caller could not see as a record now is left out, and so is one that changed only what it cannot see. A fact keeps its id over the versions it was received in.
 *
 * @throws {@link NotFoundError} `NOT_FOUND` when there is no version this caller can see
 */
export async function readHistory(caller: Caller, name: string, id: string): Promise<readonly RecordVersion[]> {
  const entity = modelEntity(caller.runtime, name);
  const changes = await changesOf(caller, name, id);
  const images = await imagesOf(caller, name, id, changes);
  const seen = await seenRows(caller, name, images);
  const versions = changes.flatMap((change, index): readonly RecordVersion[] => {
    const [image, row, last] = [images[index] ?? null, seen[index] ?? null, seen[index - 1] ?? null];
    // A deletion has no image of its own; it shows when the version before it does.
    const isSeen = image === null ? last !== null : row !== null;
    if (!isSeen) return [];
    // Of a row with hidden fields, the images that can be seen tell all: also which versions there are.
    const isPartly = row !== image && row !== null && last !== null;
    const changed = isPartly ? changedPaths(last, row) : shownPaths(change.changed ?? [], image, row);
    if (isPartly && changed.length === 0) return [];
    const { number, rev, cause } = change;
    return [
      {
        number,
        at: formatInstant(cause.at),
        rev,
        type: versionType(change),
        changed,
        cause,
        record: row === null ? null : publish(entity, row),
      },
    ];
  });
  if (versions.length === 0) throw new NotFoundError(name, id);
  return versions;
}

function versionType(change: Change): RecordVersion['type'] {
  if (change.op === 'load') return 'recorded';
  if (change.op === 'delete') return 'deleted';
  if (change.op === 'erase') return 'erased';
  return change.changed === undefined ? 'created' : 'updated';
}

async function imagesOf(
  caller: Caller,
  name: string,
  id: string,
  changes: readonly Change[],
): Promise<readonly (Row | null)[]> {
  return Promise.all(
    changes.map(async (change) => {
      if (change.op === 'put') return change.row ?? null;
      if (change.op !== 'load') return null;
      const page = await caller.runtime.storage.asOf(caller.context, name, {
        at: { number: change.number },
        ids: [id],
        limit: 1,
      });
      return page.rows[0] ?? null;
    }),
  );
}

async function changesOf({ runtime, context }: Caller, name: string, id: string): Promise<readonly Change[]> {
  const found: Change[] = [];
  for (;;) {
    const after = found.at(-1)?.number ?? 0;
    const versions = await runtime.storage.versions(context, name, { id, after, limit: PAGE });
    found.push(...versions);
    if (versions.length < PAGE) return found;
  }
}

/**
 * Names the fields in which a record differs from a revision, as far as the caller can see them, for a conflict; empty
 * when the revision is not in the feed.
 *
 * @param rev - the revision a caller read
 */
export async function changedSince(caller: Caller, name: string, row: Row, rev: string): Promise<readonly string[]> {
  const then = (await changesOf(caller, name, row.id)).find((change) => change.rev === rev)?.row;
  return then === undefined ? [] : visibleDifference(caller, name, then, row);
}

/** Names the fields in which two images of a record differ for this caller; none when it cannot see both. */
export async function visibleDifference(
  caller: Caller,
  name: string,
  before: Row,
  after: Row,
): Promise<readonly string[]> {
  const [old = null, next = null] = await seenRows(caller, name, [before, after]);
  return old === null || next === null ? [] : changedPaths(old, next);
}
