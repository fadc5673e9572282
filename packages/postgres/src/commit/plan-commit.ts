import type { Commit, Write } from '@crmkit/core';

/** A write with its place in the batch, which decides about the order of versions and of refusals. */
export interface PlannedWrite {
  readonly index: number;
  readonly write: Write;
}

/** The writes of one entity by what has to be done, each in id order so that locks are taken in one order everywhere. */
export interface EntityWork {
  readonly entity: string;
  /** Puts of records that must not live. */
  readonly creations: readonly PlannedWrite[];
  /** Writes that name the revision they read. */
  readonly changes: readonly PlannedWrite[];
  /** Erasures of records that do not live any more. */
  readonly erasures: readonly PlannedWrite[];
}

/**
 * Sorts a checked batch into sets, by entity and id.
 *
 * @param commit - a checked commit
 * @returns work in the order in which its locks have to be taken
 */
export function planCommit(commit: Commit): readonly EntityWork[] {
  const byEntity = new Map<string, PlannedWrite[]>();
  for (const [index, write] of commit.writes.entries()) {
    const planned = byEntity.get(write.entity);
    if (planned === undefined) byEntity.set(write.entity, [{ index, write }]);
    else planned.push({ index, write });
  }
  return [...byEntity.keys()].sort().map((entity) => {
    const planned = (byEntity.get(entity) ?? []).sort((a, b) => (a.write.id < b.write.id ? -1 : 1));
    const isNew = ({ write }: PlannedWrite): boolean => write.expect === 'absent';
    return {
      entity,
      creations: planned.filter((each) => isNew(each) && each.write.op === 'put'),
      changes: planned.filter((each) => !isNew(each)),
      erasures: planned.filter((each) => isNew(each) && each.write.op !== 'put'),
    };
  });
}
