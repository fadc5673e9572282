import type { Row } from '../storage/contract.js';

/** One change as rows: what verbs and commands come down to before it is planned into a commit. */
export type RowChange =
  | {
      readonly type: 'create';
      readonly entity: string;
      readonly row: Row;
      readonly rights: WriteRights;
      readonly paths?: WrittenPaths;
    }
  | {
      readonly type: 'update';
      readonly entity: string;
      readonly before: Row;
      readonly row: Row;
      readonly rights: WriteRights;
      readonly paths?: WrittenPaths;
    }
  | {
      readonly type: 'delete';
      readonly entity: string;
      readonly before: Row;
      readonly rights: WriteRights;
      /** It stands for a change to a record that has moved on and only brings the conflict about. */
      readonly isStale?: true;
    };

/**
 * Dotted fields that need the right to be written: those the caller gave or touched, whether or not they differ from
 * what is stored. Left out, it is every field that differs.
 */
export type WrittenPaths = readonly string[];

/** The action a principal needs on the entity for this change; `system` is for what crmkit keeps by itself. */
export type WriteRights = { readonly action: string } | 'system';

/** The row a change leaves, or the one it deletes. */
export function rowOf(change: RowChange): Row {
  return change.type === 'delete' ? change.before : change.row;
}
