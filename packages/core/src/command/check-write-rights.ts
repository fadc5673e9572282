import { type Grant, grantsOf, opensField } from '../access/grant.js';
import { matchGrants } from '../access/match-grants.js';
import { AccessDeniedError } from '../errors/access-denied-error.js';
import type { Row } from '../storage/contract.js';
import { type Caller, relatedSource } from './caller.js';
import { changedPaths } from './changed-paths.js';
import type { RowChange } from './row-change.js';

/** Kept by crmkit with every write; no right is needed for them. */
const MANAGED = new Set(['createdAt', 'updatedAt', 'recordedAt', 'posting', 'reverses']);

/**
 * Refuses a batch of changes unless each of them is covered by grants: on the row as it was and on the row as it will
 * be, for every field that changes.
 *
 * @param caller - whose rights count
 * @param changes - what is about to be committed
 * @param now - instant the conditions stand on, UTC milliseconds
 * @throws {@link AccessDeniedError} `ACCESS_DENIED` naming the entity and, where a field is the reason, the field
 */
export async function checkWriteRights(caller: Caller, changes: readonly RowChange[], now: number): Promise<void> {
  for (const [key, group] of groupChanges(changes)) {
    const [entity = '', action = ''] = key.split('.');
    const grants = grantsOf(caller.grants(entity), action);
    if (grants.length === 0) throw denied(entity, action, `no role of this principal may ${action} it`);
    if (grants.some(({ condition, write }) => condition === null && write === null)) continue;
    const rows = group.flatMap((change) => imagesOf(change));
    const match = await matchGrants(relatedSource(caller, now), grants, entity, rows);
    for (const change of group) checkChange(change, action, match);
  }
}

function groupChanges(changes: readonly RowChange[]): ReadonlyMap<string, RowChange[]> {
  const groups = new Map<string, RowChange[]>();
  for (const change of changes) {
    if (change.rights === 'system') continue;
    const key = `${change.entity}.${change.rights.action}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return groups;
}

function imagesOf(change: RowChange): readonly Row[] {
  if (change.type === 'update') return [change.before, change.row];
  return [change.type === 'create' ? change.row : change.before];
}

function checkChange(change: RowChange, action: string, match: (row: Row) => readonly Grant[]): void {
  const images = imagesOf(change).map(match);
  const holding = (images[0] ?? []).filter((grant) => images.every((grants) => grants.includes(grant)));
  if (holding.length === 0)
    throw denied(change.entity, action, 'the record is, or would be, outside the rows that may be written');
  const hidden = writtenPaths(change).filter((path) => !holding.some(({ write }) => opensField(write, path)));
  if (hidden.length > 0) throw denied(change.entity, action, 'these fields may not be written', hidden);
}

function writtenPaths(change: RowChange): readonly string[] {
  if (change.type === 'delete') return [];
  const before: Row = change.type === 'update' ? change.before : { id: change.row.id, rev: '' };
  return changedPaths(before, change.row).filter((path) => !MANAGED.has(path));
}

function denied(entity: string, action: string, reason: string, fields?: readonly string[]): AccessDeniedError {
  return new AccessDeniedError({ action: `${entity}.${action}`, entity, reason, ...(fields && { fields }) });
}
