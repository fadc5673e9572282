import type { Column } from './dictionary.js';

/** Records as columns of text ids. */
export interface Table {
  /** How many records; every column has one id for each. */
  readonly length: number;
  readonly columns: readonly Column[];
  /** What was read otherwise than written; empty when there was nothing. */
  readonly warnings: readonly TableWarning[];
}

/** Something about the input that did not stop reading, said once with how often it occurred. */
export interface TableWarning {
  readonly code: TableWarningCode;
  /** In English, with no value of a record in it. */
  readonly message: string;
  readonly count: number;
  /** Lines of the source, counted from 1, of the first few occurrences. */
  readonly lines: readonly number[];
}

/** The warnings there are. */
export type TableWarningCode =
  | 'TOO_FEW_FIELDS'
  | 'TOO_MANY_FIELDS'
  | 'NOT_UTF8'
  | 'UNCLOSED_QUOTE'
  | 'TEXT_AFTER_QUOTE'
  | 'EMPTY_HEADER'
  | 'DUPLICATE_HEADER';

/** How far reading has come. */
export interface TableProgress {
  /** Bytes of the source taken in so far; 0 when the source is made of rows. */
  readonly bytes: number;
  readonly rows: number;
}

/**
 * The column of that name.
 *
 * @returns undefined when the table has none
 * @example
 * findColumn(table, 'surname')?.dictionary.size;
 */
export function findColumn(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}
