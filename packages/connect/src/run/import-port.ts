import type { Model } from '@crmkit/core';
import type { MappedItem } from '../mapping/map-row.js';
import type { ExternalReference } from '../mapping/reference-key.js';
import type { RowStatus } from './import-result.js';

/** What a command answers per item. */
export interface ItemOutcome {
  readonly status: RowStatus;
  readonly id: string | null;
  /** Code of a refusal. */
  readonly code?: string;
}

/** What a run needs of a session, and nothing else. */
export interface ImportPort {
  readonly model: Model;
  /** `upsert` of entities, `record` of facts: one commit, or none when nothing changes. Outcomes in the order of items. */
  readonly write: (entity: string, items: readonly MappedItem[]) => Promise<readonly ItemOutcome[]>;
  /** Ids of the records that external ones became, in order; null where there is none. */
  readonly find: (references: readonly ExternalReference[]) => Promise<readonly (string | null)[]>;
}
