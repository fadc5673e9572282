import { type Caller, modelEntity } from './caller.js';
import { commitDecided } from './commit-decided.js';
import { readForWrite } from './read-rows.js';
import { checkIds, itemSet, type OneOrMany } from './sets.js';
import { type RevisionOption, refuseStale } from './update-records.js';

/**
 * Deletes records: one commit for the whole set. History keeps them; their unique values become free.
 *
 * @param caller - who deletes
 * @param name - entity
 * @param input - one id or several
 * @param options - `rev` of the one record
 * @throws {@link NotFoundError} `NOT_FOUND` for a record the caller cannot see
 * @throws {@link ConflictError} `CONFLICT` when `rev` is stale
 */
export async function deleteRecords(
  caller: Caller,
  name: string,
  input: OneOrMany<string>,
  options: RevisionOption = {},
): Promise<void> {
  const command = `${modelEntity(caller.runtime, name).schema.name}.delete`;
  const ids = checkIds(itemSet(input), command, { unique: true });
  await commitDecided(caller, command, async () => {
    const rows = await readForWrite(caller, name, ids);
    await refuseStale(caller, name, rows, options);
    return {
      changes: rows.map(
        ({ stored }) => ({ type: 'delete', entity: name, before: stored, rights: { action: 'delete' } }) as const,
      ),
      finish: () => undefined,
    };
  });
}
