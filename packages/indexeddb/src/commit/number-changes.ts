import type { Commit, StorageSchema } from '@crmkit/core';
import type { VersionChange } from '../database/layout.js';

/** The feed entries of a commit, and for each of its writes the number that stands for it. */
export interface NumberedChanges {
  readonly changes: readonly VersionChange[];
  readonly numbers: readonly number[];
}

/**
 * Lays out a commit's feed entries in the order of its writes; new facts of one entity share the entry of the first.
 *
 * @param last - last number given out in this tenant
 */
export function numberChanges(schema: StorageSchema, commit: Commit, last: number): NumberedChanges {
  const changes: VersionChange[] = [];
  const loads = new Map<string, { readonly number: number; readonly ids: string[] }>();
  const numbers = commit.writes.map(({ entity, id, op, expect, changed }) => {
    const isNewFact = op === 'put' && expect === 'absent' && schema.entities[entity]?.fact === true;
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
      changes.push({ e: entity, o: op, i: id, ...(changed && { p: changed }) });
    }
    return number;
  });
  return { changes, numbers };
}
