import type { Cause } from '../storage/contract.js';

/** An event of the feed, as a subscriber sees it: `party.created`, `party.updated`, `order.recorded` … */
export interface CrmEvent {
  /** Entity and past verb. */
  readonly type: string;
  readonly entity: string;
  readonly id: string;
  readonly number: number;
  /** The record after the change, public values; null after a deletion. */
  readonly record: { readonly id: string; readonly rev: string; readonly [field: string]: unknown } | null;
  readonly changed: readonly string[];
  readonly cause: Cause;
}

/** Work a module does on events, under a principal it names. */
export interface SubscriberDefinition {
  readonly id: string;
  readonly events: readonly string[];
  readonly roles: readonly string[];
  /** Runs at least once per event, in order. The one commit it may make through `session` carries the place in the feed. */
  readonly handle: (event: CrmEvent, session: unknown) => Promise<void>;
}
