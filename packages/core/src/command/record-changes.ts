import type { InputIssue } from '../errors/invalid-input-error.js';
import type { Row } from '../storage/contract.js';
import { addTo } from '../values/group-by.js';
import { type Caller, modelEntity } from './caller.js';
import { newRow } from './create-records.js';
import type { AnyRecord, RecordChange } from './define-command.js';
import { givenPaths, touchedPaths } from './given-paths.js';
import { overlayChanges } from './overlay-changes.js';
import { editable, publish } from './public-record.js';
import { recordParser, refuseIssues } from './record-parser.js';
import type { RowChange, WriteRights } from './row-change.js';
import { nextRow } from './update-records.js';

/** The rows that updates and deletes of a decision start from, by entity and id. */
export type StoredRows = (entity: string, id: string) => Row | undefined;

/**
 * Turns the changes of a decision, written in public records, into rows: parsed, completed, in states their machines
 * allow. What an update changed is laid over the stored row, so fields that the decision's reader did not see stay as
 * they are. A record that moved on since the decision read it goes into the commit as it was read and meets its
 * conflict there.
 *
 * @param caller - gives model and ids
 * @param changes - of the decision
 * @param stored - rows as they are stored now, such as {@link readStored} gives
 * @param options - command for errors, instant, and the right each entity's changes need
 * @throws {@link InvalidInputError} `INVALID_INPUT` when a decided record does not fit its entity
 */
export function toRowChanges(
  caller: Caller,
  changes: readonly RecordChange[],
  stored: StoredRows,
  options: { readonly command: string; readonly now: number; readonly rightsOf: (entity: string) => WriteRights },
): readonly RowChange[] {
  const issues: InputIssue[] = [];
  const planned = changes.flatMap((change, index): readonly RowChange[] => {
    const entity = modelEntity(caller.runtime, change.entity);
    const rights = options.rightsOf(change.entity);
    const path = `changes.${index}`;
    if (change.type === 'create') {
      const record = recordParser(entity).parse(editable(change.record), path, issues);
      return record === null
        ? []
        : [
            {
              type: 'create',
              entity: change.entity,
              row: newRow(entity, change.record.id, record, options.now),
              rights,
              paths: givenPaths(change.record),
            },
          ];
    }
    const before = stored(change.entity, change.before.id);
    if (before === undefined || before.rev !== change.before.rev) return [movedOn(change)];
    if (change.type === 'delete') return [{ type: 'delete', entity: change.entity, before, rights }];
    const after = overlayChanges(publish(entity, before), change.before, change.after);
    const record = recordParser(entity).parse(editable(after), path, issues);
    if (record === null) return [];
    const row = nextRow(entity, before, record, options.now);
    const paths = touchedPaths(change.before, change.after);
    return row === before ? [] : [{ type: 'update', entity: change.entity, before, row, rights, paths }];
  });
  refuseIssues(options.command, issues);
  return planned;
}

/** Deleting at a revision that is gone writes nothing whatever the storage holds: it only brings the conflict about. */
function movedOn({ entity, before }: { readonly entity: string; readonly before: AnyRecord }): RowChange {
  return { type: 'delete', entity, before: { id: before.id, rev: before.rev }, rights: 'system', isStale: true };
}

/** Reads the rows that the updates and deletes of a decision start from, one read per entity. */
export async function readStored(caller: Caller, changes: readonly RecordChange[]): Promise<StoredRows> {
  const ids = new Map<string, string[]>();
  for (const change of changes) {
    if (change.type === 'create') continue;
    addTo(ids, change.entity, change.before.id);
  }
  const stored = new Map<string, Row>();
  for (const [entity, list] of ids) {
    const rows = await caller.runtime.storage.get(caller.context, entity, list);
    for (const row of rows) if (row !== null) stored.set(`${entity} ${row.id}`, row);
  }
  return (entity, id) => stored.get(`${entity} ${id}`);
}
