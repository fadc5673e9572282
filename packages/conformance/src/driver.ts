import type { HostTransaction, Storage } from '@crmkit/core';
import type { Feature } from './feature.js';

/** An open transaction of the host, as the driver made it. */
export interface HostSession {
  /** What the suite passes as `context.host`. */
  readonly tx: HostTransaction;
  /** Commits the transaction, as the host would. */
  commit(): Promise<void>;
  /** Rolls the transaction back, as the host would. */
  rollback(): Promise<void>;
  /**
   * Runs one SQL statement of the host in this transaction and gives its rows; the suite makes and fills a table
   * `conformance_host (word text)` with it. It goes with the feature `host.run`.
   */
  run?(sql: string): Promise<readonly { readonly [column: string]: unknown }[]>;
}

/** One storage under test, with fresh data of its own. */
export interface DriverInstance {
  /** Not opened: the suite opens it with its schema. */
  readonly storage: Storage;
  /** Closes what is still open and removes the data. */
  dispose(): Promise<void>;
  /** Another storage over the same data, as another process would have it; not opened. Required when `multiProcess`. */
  second?(): Promise<Storage>;
  /** A storage over the same data after the first was closed, as after a restart; not opened. Required when `durable`. */
  reopen?(): Promise<Storage>;
  /** Required when the storage can join host transactions. */
  readonly host?: {
    /** Opens a transaction of the host. */
    begin(): Promise<HostSession>;
    /** All calls share one session, so that nobody can look in from outside while a host transaction is open. */
    readonly singleSession?: boolean;
  };
  /** Ways to break things, each optional. */
  readonly faults?: {
    /** Breaks every connection of the storage; later calls may fail once with a typed error and then have to work. */
    disconnect?(): Promise<void>;
  };
}

/** What an integrator writes to certify a storage. */
export interface StorageDriver {
  readonly name: string;
  /** Makes a storage with fresh data: once for the rules that share one, and again where a rule needs its own. */
  create(): Promise<DriverInstance>;
  /**
   * What its storages can do and what it has to prove it with, all of it. Rules that lean on something else are skipped
   * by name; a list that is not what is there fails the run.
   */
  readonly features: readonly Feature[];
  /** Ids of rules expected to fail, each with an issue of its own; one that passes fails the run until it is removed. */
  readonly knownGaps?: readonly string[];
  /** Shrinks the loops of the long rules for slow storages, 0 to 1; 1 when left out. */
  readonly scale?: number;
}
