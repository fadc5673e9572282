import type { Claim, Commit, CommitResult } from '@crmkit/core';
import type { ClaimEntry } from '../database/layout.js';
import { type CommitReads, isRead } from './commit-reads.js';

/** Why a commit does not happen. */
export type Refusal = Extract<CommitResult, { readonly ok: false }>;

/**
 * Decides whether a commit may happen: stale records first, then claims, references, checkpoints; within each the
 * commit's own order.
 *
 * @param thorough - false skips what was not read because `add` will find out
 */
export function refuseCommit(commit: Commit, reads: CommitReads, thorough: boolean): Refusal | null {
  return (
    refuseStale(commit, reads, thorough) ??
    refuseClaims(commit, reads, thorough) ??
    refuseReference(reads) ??
    refuseCheckpoint(commit, reads)
  );
}

function refuseStale(commit: Commit, reads: CommitReads, thorough: boolean): Refusal | null {
  for (const [at, write] of commit.writes.entries()) {
    if (!isRead(write, thorough)) continue;
    const { entity, id, expect } = write;
    const current = reads.records[at]?.r ?? null;
    if ((current?.rev ?? 'absent') !== expect) return { ok: false, reason: 'conflict', entity, id, current };
  }
  return null;
}

function refuseClaims(commit: Commit, reads: CommitReads, thorough: boolean): Refusal | null {
  for (const [at, claim] of commit.claims.entries()) {
    if (!thorough && claim.expect === 'absent') continue;
    const held = reads.claims[at];
    if (!isAsExpected(claim, held))
      return { ok: false, reason: 'claimed', key: claim.key, holder: held?.holder ?? null };
  }
  return null;
}

function isAsExpected({ expect }: Claim, held: ClaimEntry | undefined): boolean {
  if (expect === 'absent') return held === undefined;
  return 'rev' in expect ? held?.rev === expect.rev : held?.holder === expect.holder;
}

function refuseReference({ dangling }: CommitReads): Refusal | null {
  if (dangling === null) return null;
  const { write, path, target } = dangling;
  return { ok: false, reason: 'missingRef', entity: write.entity, id: write.id, path, target };
}

function refuseCheckpoint({ checkpoints = [] }: Commit, reads: CommitReads): Refusal | null {
  for (const [at, { subscriber, expect }] of checkpoints.entries()) {
    const current = reads.checkpoints[at]?.checkpoint ?? null;
    if (current !== expect) return { ok: false, reason: 'checkpoint', subscriber, current };
  }
  return null;
}
