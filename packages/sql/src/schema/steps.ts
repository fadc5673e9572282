import type { ColumnKind } from '../dialect/dialect.js';

/** A column as DDL needs it; `counter` columns number their rows by themselves in the order of insertion. */
export interface ColumnDefinition {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly required?: boolean;
  readonly counter?: boolean;
  /** The database computes it from other columns of the row by this expression and keeps it. */
  readonly computed?: string;
}

/** One column or expression of an index. `bare` columns never lack a value, so they need no rule for it. */
export interface IndexPart {
  readonly sql: string;
  readonly bare?: boolean;
}

/** The closed list of changes to a database schema. Each can be repeated without harm and is logged under its id. */
export type SchemaStep =
  | {
      readonly type: 'createTable';
      readonly table: string;
      readonly columns: readonly ColumnDefinition[];
      readonly primaryKey: readonly string[];
    }
  | { readonly type: 'addColumns'; readonly table: string; readonly columns: readonly ColumnDefinition[] }
  | {
      readonly type: 'createIndex';
      readonly table: string;
      readonly name: string;
      readonly parts: readonly IndexPart[];
      readonly unique?: boolean;
      readonly where?: string;
    }
  | { readonly type: 'createView'; readonly name: string; readonly query: string }
  | { readonly type: 'createSequence'; readonly name: string }
  | { readonly type: 'protectRows'; readonly table: string; readonly setting: string };
