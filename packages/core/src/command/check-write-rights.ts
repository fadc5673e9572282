import { denied } from '../access/denied.js';
import { type Grant, grantsOf, opensField } from '../access/grant.js';
import type { RelatedSource } from '../access/load-related.js';
import { matchGrants } from '../access/match-grants.js';
import type { Row } from '../storage/contract.js';
import { addTo } from '../values/group-by.js';
import { type Caller, relatedSource } from './caller.js';
import { changedPaths } from './changed-paths.js';
import { MANAGED_FIELDS } from './record-parser.js';
import { type RowChange, rowOf, type WrittenPaths } from './row-change.js';

/**
 * Refuses an action that no role grants on any row, before anything is read.
 *
 * @param actions - one of them has to be granted
 * @throws {@link AccessDeniedError} `ACCESS_DENIED`
 */
export function requireAction(caller: Caller, entity: string, ...actions: readonly string[]): void {
  if (actions.some((action) => grantsOf(caller.grants(entity), action).length > 0)) return;
  throw denied(entity, actions[0] ?? '', `no role of this principal may ${actions.join(' or ')} it`);
}

/** A record that a caller names for a write, as if it stayed as it is: what has to be allowed before more is told. */
export function unchanged(
  entity: string,
  row: Row,
  action: string,
  paths: WrittenPaths,
): Extract<RowChange, { readonly type: 'update' }> {
  return { type: 'update', entity, before: row, row, rights: { action }, paths };
}

/**
 * Refuses a batch of changes unless each of them is covered by grants: on the row as it was and on the row as it will
 * be, for every field that its caller gave or touched. A record that would stay as it is counts like one that changes,
 * so that the answer tells nothing about what is stored.
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
    const match = await matchGrants(withCreated(relatedSource(caller, now), changes), grants, entity, rows);
    for (const change of group) checkChange(change, action, match);
  }
}

function groupChanges(changes: readonly RowChange[]): ReadonlyMap<string, RowChange[]> {
  const groups = new Map<string, RowChange[]>();
  for (const change of changes) {
    if (change.rights === 'system') continue;
    addTo(groups, `${change.entity}.${change.rights.action}`, change);
  }
  return groups;
}

/** Conditions that look at an owner also find one that is created in the same commit. */
function withCreated(source: RelatedSource, changes: readonly RowChange[]): RelatedSource {
  const { storage } = source;
  const created = new Map(
    changes.flatMap((change) =>
      change.type === 'create' ? [[`${change.entity} ${change.row.id}`, change.row] as const] : [],
    ),
  );
  return {
    ...source,
    storage: {
      query: (...query) => storage.query(...query),
      get: async (context, entity, ids) =>
        (await storage.get(context, entity, ids)).map(
          (row, index) => row ?? created.get(`${entity} ${ids[index]}`) ?? null,
        ),
    },
  };
}

function imagesOf(change: RowChange): readonly Row[] {
  return change.type === 'update' ? [change.before, change.row] : [rowOf(change)];
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
  const { paths } = change;
  if (paths !== undefined) return paths.filter((path) => !MANAGED_FIELDS.has(path));
  const before: Row = change.type === 'update' ? change.before : { id: change.row.id, rev: '' };
  return changedPaths(before, change.row).filter((path) => !MANAGED_FIELDS.has(path));
}
