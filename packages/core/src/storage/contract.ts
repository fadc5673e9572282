import type { Expression } from '../expression/node.js';
import type { StorageSchema } from '../model/storage-schema.js';

/** Id of a record: text, unique in its tenant and entity. */
export type Id = string;
/** Revision of a record or claim: opaque, compared for equality only. */
export type Rev = string;
/** Position in a tenant's feed: opaque outside the storage that made it. */
export type Checkpoint = string;

/** An exact scaled integer: a number while it is safe, a decimal string of digits beyond ±(2^53 − 1). */
export type Scaled = number | string;
/** A money value in a row: `amount` scaled by the currency's minor unit plus the field's `extraDigits`. */
export interface StoredMoney {
  readonly amount: Scaled;
  readonly currency: string;
}
/** Plain JSON, for fields of type `json`. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * A stored value, by field type: bool → boolean, int → number, decimal → {@link Scaled}, text, keyword, date and
 * ref → string, instant → UTC milliseconds, money → {@link StoredMoney}, list → strings, json → {@link Json}.
 * There is no null: a field without value has no key.
 */
export type StoredValue = boolean | Scaled | string | StoredMoney | readonly string[] | Json;

/** A record as storages keep and return it: fields of the schema at the top, host fields under `custom`. */
export interface Row {
  readonly id: Id;
  /** Set by the storage on read; ignored on write. */
  readonly rev: Rev;
  readonly custom?: { readonly [field: string]: StoredValue };
  readonly [field: string]: StoredValue | { readonly [field: string]: StoredValue } | undefined;
}

/** The host's own open transaction, as its driver names it; core passes it through and never looks inside. */
export type HostTransaction = object;

/** Who and under what a storage call runs. The tenant stands here and never in data. */
export interface Context {
  readonly tenant: string;
  /** The host's open transaction to join; absent when the storage commits by itself. */
  readonly host?: HostTransaction;
  readonly signal?: AbortSignal;
}

/**
 * A key of the record kept beside it for look-up, made by the caller: search token, blocking key. Fields in the `indexes`
 * of the schema need none, a storage finds by them itself.
 */
export interface Key {
  readonly name: string;
  readonly value: string;
}

/** One record written. `put` writes the whole row, `delete` leaves a tombstone, `erase` also removes every earlier image. */
export interface Write {
  readonly entity: string;
  readonly id: Id;
  readonly op: 'put' | 'delete' | 'erase';
  /** `absent`: there must be no live record; otherwise the revision that was read. */
  readonly expect: 'absent' | Rev;
  /** The full next row of a `put`; its `rev` is ignored. */
  readonly row?: Row;
  /** Replaces the record's look-up keys. */
  readonly keys?: readonly Key[];
  /** The image that `expect` held; given for facts, whose creation leaves no image in the feed. */
  readonly before?: Row;
  /**
   * Dotted paths this write changes, for readable history and conflicts per field. A `put` that gives them has only the
   * references among them checked, so that a record stays writable when something it pointed at before is gone.
   */
  readonly changed?: readonly string[];
}

/**
 * A key that must be unique or must not change underneath. `absent`: nobody holds it; `{ holder }`: that record
 * holds it; `{ rev }`: unchanged since it was read. Every claim that succeeds gets a new revision.
 */
export interface Claim {
  readonly key: string;
  readonly holder: Id;
  readonly expect: 'absent' | { readonly holder: Id } | { readonly rev: Rev };
  /** Gives the key up in place of taking it. */
  readonly release?: boolean;
}

/** Why and by whom a commit was made; kept with every version. */
export interface Cause {
  /** `party.update`, `import` … */
  readonly command: string;
  readonly actor: string;
  /** UTC milliseconds of the injected clock. */
  readonly at: number;
  /** Free, JSON-safe details without personal data: import run, policy run, parent commit. */
  readonly detail?: { readonly [key: string]: string | number | boolean };
}

/** One atomic write: records, claims and versions together or not at all. */
export interface Commit {
  readonly writes: readonly Write[];
  readonly claims: readonly Claim[];
  /** Subscriber checkpoints moved with the effect: exactly once in effect. */
  readonly checkpoints?: readonly {
    readonly subscriber: string;
    readonly expect: Checkpoint | null;
    readonly next: Checkpoint;
  }[];
  readonly cause: Cause;
}

/** What a commit came to. Only `ok: true` wrote anything. Outcomes are values; failures are typed errors. */
export type CommitResult =
  | { readonly ok: true; readonly revs: readonly Rev[] }
  | {
      readonly ok: false;
      readonly reason: 'conflict';
      readonly entity: string;
      readonly id: Id;
      readonly current: Row | null;
    }
  | { readonly ok: false; readonly reason: 'claimed'; readonly key: string; readonly holder: Id | null }
  | {
      readonly ok: false;
      readonly reason: 'missingRef';
      readonly entity: string;
      readonly id: Id;
      readonly path: string;
      readonly target: Id;
    }
  | {
      readonly ok: false;
      readonly reason: 'checkpoint';
      readonly subscriber: string;
      readonly current: Checkpoint | null;
    };

/** Sort by a field; records without a value come first ascending, last descending. The id is always the last key, ascending. */
export interface Sort {
  readonly path: readonly string[];
  readonly direction: 'asc' | 'desc';
}

