import type { Commit, CommitResult } from '@crmkit/core';
import type { Catalog } from '../catalog.js';
import { readRows } from '../read/read-rows.js';
import type { SqlConnection } from '../session/session.js';
import { checkReferences } from './check-references.js';
import { planCommit } from './plan-commit.js';
import { Refused } from './refused.js';
import { writeCheckpoints } from './write-checkpoints.js';
import { writeClaims } from './write-claims.js';
import { writeKeys } from './write-keys.js';
import { type WrittenRecords, writeRecords } from './write-records.js';
import { writeVersions } from './write-versions.js';

/**
 * Carries out a checked commit inside a transaction.
 *
 * @param connection - inside a transaction or savepoint that ends when this throws
 * @param catalog - statements
 * @param tenant - from the context
 * @param commit - a checked commit
 * @param checkpoint - called between statements; throws to end the batch
 * @returns the revisions written
 * @throws {@link Refused} when something speaks against the batch
 */
export async function applyCommit(
  connection: SqlConnection,
  catalog: Catalog,
  tenant: string,
  commit: Commit,
  checkpoint: () => void,
): Promise<CommitResult> {
  const written: WrittenRecords = new Map();
  for (const work of planCommit(commit)) {
    checkpoint();
    await writeRecords(connection, catalog, tenant, work, commit.cause.at, written);
  }
  await refuseConflict(connection, catalog, tenant, commit, written);
  checkpoint();
  await writeClaims(connection, catalog, tenant, commit.claims);
  await checkReferences(connection, catalog, tenant, commit);
  await writeCheckpoints(connection, catalog, tenant, commit.checkpoints ?? []);
  await writeKeys(connection, catalog, tenant, commit);
  await writeVersions(connection, catalog, tenant, commit, written);
  checkpoint();
  return { ok: true, revs: commit.writes.map((_, index) => written.get(index)?.rev ?? '') };
}

async function refuseConflict(
  connection: SqlConnection,
  catalog: Catalog,
  tenant: string,
  { writes }: Commit,
  written: WrittenRecords,
): Promise<void> {
  if (written.size === writes.length) return;
  const conflict = writes.find((_, index) => !written.has(index));
  if (conflict === undefined) return;
  const { entity, id } = conflict;
  const [current = null] = await readRows(connection, catalog, tenant, entity, [id]);
  throw new Refused({ ok: false, reason: 'conflict', entity, id, current });
}
