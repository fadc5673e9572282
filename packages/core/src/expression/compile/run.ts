import type { StorageSchema } from '../../model/storage-schema.js';
import type { Row, StoredValue } from '../../storage/contract.js';
import type { Expression } from '../node.js';

/** A compiled condition: true or false, never anything between. */
export type Predicate = (row: Row) => boolean;
/** A compiled value; undefined stands for no value. */
export type Reader = (row: Row) => StoredValue | undefined;
/** Any closure over a row while its binding to a run is still open. */
export type Bound<T> = (run: Run) => T;

/** What one use of a compiled expression stands on. */
export interface RunEnvironment {
  /** UTC milliseconds. */
  readonly now: number;
  readonly params?: { readonly [name: string]: StoredValue };
  /** Live rows that a relation of a row leads to, of the same tenant; the relation's own `where` is not applied yet. */
  readonly related: (entity: string, relation: string, row: Row) => readonly Row[];
}

/** A run with the relation caches that its closures share. */
export interface Run extends RunEnvironment {
  readonly caches: Map<RelationScope, RelationCache>;
}

/** Related rows found during the evaluation of one row. */
export interface RelationCache {
  readonly read: (row: Row) => readonly Row[];
  readonly clear: () => void;
}

/** An entity as it is reached in the tree. Nodes that reach it by the same relations share the scope and its cache. */
export interface Scope {
  readonly schema: StorageSchema;
  readonly entity: string;
  readonly children: Map<string, RelationScope>;
  /** Compiles conditions of this or an inner scope; handed down so that relations need not import what imports them. */
  readonly compile: (node: Expression, scope: Scope) => Bound<Predicate>;
}

/** A scope behind a relation, with that relation's own condition. */
export interface RelationScope extends Scope {
  readonly relation: string;
  readonly parent: Scope;
  readonly where: Bound<Predicate> | null;
}