/** Which records, in which order, how many. `where` is checked and normalised. */
export interface Query {
  readonly where?: Expression;
  readonly sort?: readonly Sort[];
  /** 1 to 10,000. */
  readonly limit: number;
  readonly cursor?: string | null;
  /** What cursors belong to in place of `where`: core's own part of the condition may differ from page to page. */
  readonly boundTo?: string;
  /** UTC milliseconds that `now` and windows stand on; a cursor keeps the one of its first page. */
  readonly now: number;
  readonly params?: { readonly [name: string]: StoredValue };
}

/** One page; `cursor` is null when nothing follows. */
export interface Page {
  readonly rows: readonly Row[];
  readonly cursor: string | null;
}

/** A point in known time: everything numbered up to `number`, or everything that was written by `instant` (UTC ms). */
export type AsOf = { readonly number: number } | { readonly instant: number };

/** Reads past states in id order; filtering beyond `ids` is done by core. */
export interface AsOfQuery {
  readonly at: AsOf;
  readonly ids?: readonly Id[];
  readonly limit: number;
  readonly cursor?: string | null;
}

/** One entry of the feed: a version of one record, or one batch of new facts (`load`). */
export interface Change {
  /** Gap-free and ascending per tenant. */
  readonly number: number;
  readonly entity: string;
  readonly op: 'put' | 'delete' | 'erase' | 'load';
  /** The record; for `load` the first of `ids`. */
  readonly id: Id;
  /** All facts of a `load`, in the order written. */
  readonly ids?: readonly Id[];
  readonly rev: Rev;
  /** After-image of a `put`; absent for the other operations and after erasure. */
  readonly row?: Row;
  /** Image before the change of a fact, whose creation left none; absent for other entities and after erasure. */
  readonly before?: Row;
  readonly changed?: readonly string[];
  readonly cause: Cause;
}

/** A stretch of the feed. `reset` tells that entries before `checkpoint` are no longer kept: read everything anew. */
export interface ChangePage {
  readonly changes: readonly Change[];
  /** Where to go on; equal to `after` when nothing is new. */
  readonly checkpoint: Checkpoint;
  readonly reset?: boolean;
}

/** Which versions of one record. */
export interface VersionsQuery {
  readonly id: Id;
  /** Only versions with a higher number; from the first one when left out. */
  readonly after?: number;
  /** 1 to 10,000. */
  readonly limit: number;
}

/** One aggregate over the rows of a query, optionally by groups. */
export interface AggregateQuery {
  readonly where?: Expression;
  readonly groupBy?: readonly (readonly string[])[];
  readonly measures: {
    readonly [name: string]: {
      readonly fn: 'count' | 'sum' | 'min' | 'max' | 'avg' | 'distinct';
      readonly path?: readonly string[];
    };
  };
  readonly now: number;
  readonly params?: { readonly [name: string]: StoredValue };
}

/** One group: its key values and measures, as stored values; a measure without value has no key. */
export interface AggregateRow {
  readonly group: { readonly [path: string]: StoredValue };
  readonly measures: { readonly [name: string]: StoredValue };
}

/** What a storage can do, as data; `withFallbacks` adds what it cannot push down. A capability is true when its rules pass. */
export interface Capabilities {
  /** Joins the host's open transaction (`context.host`). */
  readonly joinHost: boolean;
  readonly pushdown: {
    readonly filter: boolean;
    readonly sort: boolean;
    readonly aggregate: boolean;
    readonly asOf: boolean;
  };
  /** Survives the end of the process. */
  readonly durable: boolean;
  /** Largest number of writes plus claims of one commit, 100 to 200,000. */
  readonly maxBatch: number;
  /** Several processes may use it at once. */
  readonly multiProcess: boolean;
}

/** Entity name under which `get` reads claims: the id is the claim's key, the row is `{ id, rev, holder }`. */
export const CLAIMS = '$claim';
/** Entity name under which `get` reads subscriber checkpoints: the id is the subscriber, the row `{ id, rev, checkpoint }`. */
export const CHECKPOINTS = '$checkpoint';

/**
 * All that an integrator implements. The promises behind the signatures are numbered in the
 * conformance package's `SPEC.md` and proved by its suite.
 */
export interface Storage {
  readonly capabilities: Capabilities;
  /** Creates or migrates; idempotent; safe when several processes start at once. */
  open(schema: StorageSchema, options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** Same length and order as `ids`; null where there is no live record. */
  get(context: Context, entity: string, ids: readonly Id[]): Promise<readonly (Row | null)[]>;
  /** One page of live records, in the order of the query. */
  query(context: Context, entity: string, query: Query): Promise<Page>;
  /** Writes everything or nothing; an expected outcome is a value, a failure a typed error. */
  commit(context: Context, commit: Commit): Promise<CommitResult>;
  /** The tenant's feed from a checkpoint on, in ascending number. */
  changes(
    context: Context,
    query: { readonly after: Checkpoint | null; readonly limit: number; readonly entities?: readonly string[] },
  ): Promise<ChangePage>;
  /** Lets go of what it holds; later calls fail with `CLOSED`. Closing twice is allowed. */
  close(): Promise<void>;
  /** Present when `pushdown.aggregate`. */
  aggregate?(context: Context, entity: string, query: AggregateQuery): Promise<readonly AggregateRow[]>;
  /** Present when `pushdown.asOf`. */
  asOf?(context: Context, entity: string, query: AsOfQuery): Promise<Page>;
  /**
   * The feed entries of one record, oldest first, found without reading the feed; `withFallbacks` filters the feed where
   * it is absent. The `load` that made a fact is one entry with the fact's own id and no `ids`.
   */
  versions?(context: Context, entity: string, query: VersionsQuery): Promise<readonly Change[]>;
}
