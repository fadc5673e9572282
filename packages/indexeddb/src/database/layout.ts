import type { Cause, Id, Rev, Row } from '@crmkit/core';
import type { KeyBytes } from '../key/key-writer.js';

/** Counts up with every change to the stores below; the upgrade brings older databases here. */
export const LAYOUT = 1;

/** Object stores of a tenant's database. */
export const stores = {
  /** Live records by record key; the index `key` holds every look-up key of each. */
  record: 'rec',
  /** Who holds which claim, by claim key. */
  claim: 'claim',
  /** The feed: one entry per commit (or slice of one), by its last number. */
  version: 'version',
  /** Images that a later write superseded, by record key and number. */
  image: 'image',
  /** Counter, layout and subscriber checkpoints. */
  meta: 'meta',
} as const;

/** The index over {@link RecordEntry.k}: one entry per look-up key, so a range of it reads records in that order. */
export const KEY_INDEX = 'key';

/** A live record. Short names, because they are written with every record. */
export interface RecordEntry {
  /** The row, with its revision. */
  readonly r: Row;
  /** Feed number that made this state. */
  readonly n: number;
  /** Instant of the cause, in UTC milliseconds. */
  readonly a: number;
  /** Look-up keys: declared indexes, relations and the keys of the write. */
  readonly k: readonly KeyBytes[];
}

/** A state that was: in force from number `n` (instant `a`) until number `u` (instant `z`) replaced it. */
export interface ImageEntry {
  readonly r: Row;
  readonly n: number;
  readonly a: number;
  readonly u: number;
  readonly z: number;
}

/** A claim as it is held. */
export type ClaimEntry = {
  readonly holder: Id;
  readonly rev: Rev;
};

/** One change inside a {@link VersionEntry}. The after-image is the record, or the image that superseded it. */
export interface VersionChange {
  readonly e: string;
  readonly o: 'put' | 'delete' | 'erase' | 'load';
  readonly i: Id;
  /** Facts of a `load`. */
  readonly ids?: readonly Id[];
  /** For a changed fact: number of the state before, whose image the feed gives as well. */
  readonly b?: number;
  /** Changed paths. */
  readonly p?: readonly string[];
}

/** Changes of one commit with consecutive numbers, the last of which is the entry's key. */
export interface VersionEntry {
  /** Number of the first change. */
  readonly first: number;
  readonly rev: Rev;
  readonly cause: Cause;
  readonly changes: readonly VersionChange[];
}

/** Keys of the meta store. */
export const metaKeys = {
  counter: 'counter',
  layout: 'layout',
  checkpoint: (subscriber: string): string => `checkpoint:${subscriber}`,
  erased: (entity: string, id: Id): string => `erased:${entity}:${id}`,
} as const;

/** Last numbers given out in this tenant. */
export interface CounterEntry {
  /** Last feed number. */
  readonly number: number;
  /** Last commit; revisions are made of it. */
  readonly commit: number;
}

/** What the look-up keys in the database were made for. */
export interface LayoutEntry {
  readonly schemaVersion: number;
  readonly indexes: { readonly [entity: string]: readonly string[] };
}

/** Feed numbers of a record up to its last erasure, ascending: its images, which would tell them, are gone. */
export type ErasedEntry = readonly number[];

/** How far a subscriber has come. */
export type CheckpointEntry = {
  readonly checkpoint: string;
  readonly rev: Rev;
};
