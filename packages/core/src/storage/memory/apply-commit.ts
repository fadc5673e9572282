import type { StorageSchema } from '../../model/storage-schema.js';
import type { Change, Claim, Commit, Rev, Row, Write } from '../contract.js';
import { freezeDeep } from '../freeze-deep.js';
import { liveTable, type TenantData } from './memory-data.js';

/**
 * Carries out a commit that nothing speaks against: rows, claims, checkpoints and versions.
 *
 * @param tenant - what the tenant owns; changed in place
 * @param schema - what the storage was opened with
 * @param commit - a checked commit that was not refused
 * @param nextRev - gives a revision never given before
 * @returns one revision per write, in their order
 * @example
 * applyCommit(tenant, schema, { writes: [], claims: [], cause }, nextRev); // []
 */
export function applyCommit(
  tenant: TenantData,
  schema: StorageSchema,
  commit: Commit,
  nextRev: () => Rev,
): readonly Rev[] {
  const cause = freezeDeep(structuredClone(commit.cause));
  const loads = new Map<string, string[]>();
  const revs = commit.writes.map((write) => {
    const rev = nextRev();
    const before = liveTable(tenant, write.entity).get(write.id);
    const row = storeRow(tenant, write, rev);
    const isFact = schema.entities[write.entity]?.fact === true;
    if (write.op === 'erase') eraseImages(tenant, write);
    const loaded = loads.get(write.entity);
    const isNewFact = isFact && write.op === 'put' && write.expect === 'absent';
    if (isNewFact && loaded !== undefined) {
      loaded.push(write.id);
      return rev;
    }
    const entry = { number: tenant.versions.length + 1, entity: write.entity, id: write.id, rev, cause };
    if (isNewFact) {
      const ids = [write.id];
      loads.set(write.entity, ids);
      tenant.versions.push({ ...entry, op: 'load', ids });
      return rev;
    }
    tenant.versions.push(
      freezeDeep({
        ...entry,
        op: write.op,
        ...(row && { row }),
        ...(write.changed && { changed: [...write.changed] }),
        ...(isFact && before && write.op !== 'erase' && { before }),
      }),
    );
    return rev;
  });
  for (const claim of commit.claims) storeClaim(tenant, claim, nextRev());
  for (const { subscriber, next } of commit.checkpoints ?? [])
    tenant.checkpoints.set(subscriber, { checkpoint: next, rev: nextRev() });
  return revs;
}

function storeRow(tenant: TenantData, { entity, id, op, row }: Write, rev: Rev): Row | null {
  const table = liveTable(tenant, entity);
  if (op !== 'put' || row === undefined) {
    table.delete(id);
    return null;
  }
  const stored = freezeDeep({ ...row, rev });
  table.put(stored);
  return stored;
}

/** The feed keeps that something happened and forgets what it was. */
function eraseImages(tenant: TenantData, { entity, id }: Write): void {
  for (const [index, version] of tenant.versions.entries()) {
    if (version.entity !== entity || version.id !== id || version.op === 'load') continue;
    const { row: _row, before: _before, ...rest } = version;
    tenant.versions[index] = Object.freeze<Change>(rest);
  }
}

function storeClaim(tenant: TenantData, claim: Claim, rev: Rev): void {
  if (claim.release === true) tenant.claims.delete(claim.key);
  else tenant.claims.set(claim.key, { holder: claim.holder, rev });
}
