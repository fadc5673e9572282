import type { Id } from '../storage/contract.js';
import type { UpsertItem } from './upsert-items.js';

/** A unique value of an item that another record holds. */
export interface Duplicate {
  /** Entity and name of the uniqueness rule: `identifier.verified`. */
  readonly key: string;
  /** The record of the upserted entity that holds it; null where the caller cannot see it. */
  readonly holder: Id | null;
}

/**
 * What an item came to. Only `created` and `updated` wrote the record; `linked` wrote that it stands for a record which
 * already says what the source says. `deleted` wrote nothing: the record was deleted here and the source has no news of
 * it; news bring it back, under its id, as `created`.
 */
export type UpsertResult =
  | { readonly status: 'created' | 'updated' | 'linked' | 'unchanged' | 'stale'; readonly id: Id }
  | { readonly status: 'deleted'; readonly id: null }
  | { readonly status: 'refused' | 'review'; readonly id: null; readonly duplicate: Duplicate };

/** What was found out about an item whose unique value somebody else holds; `link` makes it part of the holder. */
export type Verdicts = Map<UpsertItem, { readonly duplicate: Duplicate; readonly link: boolean }>;

/** One round of deciding an upsert. */
export interface UpsertRound {
  readonly command: string;
  /** UTC milliseconds. */
  readonly now: number;
  /** Ids of the records an item would create, the same in every draft of the round. */
  readonly idOf: (item: UpsertItem) => Id;
}
