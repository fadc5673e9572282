import { AbortedError } from '@crmkit/core';
import { type ColumnBuilder, createInternedColumn, createPlainColumn } from './column-builder.js';
import { InvalidTableError } from './invalid-table-error.js';
import type { Table, TableProgress } from './table.js';

const ROWS_BETWEEN_CHECKS = 4096;

/** How {@link readRows} reads. */
export interface ReadRowsOptions {
  /** The columns to read; all that occur when absent. */
  readonly columns?: readonly string[];
  /** Columns such as record ids, whose texts are all different: kept one by one, the text of `row` with id `row + 1`. */
  readonly plain?: readonly string[];
  /** Called every 4096 rows and at the end. */
  readonly onProgress?: (progress: TableProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Reads plain objects into columns of text ids.
 *
 * Columns are the own keys of the rows, in the order in which they first occur. A value is a string (blanks around it
 * are dropped), a number, a bigint, a boolean, a `Date` (kept as its ISO day, or instant when it is not midnight UTC),
 * or null or undefined for none.
 *
 * @param rows - any number of them, one by one
 * @returns a table with one row for each object
 * @throws InvalidTableError `INVALID_TABLE` for any other value (naming row and column, not the value), for a named
 *   column that no row has, and for a row that is no object
 * @throws AbortedError `ABORTED` when the signal ends the call
 * @example
 * const table = await readRows([{ name: 'Ada', born: 1815 }, { name: 'Bob' }]);
 * table.columns[1]?.dictionary.text(1); // '1815'
 */
export async function readRows(
  rows: Iterable<object> | AsyncIterable<object>,
  options: ReadRowsOptions = {},
): Promise<Table> {
  const collector = new RowCollector(options);
  // Without a pause for each row where the rows are there already.
  if (Symbol.iterator in rows) for (const row of rows) collector.add(row);
  else for await (const row of rows) collector.add(row);
  return collector.finish();
}

interface OpenColumn {
  readonly builder: ColumnBuilder;
  length: number;
}

class RowCollector {
  #length = 0;
  readonly #options: ReadRowsOptions;
  // A map, so that a key such as `__proto__` is a key like others.
  readonly #columns = new Map<string, OpenColumn | null>();

  constructor(options: ReadRowsOptions) {
    this.#options = options;
  }

  add(row: unknown): void {
    const index = this.#length;
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      throw new InvalidTableError({ reason: 'INVALID_VALUE', row: index }, `Row ${index} is no object with fields.`);
    }
    for (const key of Object.keys(row)) {
      let column = this.#columns.get(key);
      if (column === undefined) {
        column = this.#open(key);
        this.#columns.set(key, column);
      }
      if (column === null) continue;
      fill(column, index);
      column.builder.add(toText((row as Record<string, unknown>)[key], index, key));
      column.length++;
    }
    this.#length++;
    if (this.#length % ROWS_BETWEEN_CHECKS === 0) this.#check();
  }

  finish(): Table {
    const { columns, plain } = this.#options;
    this.#check();
    for (const name of [...(columns ?? []), ...(plain ?? [])]) {
      // A table without rows has no keys to look at.
      if (this.#length === 0 || this.#columns.has(name)) continue;
      throw new InvalidTableError(
        { reason: 'UNKNOWN_COLUMN', column: name },
        `No row has a field ${name}. There are: ${[...this.#columns.keys()].join(', ')}.`,
      );
    }
    const finished = [...this.#columns.values()].flatMap((column) => {
      if (column === null) return [];
      fill(column, this.#length);
      return [column.builder.finish()];
    });
    return { length: this.#length, columns: finished, warnings: [] };
  }

  #open(key: string): OpenColumn | null {
    const { columns, plain } = this.#options;
    if (plain?.includes(key)) return { builder: createPlainColumn(key), length: 0 };
    return columns === undefined || columns.includes(key) ? { builder: createInternedColumn(key), length: 0 } : null;
  }

  #check(): void {
    const { signal, onProgress } = this.#options;
    if (signal?.aborted) throw new AbortedError('Reading the rows was aborted.', { cause: signal.reason });
    onProgress?.({ bytes: 0, rows: this.#length });
  }
}

/** Empty values for the rows that did not have the field. */
function fill(column: OpenColumn, length: number): void {
  for (; column.length < length; column.length++) column.builder.add('');
}

/** The text of a value of a row, as every reader of rows takes it. */
export function toText(value: unknown, row: number, column: string): string {
  if (typeof value === 'string') return value.trim();
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return Number.isNaN(value) ? '' : String(value);
  }
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return '';
    const text = value.toISOString();
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, -14) : text;
  }
  throw new InvalidTableError(
    { reason: 'INVALID_VALUE', row, column },
    `Row ${row} has a value in ${column} that is no text, number, boolean or date.`,
  );
}
