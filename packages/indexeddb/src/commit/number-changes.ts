import type { Commit, StorageSchema } from '@crmkit/core';
import type { RecordEntry, VersionChange } from '../database/layout.js';

/** The feed entries of a commit, and for each of its writes the number that stands for it. */
export interface NumberedChanges {
  readonly changes: readonly VersionChange[];
  readonly numbers: readonly number[];
}

/**
 * Lays out a commit's feed entries in the order of its writes; new facts of one entity share the entry of the first.
 *
 * @param last - last number given out in this tenant
 * @param records - the live record of each write
 */
export function numberChanges(
  schema: StorageSchema,
  commit: Commit,
  last: number,
  records: readonly (RecordEntry | undefined)[],
): NumberedChanges {
  const changes: VersionChange[] = [];
  const loads = new Map<string, { readonly number: number; readonly ids: string[] }>();
  const numbers = commit.writes.map(({ entity, id, op, expect, changed }, at) => {
    const isFact = schema.entities[entity]?.fact === true;
    const isNewFact = isFact && op === 'put' && expect === 'absent';
    const load = isNewFact ? loads.get(entity) : undefined;
    if (load !== undefined) {
      load.ids.push(id);
      return load.number;
    }
    const number = last + changes.length + 1;
    if (isNewFact) {
      const ids = [id];
      loads.set(entity, { number, ids });
      changes.push({ e: entity, o: 'load', i: id, ids });
    } else {
      const before = isFact ? records[at]?.n : undefined;
      changes.push({
        e: entity,
        o: op,
        i: id,
        ...(before !== undefined && { b: before }),
        ...(changed && { p: changed }),
      });
    }
    return number;
  });
  return { changes, numbers };
}
