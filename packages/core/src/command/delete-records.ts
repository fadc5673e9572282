import { rowsReferring } from '../access/load-related.js';
import type { Row } from '../storage/contract.js';
import { type Caller, modelEntity, relatedSource } from './caller.js';
import { checkOptions } from './check-options.js';
import { commitDecided } from './commit-decided.js';
import { readForWrite } from './read-rows.js';
import type { RowChange } from './row-change.js';
import { checkIds, itemSet, type OneOrMany } from './sets.js';
import { type RevisionOption, refuseStale } from './update-records.js';

/**
 * Deletes records with their satellites, such as the contact points of a party: one commit for the whole set. History
 * keeps them; their unique values become free. Source records stay: what a source repeats does not bring the record
 * back, news of it does, under its id.
 *
 * @param caller - who deletes
 * @param name - entity
 * @param input - one id or several
 * @param options - `rev` of the one record
 * @throws {@link NotFoundError} `NOT_FOUND` for a record the caller cannot see
 * @throws {@link ConflictError} `CONFLICT` when `rev` is stale
 * @throws {@link ReferencedError} `REFERENCED` when other records refer to one of them
 * @throws {@link AccessDeniedError} `ACCESS_DENIED` when no role may delete one of them or of their satellites
 */
export async function deleteRecords(
  caller: Caller,
  name: string,
  input: OneOrMany<string>,
  options: RevisionOption = {},
): Promise<void> {
  const command = `${modelEntity(caller.runtime, name).schema.name}.delete`;
  checkOptions(command, options, ['rev']);
  const ids = checkIds(itemSet(input), command, { unique: true });
  await commitDecided(caller, command, async (now) => {
    const rows = await readForWrite(caller, name, ids);
    await refuseStale(caller, name, rows, { ...options, action: 'delete', now });
    const owned = await readSatellites(caller, name, ids, now);
    return {
      changes: [...rows.map(({ stored }) => deletion(name, stored)), ...owned],
      finish: () => undefined,
    };
  });
}

function deletion(entity: string, before: Row): RowChange {
  return { type: 'delete', entity, before, rights: { action: 'delete' } };
}

async function readSatellites(
  caller: Caller,
  name: string,
  ids: readonly string[],
  now: number,
): Promise<readonly RowChange[]> {
  const found: RowChange[] = [];
  for (const { entity, via } of Object.values(modelEntity(caller.runtime, name).definition.satellites)) {
    for await (const row of rowsReferring(relatedSource(caller, now), entity, via, ids))
      found.push(deletion(entity, row));
  }
  return found;
}
