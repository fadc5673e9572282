import type { Json } from '@crmkit/core';
import type { RowProblem } from '../mapping/row-problem.js';

/** What became of one row under one mapping. */
export interface RowResult {
  /** Name of the mapping, such as `erp/party`. */
  readonly mapping: string;
  readonly entity: string;
  /** Where the row stands in its source, such as `line 12`. */
  readonly at: string;
  /** Number of the row in its system, where it has one. */
  readonly externalId?: string;
  /** Record of the CRM it belongs to. */
  readonly id?: string;
  /**
   * `created updated unchanged stale` of entities, `linked` where a record that was there says the same already,
   * `deleted` where it was deleted in the CRM and the source has nothing new,
   * `recorded superseded unchanged stale` of facts, `reversed` where this version was reversed in the CRM, `review` for a possible duplicate put before people, `quarantined`
   * for a row that cannot be taken as it is, `failed` for one that the storage or a rule refused; `new known` in a dry
   * run.
   */
  readonly status: RowStatus;
  /** Why a row is quarantined or failed: places and codes, no personal values. */
  readonly problems?: readonly RowProblem[];
}

/** Outcomes of a row; see {@link RowResult}. */
export type RowStatus =
  | 'created'
  | 'updated'
  | 'linked'
  | 'recorded'
  | 'superseded'
  | 'unchanged'
  | 'stale'
  | 'reversed'
  | 'deleted'
  | 'review'
  | 'quarantined'
  | 'failed'
  | 'new'
  | 'known';

/** How many rows were read and what became of them. With several mappings a row counts once as read and once per mapping. */
export type ImportCounts = { readonly [status in RowStatus]: number } & {
  readonly read: number;
  /** Commits that wrote something; 0 when everything was there already. */
  readonly commits: number;
};

/** Where to go on: plain JSON, good for the same source and mappings. */
export interface ResumeToken {
  readonly source: string;
  readonly mappings: readonly string[];
  readonly position: Json;
}

/** What an import came to. */
export interface ImportResult {
  /** `aborted` when the signal ended it behind a whole batch. */
  readonly status: 'completed' | 'aborted';
  readonly counts: ImportCounts;
  /** The first quarantined and failed rows, as many as `keepProblems` says; `onRow` sees all of them. */
  readonly problems: readonly RowResult[];
  /** Behind the last batch that was written; null when nothing was read. */
  readonly resume: ResumeToken | null;
  /** Milliseconds from start to end. */
  readonly durationMs: number;
}

/** Statuses that say that something was written. */
export const WRITTEN: ReadonlySet<RowStatus> = new Set(['created', 'updated', 'linked', 'recorded', 'superseded']);
