import type { CommitResult } from '@crmkit/core';

/** Why a batch may not happen. */
export type Refusal = Extract<CommitResult, { readonly ok: false }>;

/** Leaves the transaction, which rolls it back, and carries the outcome to the caller. Never seen outside. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(`the commit was refused: ${refusal.reason}`);
  }
}
