import type { ValueNode } from './value-node.js';

/** Target field → value. Fields of the host are written `custom.<name>`. */
export type FieldMap = { readonly [field: string]: ValueNode };

/** Rows inside a row that become parts of a fact, such as the lines of an order. */
export interface PartMapping {
  /** Property of the row that holds the list of rows. Default the name of the part. */
  readonly rows?: string;
  readonly fields: FieldMap;
}

/** A record kept beside the main one, such as a contact point of a party. Left out for rows where no column it reads has a value. */
export interface SatelliteMapping {
  readonly fields: FieldMap;
}

/** How rows of one source become records of one entity; plain data, see {@link defineMapping}. */
export interface Mapping {
  /** Name of the host system, such as `erp`. References and re-imports go by it. */
  readonly system: string;
  /** Entity or fact the rows become. */
  readonly entity: string;
  /** What the system calls these rows, where one entity comes from several tables with numbers of their own. Default the entity. Not for facts. */
  readonly objectType?: string;
  /** Number of the row in its system; never changes. */
  readonly id: ValueNode;
  /** Grows with each change of the row (an integer or a time). Without it contents are compared. */
  readonly version?: ValueNode;
  readonly fields: FieldMap;
  readonly parts?: { readonly [part: string]: PartMapping };
  /** Records beside a party, by kind: `contactPoints`, `roles`, `identifiers`. */
  readonly satellites?: { readonly [kind: string]: readonly SatelliteMapping[] };
  /** Keep columns that no value reads as payload of the source record. Default false. */
  readonly keepUnmapped?: boolean;
  /** Columns that are never kept as payload, such as secrets or pictures. */
  readonly dropColumns?: readonly string[];
  /** What an upsert does with a record that looks like one that is there; `refuse`, `existing` or `review`. */
  readonly onDuplicate?: 'refuse' | 'existing' | 'review';
  /** Published version of the mapping itself, kept for readers. Default 1. */
  readonly revision?: number;
}

/**
 * Declares how rows of a source become records of the CRM: a plain value that can be kept as JSON. It is checked
 * against the model by `checkMapping`, and by `runImport` before anything is read.
 *
 * @example
 * const customers = defineMapping({
 *   system: 'erp',
 *   entity: 'party',
 *   id: column('customer_id'),
 *   fields: { kind: constant('organization'), name: trim(column('company_name')) },
 * });
 */
export function defineMapping(mapping: Mapping): Mapping {
  return Object.freeze(mapping);
}

/** Name of a mapping in errors and reports: `erp/party`, or `erp/suppliers` with an object type. */
export function nameMapping(mapping: Mapping): string {
  return `${mapping.system}/${mapping.objectType ?? mapping.entity}`;
}
