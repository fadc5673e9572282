import type { Model } from '../model/model.js';
import type { Claim, Row, Write } from '../storage/contract.js';
import { changedPaths } from './changed-paths.js';
import type { ClaimChange } from './define-command.js';
import { duplicateOf } from './duplicate-of.js';
import { uniqueKey } from './keys.js';
import { type RowChange, rowOf } from './row-change.js';

/** Writes and claims of one commit, ready for a storage. */
export interface PlannedCommit {
  readonly writes: readonly Write[];
  readonly claims: readonly Claim[];
}

/**
 * Turns changes into one commit: each row with the revision it was read at and the paths that differ, and the claims
 * that follow from the uniqueness rules. Claims are sorted by key, so that commits that overlap take them in one order.
 *
 * @param model - gives uniqueness rules and facts
 * @param changes - at most one per record
 * @param claims - claims beyond those of uniqueness
 * @throws {@link DuplicateError} `DUPLICATE` when two records of the batch itself claim one key
 */
export function planCommit(model: Model, changes: readonly RowChange[], claims: readonly ClaimChange[]): PlannedCommit {
  const planned = new Map<string, Claim>();
  for (const claim of claims) addClaim(planned, claim, '');
  const writes = changes.map((change) => {
    planUnique(planned, model, change);
    return planWrite(change, model.schema.entities[change.entity]?.fact === true);
  });
  return { writes, claims: [...planned.values()].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)) };
}

function planWrite(change: RowChange, isFact: boolean): Write {
  const { entity } = change;
  switch (change.type) {
    case 'create':
      return {
        entity,
        id: change.row.id,
        op: 'put',
        expect: 'absent',
        row: change.row,
        // A reversal repeats references that were checked when its fact came in; their targets may be gone since.
        ...(isFact && change.row['posting'] !== 'posted' && { changed: ['reverses'] }),
      };
    case 'update': {
      const { before, row } = change;
      const changed = changedPaths(before, row);
      return { entity, id: row.id, op: 'put', expect: before.rev, row, changed, ...(isFact && { before }) };
    }
    case 'delete':
      return {
        entity,
        id: change.before.id,
        op: 'delete',
        expect: change.before.rev,
        ...(isFact && change.before['posting'] !== undefined && { before: change.before }),
      };
    default:
      return change satisfies never;
  }
}

function planUnique(planned: Map<string, Claim>, model: Model, change: RowChange): void {
  const rules = model.entities[change.entity]?.definition.unique ?? [];
  // What a fact held before and what undoes it repeat its values; only the posted one claims them.
  const isFact = model.schema.entities[change.entity]?.fact === true;
  for (const unique of rules) {
    const keyOf = (row: Row): string | null =>
      isFact && row['posting'] !== 'posted' ? null : uniqueKey(change.entity, unique, row);
    const held = change.type === 'create' ? null : keyOf(change.before);
    const wanted = change.type === 'delete' ? null : keyOf(change.row);
    if (held === wanted) continue;
    const { id } = rowOf(change);
    if (held !== null)
      addClaim(planned, { key: held, holder: id, expect: { holder: id }, release: true }, change.entity);
    if (wanted !== null) addClaim(planned, { key: wanted, holder: id, expect: 'absent' }, change.entity);
  }
}

/** A key that one record gives up and another takes in the same batch is handed over in one step. */
function addClaim(planned: Map<string, Claim>, claim: Claim, entity: string): void {
  const other = planned.get(claim.key);
  if (other === undefined) {
    planned.set(claim.key, claim);
    return;
  }
  const [release, take] = other.release === true ? [other, claim] : [claim, other];
  if (release.release !== true || take.release === true) {
    throw duplicateOf(claim.key, other.holder, entity);
  }
  planned.set(claim.key, { key: claim.key, holder: take.holder, expect: release.expect });
}
