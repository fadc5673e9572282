import type { Row } from '../storage/contract.js';

/** One change as rows: what verbs and commands come down to before it is planned into a commit. */
export type RowChange =
  | { readonly type: 'create'; readonly entity: string; readonly row: Row; readonly rights: WriteRights }
  | {
      readonly type: 'update';
      readonly entity: string;
      readonly before: Row;
      readonly row: Row;
      readonly rights: WriteRights;
    }
  | { readonly type: 'delete'; readonly entity: string; readonly before: Row; readonly rights: WriteRights };

/** The action a principal needs on the entity for this change; `system` is for what crmkit keeps by itself. */
export type WriteRights = { readonly action: string } | 'system';
