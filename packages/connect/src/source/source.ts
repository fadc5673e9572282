import type { Json } from '@crmkit/core';
import type { SourceRow } from '../mapping/compiled-value.js';
import type { RowProblem } from '../mapping/row-problem.js';

/** One row with the place it stands at, such as `line 12` or `customer_id 40`. */
export type SourceItem =
  | { readonly ok: true; readonly at: string; readonly row: SourceRow }
  /** Something that stands where a row should be; it is counted and reported, the run goes on. */
  | { readonly ok: false; readonly at: string; readonly problem: RowProblem };

/** A stretch of rows. */
export interface SourceBatch {
  readonly items: readonly SourceItem[];
  /** Where reading goes on behind this batch; plain JSON, handed back as `after`. */
  readonly position: Json;
  /** All columns the rows have, where the source knows them. */
  readonly columns?: readonly string[];
}

/** How a run reads a source. */
export interface ReadOptions {
  /** Most rows of one batch. */
  readonly batch: number;
  /** Position of an earlier batch of the same source; rows up to there are left out. */
  readonly after?: Json;
  readonly signal?: AbortSignal;
}

/** Rows to import, read in batches so that memory stays bounded. Made by `fromSql`, `fromCsv`, `fromIterable`, or by a host. */
export interface Source {
  /** Name in errors and resume tokens. */
  readonly name: string;
  /** @throws {@link InvalidSourceError} `INVALID_SOURCE` when it cannot be read at all */
  read(options: ReadOptions): AsyncIterable<SourceBatch>;
}
