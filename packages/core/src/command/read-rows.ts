import { visibleRows } from '../access/visible-rows.js';
import { NotFoundError } from '../errors/not-found-error.js';
import type { ModelEntity } from '../model/model.js';
import type { Row } from '../storage/contract.js';
import { type Caller, relatedSource } from './caller.js';
import type { AnyRecord } from './define-command.js';
import { publish } from './public-record.js';

/**
 * What the caller may see of rows now.
 *
 * @returns same length and order as `rows`; null where there is nothing this caller can see
 */
export function seenRows(
  caller: Caller,
  entity: string,
  rows: readonly (Row | null)[],
): Promise<readonly (Row | null)[]> {
  return visibleRows(relatedSource(caller, caller.runtime.clock()), caller.grants(entity), entity, rows);
}

/**
 * Reads records by id as the caller may see them.
 *
 * @returns same length and order as `ids`; null where there is nothing this caller can see
 */
export async function readRows(
  caller: Caller,
  entity: string,
  ids: readonly string[],
): Promise<readonly (Row | null)[]> {
  if (ids.length === 0) return [];
  const { runtime, context } = caller;
  const rows = await runtime.storage.get(context, entity, ids);
  return seenRows(caller, entity, rows);
}

/** A record as stored and as its reader may see it; the same object when nothing is hidden. */
export interface SeenRow {
  readonly stored: Row;
  readonly seen: Row;
}

/**
 * Reads records that a write starts from.
 *
 * @throws {@link NotFoundError} `NOT_FOUND` for the first one the caller cannot see
 */
export async function readForWrite(
  caller: Caller,
  entity: string,
  ids: readonly string[],
): Promise<readonly SeenRow[]> {
  const { runtime, context } = caller;
  const rows = await runtime.storage.get(context, entity, ids);
  const seen = await seenRows(caller, entity, rows);
  return ids.map((id, index) => {
    const [stored, visible] = [rows[index], seen[index]];
    if (!stored || !visible) throw new NotFoundError(entity, id);
    return { stored, seen: visible };
  });
}

/**
 * Publishes rows that were just written, as the caller may see them: a rule may show less than what was written, down
 * to the id and the revision.
 */
export async function publishSeen(
  caller: Caller,
  entity: ModelEntity,
  rows: readonly Row[],
): Promise<readonly AnyRecord[]> {
  const { name } = entity.schema;
  const seen = await seenRows(caller, name, rows);
  return seen.map((row, index) => publish(entity, row ?? { id: rows[index]?.id ?? '', rev: rows[index]?.rev ?? '' }));
}
