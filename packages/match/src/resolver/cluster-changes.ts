/**
 * What one call changed among the clusters. Ids are stable: a cluster keeps its id as long as it has records.
 *
 * - Where clusters become one, the oldest id survives and the others resolve to it.
 * - Where a cluster falls apart, its largest part keeps the id; of equal parts the one with the oldest record.
 * - Ids are never given twice.
 */
export interface ClusterChanges {
  /** Clusters that were not there before, be they of new records or parts of a cluster that fell apart. */
  readonly created: readonly { readonly cluster: string; readonly records: readonly string[] }[];
  /** Clusters that took others in: the id that survives, and those that resolve to it from now on. */
  readonly merged: readonly { readonly cluster: string; readonly from: readonly string[] }[];
  /** Clusters whose records are in several clusters now; `into` lists all of them. */
  readonly split: readonly { readonly cluster: string; readonly into: readonly string[] }[];
  /**
   * Every record whose cluster is another one than before: `from` is null for a record that was added, `to` is null for
   * one that was removed.
   */
  readonly moved: readonly { readonly record: string; readonly from: string | null; readonly to: string | null }[];
  /** Clusters that have no record any more. */
  readonly removed: readonly string[];
}

/** Nothing changed. */
export const NO_CHANGES: ClusterChanges = { created: [], merged: [], split: [], moved: [], removed: [] };
