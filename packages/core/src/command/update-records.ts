import { ConflictError } from '../errors/conflict-error.js';
import { invalidInput } from '../errors/invalid-input.js';
import type { InputIssue } from '../errors/invalid-input-error.js';
import type { PublicRecord } from '../model/codec.js';
import type { ModelEntity } from '../model/model.js';
import type { Row } from '../storage/contract.js';
import { type Caller, modelEntity } from './caller.js';
import { changedPaths, isSameValue } from './changed-paths.js';
import { checkOptions } from './check-options.js';
import { checkStates } from './check-states.js';
import { checkWriteRights, unchanged } from './check-write-rights.js';
import { commitDecided } from './commit-decided.js';
import type { AnyRecord } from './define-command.js';
import { touchedPaths } from './given-paths.js';
import { overlayChanges } from './overlay-changes.js';
import { editable, publish } from './public-record.js';
import { changedSince } from './read-history.js';
import { publishSeen, readForWrite, type SeenRow } from './read-rows.js';
import { joinPath, MANAGED_FIELDS, recordParser, refuseIssues, storedRow } from './record-parser.js';
import type { WrittenPaths } from './row-change.js';
import { type Recipe, type RecipePlace, runRecipe } from './run-recipe.js';
import { checkIds, inKind, itemSet, type OneOrMany } from './sets.js';

/** Options of a write to records that were read before. */
export interface RevisionOption {
  /** The revision the caller read; when the record has moved on, nothing is decided and `CONFLICT` is thrown. */
  readonly rev?: string;
}

/**
 * Changes records by a recipe: one commit for the whole set. When somebody else was faster, the recipe runs again on
 * what the record is now; with an explicit `rev` it does not. A recipe that changes nothing writes nothing.
 *
 * @param caller - who changes
 * @param name - entity
 * @param input - one id or several
 * @param recipe - gets a draft of the public record and returns nothing; runs once per record and round
 * @param options - `rev` of the one record
 * @returns the records as they are now, in kind
 * @throws {@link InvalidInputError} `INVALID_INPUT` for what does not fit the entity, and a recipe that is async or returns something
 * @throws {@link NotFoundError} `NOT_FOUND` for a record the caller cannot see
 * @throws {@link ConflictError} `CONFLICT` naming the fields that differ
 * @throws {@link InvalidTransitionError} `INVALID_TRANSITION` for a state the machine does not lead to
 */
export async function updateRecords(
  caller: Caller,
  name: string,
  input: OneOrMany<string>,
  recipe: Recipe,
  options: RevisionOption = {},
): Promise<AnyRecord | readonly AnyRecord[]> {
  const entity = modelEntity(caller.runtime, name);
  const command = `${name}.update`;
  checkOptions(command, options, ['rev']);
  const set = itemSet(input);
  const ids = checkIds(set, command, { unique: true });
  const written = await commitDecided(caller, command, async (now) => {
    const before = await readForWrite(caller, name, ids);
    await refuseStale(caller, name, before, { ...options, action: 'update', now });
    const drafts = before.map((row, index) =>
      applyRecipe(entity, row, recipe, { command, path: set.pathOf(index), now }),
    );
    // Before anything is told of what is stored: of its state, or that nothing would change.
    await checkWriteRights(
      caller,
      drafts.map(({ stored, paths }) => unchanged(name, stored, 'update', paths)),
      now,
    );
    const rows = drafts.map(({ finish }) => finish());
    const changes = drafts.flatMap(({ stored, paths }, index) => {
      const row = rows[index] ?? stored;
      return row === stored ? [] : [{ ...unchanged(name, stored, 'update', paths), row }];
    });
    return {
      changes,
      given: [name],
      judged: { pathOf: (id) => set.pathOf(ids.indexOf(id)) },
      finish: (revs) =>
        withRevs(
          rows,
          changes.map(({ row }) => row),
          revs,
        ),
    };
  });
  return inKind(set, await publishSeen(caller, entity, written));
}

function withRevs(rows: readonly Row[], written: readonly Row[], revs: readonly string[]): readonly Row[] {
  const revOf = new Map(written.map((row, index) => [row, revs[index]]));
  return rows.map((row) => ({ ...row, rev: revOf.get(row) ?? row.rev }));
}

/** Refuses to go on when the record is not at the revision the caller read; the right to write it comes first. */
export async function refuseStale(
  caller: Caller,
  entity: string,
  rows: readonly SeenRow[],
  { rev, action, now }: RevisionOption & { readonly action: string; readonly now: number },
): Promise<void> {
  const stale = rows.find(({ stored }) => rev !== undefined && stored.rev !== rev)?.stored;
  if (rev === undefined || stale === undefined) return;
  await checkWriteRights(
    caller,
    rows.map(({ stored }) => unchanged(entity, stored, action, [])),
    now,
  );
  throw new ConflictError({ entity, id: stale.id, fields: await changedSince(caller, entity, stale, rev) });
}

/** What a recipe left, not yet held against what is stored. */
interface RecordDraft {
  readonly stored: Row;
  readonly paths: WrittenPaths;
  readonly finish: () => Row;
}

function applyRecipe(
  entity: ModelEntity,
  { stored, seen }: SeenRow,
  recipe: Recipe,
  place: RecipePlace & { readonly now: number },
): RecordDraft {
  const before = publish(entity, seen);
  const after = runRecipe(before, recipe, place);
  refuseManaged(before, after, place);
  const paths = touchedPaths(before, after);
  // What is wrong as a whole, such as text for the host fields, touches none of them and is still refused.
  if (paths.length === 0 && isSameValue(before['custom'], after['custom']))
    return { stored, paths, finish: () => stored };
  return {
    stored,
    paths,
    finish: () => {
      const issues: InputIssue[] = [];
      const record = recordParser(entity).parse(
        editable(withHidden(entity, { stored, seen }, before, after)),
        place.path,
        issues,
      );
      refuseIssues(place.command, issues);
      return nextRow(entity, stored, record ?? {}, place.now);
    },
  };
}

function refuseManaged(before: AnyRecord, after: AnyRecord, { command, path }: RecipePlace): void {
  for (const name of ['id', 'rev', ...MANAGED_FIELDS]) {
    if (!isSameValue(before[name], after[name])) {
      throw invalidInput(command, joinPath(path, name), 'crmkit keeps this field by itself');
    }
  }
}

/** Fields the caller cannot see keep their stored values: the recipe's changes are laid over the whole record. */
function withHidden(entity: ModelEntity, { stored, seen }: SeenRow, before: AnyRecord, after: AnyRecord): PublicRecord {
  if (stored === seen) return after;
  const whole = publish(entity, stored);
  return overlayChanges(whole, before, after);
}

/**
 * The next row of a record after a change to its editable fields; the very row that was read when nothing differs.
 *
 * @throws {@link InvalidTransitionError} `INVALID_TRANSITION`
 */
export function nextRow(entity: ModelEntity, before: Row, record: PublicRecord, now: number): Row {
  const row = storedRow(entity, before.id, record, {
    createdAt: before['createdAt'] as number | undefined,
    updatedAt: now,
  });
  if (changedPaths(before, row).length === 0) return before;
  checkStates(entity, before, row);
  return row;
}
