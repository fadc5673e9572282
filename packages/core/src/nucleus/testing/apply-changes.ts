import type { AnyRecord, RecordChange } from '../../command/define-command.js';

/** Applies the changes of a decision to records in memory, for tests of pure functions. */
export function applyChanges(records: readonly AnyRecord[], changes: readonly RecordChange[]): AnyRecord[] {
  const next = new Map(records.map((record) => [record.id, record]));
  for (const change of changes) {
    if (change.type === 'delete') next.delete(change.before.id);
    else if (change.type === 'create') next.set(change.record.id, { ...change.record, rev: '1' });
    else {
      if (next.get(change.before.id) !== change.before)
        throw new Error(`${change.before.id} changes twice in one decision`);
      next.set(change.before.id, { ...change.after, id: change.before.id, rev: `${change.before.rev}+` });
    }
  }
  return [...next.values()];
}

/** Numbers new ids in the order they are asked for. */
export function countingIds(): (entity: string) => string {
  let count = 0;
  return (entity) => `${entity}_${String(++count).padStart(4, '0')}`;
}
