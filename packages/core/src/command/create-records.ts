import { DuplicateError } from '../errors/duplicate-error.js';
import type { InputIssue } from '../errors/invalid-input-error.js';
import type { PublicRecord } from '../model/codec.js';
import type { ModelEntity } from '../model/model.js';
import type { Row } from '../storage/contract.js';
import { type Caller, modelEntity } from './caller.js';
import { checkStates } from './check-states.js';
import { commitDecided } from './commit-decided.js';
import type { AnyRecord } from './define-command.js';
import { touchedPaths } from './given-paths.js';
import { checkId } from './id-source.js';
import { publishSeen } from './read-rows.js';
import { joinPath, recordParser, refuseIssues, storedRow } from './record-parser.js';
import type { WrittenPaths } from './row-change.js';
import { type ItemSet, inKind, itemSet, type OneOrMany } from './sets.js';

/**
 * Creates records: one commit for the whole set, all or none.
 *
 * @param caller - who creates
 * @param name - entity
 * @param input - one record or several; an `id` of the host's own is kept
 * @returns the records with id and revision, in kind
 * @throws {@link InvalidInputError} `INVALID_INPUT` with the path of everything that is wrong
 * @throws {@link DuplicateError} `DUPLICATE` when an id or a unique value is taken
 */
export async function createRecords(
  caller: Caller,
  name: string,
  input: OneOrMany<PublicRecord>,
): Promise<AnyRecord | readonly AnyRecord[]> {
  const entity = modelEntity(caller.runtime, name);
  const command = `${name}.create`;
  const set = itemSet(input);
  const parsed = parseNew(entity, set, command);
  const written = await commitDecided(caller, command, async (now) => {
    const rows = parsed.map(({ id, record }) =>
      newRow(entity, id ?? caller.runtime.ids.next(entity.definition.prefix), record, now),
    );
    return {
      changes: rows.map((row, index) => {
        const paths = parsed[index]?.paths ?? [];
        return { type: 'create', entity: name, row, rights: { action: 'create' }, paths } as const;
      }),
      given: [name],
      judged: { pathOf: (id) => set.pathOf(rows.findIndex((row) => row.id === id)) },
      finish: (revs) => rows.map((row, index) => ({ ...row, rev: revs[index] ?? '' })),
      onConflict: (conflicting, id, isThere) =>
        conflicting === name && isThere ? new DuplicateError({ entity: name, key: 'id', holder: id }) : 'again',
    };
  });
  return inKind(set, await publishSeen(caller, entity, written));
}

/** A record that passed the parser, with the id its caller gave. */
interface NewRecordInput {
  readonly id: string | null;
  readonly record: PublicRecord;
  readonly paths: WrittenPaths;
}

function parseNew(entity: ModelEntity, set: ItemSet<PublicRecord>, command: string): readonly NewRecordInput[] {
  const parser = recordParser(entity);
  const issues: InputIssue[] = [];
  const parsed = set.items.map((item, index) => {
    const path = set.pathOf(index);
    if (typeof item !== 'object' || item === null)
      return { id: null, record: parser.parse(item, path, issues), paths: [] };
    const { id, ...data } = item;
    return {
      id: id === undefined ? null : checkId(id, command, joinPath(path, 'id')),
      record: parser.parse(data, path, issues),
      paths: touchedPaths({}, data),
    };
  });
  refuseIssues(command, issues);
  return parsed as readonly NewRecordInput[];
}

/**
 * The row of a new record with its instants, in a state its machine allows.
 *
 * @throws {@link InvalidTransitionError} `INVALID_TRANSITION`
 */
export function newRow(entity: ModelEntity, id: string, record: PublicRecord, now: number): Row {
  const row = storedRow(entity, id, record, { createdAt: now, updatedAt: now });
  checkStates(entity, null, row);
  return row;
}
