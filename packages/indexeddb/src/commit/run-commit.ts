import type { Commit, CommitResult, StorageSchema } from '@crmkit/core';
import { KeyTaken } from '../database/key-taken.js';
import { stores } from '../database/layout.js';
import { Rollback } from '../database/rollback.js';
import type { TenantDatabases } from '../database/tenant-databases.js';
import { applyCommit } from './apply-commit.js';
import { readForCommit } from './commit-reads.js';
import { refuseCommit } from './refuse-commit.js';

/** All commits of a tenant touch the counter, so they run one after the other and numbers have no gap. */
const commitStores: readonly string[] = [stores.record, stores.claim, stores.version, stores.image, stores.meta];

/** Up to this size a commit reads everything first: reading costs little, and a refusal is known without a second try. */
const THOROUGH_SIZE = 16;

/**
 * Judges and carries out a commit. A large one trusts what it expects to be absent to `add`, which finds out for the
 * price of the write; where that fails, or anything else speaks against it, a second run reads everything and names
 * the refusal in the contract's order (or succeeds, when the reason is gone).
 *
 * @param commit - already checked
 */
export async function runCommit(
  databases: TenantDatabases,
  scope: { readonly tenant: string; readonly signal?: AbortSignal | undefined },
  commit: Commit,
): Promise<CommitResult> {
  const attempt = (thorough: boolean): Promise<CommitResult | null> =>
    databases.run({ ...scope, stores: commitStores, mode: 'readwrite' }, (transaction, schema) =>
      commitWithin(transaction, schema, commit, thorough),
    );
  if (commit.writes.length + commit.claims.length > THOROUGH_SIZE) {
    const quick = await attempt(false).catch(nullWhenTaken);
    if (quick !== null) return quick;
  }
  const result = await attempt(true);
  if (result === null) throw new TypeError('A thorough run always has a result.');
  return result;
}

async function commitWithin(
  transaction: IDBTransaction,
  schema: StorageSchema,
  commit: Commit,
  thorough: boolean,
): Promise<CommitResult | null> {
  const reads = await readForCommit(transaction, schema, commit, thorough);
  const refusal = refuseCommit(commit, reads, thorough);
  if (refusal !== null) throw new Rollback(thorough ? refusal : null);
  return { ok: true, revs: applyCommit(transaction, schema, commit, reads) };
}

function nullWhenTaken(error: unknown): null {
  if (error instanceof KeyTaken) return null;
  throw error;
}
