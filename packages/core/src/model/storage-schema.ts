import type { Expression } from '../expression/node.js';
import type { FieldType } from './field-type.js';

/** One field as a storage sees it. */
export interface FieldSchema {
  readonly type: FieldType;
  /** False when every stored row has a value here. */
  readonly nullable: boolean;
  /** Keep a case-folded shadow (see `foldText`), so that `fold` in expressions can use an index. Text and keyword only. */
  readonly folded?: boolean;
  /** Personal data: erased with the person, never in messages or logs. */
  readonly personal?: boolean;
  /** Was marked with `indexed`; the index itself stands in the `indexes` of the entity. */
  readonly indexed?: boolean;
}

/**
 * A way from one entity to others. `many`: rows of `entity` whose field `via` holds this record's id.
 * `one`: the row of `entity` whose id stands in this record's own field `via`.
 * `where` is part of the relation's meaning (for example only posted orders) and is always ANDed in.
 */
export interface RelationSchema {
  readonly kind: 'many' | 'one';
  readonly entity: string;
  readonly via: string;
  readonly where?: Expression;
}

/** One entity as a storage sees it: plain data, derived from the model. */
export interface EntitySchema {
  readonly name: string;
  /** Facts are written once; creates of one commit are logged as one feed entry (see SPEC.md, feed). */
  readonly fact: boolean;
  /** Typed core fields, without `id` and `rev`, which every row has. */
  readonly fields: { readonly [field: string]: FieldSchema };
  /** Fields added by the host in code; stored under `custom` in a row, path `custom.<name>`. */
  readonly custom: { readonly [field: string]: FieldSchema };
  readonly relations: { readonly [relation: string]: RelationSchema };
  /** Field paths to index together, each index in order; the tenant is always in front. */
  readonly indexes: readonly (readonly string[])[];
  /** The field that says when it happened; the default time of windows over this entity. */
  readonly time: string | null;
}

/** All that a storage is opened with. Names are checked (`[a-z][A-Za-z0-9]{0,40}`), so adapters may derive identifiers. */
export interface StorageSchema {
  /** Counts up with the published model; a storage that was opened by a higher one answers `SCHEMA_TOO_NEW`. */
  readonly version: number;
  readonly entities: { readonly [entity: string]: EntitySchema };
}
