import { InvalidTableError } from './table/invalid-table-error.js';
import { readCsv } from './table/read-csv.js';
import { readRows } from './table/read-rows.js';
import type { Table } from './table/table.js';

/** A row of any source: column name to value. Where rows are taken, an object of any type will do, an interface too. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Where records come from: rows as objects, the bytes or text of a CSV file, or a table that was read before.
 */
export type RecordSource =
  | Iterable<object>
  | AsyncIterable<object>
  | {
      readonly csv: AsyncIterable<Uint8Array> | Iterable<Uint8Array> | Uint8Array | string;
      readonly delimiter?: string;
    }
  | Table;

/** What reading a source takes. */
export interface ReadSourceOptions {
  /** Column with the ids of the records. */
  readonly id?: string | undefined;
  /** Columns that nothing needs. */
  readonly omit?: readonly string[] | undefined;
  readonly onBytes?: (bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Reads a source into columns. */
export async function readSource(
  source: RecordSource,
  { id, omit, onBytes, signal }: ReadSourceOptions,
): Promise<Table> {
  const options = {
    ...(id === undefined ? {} : { plain: [id] }),
    ...(signal === undefined ? {} : { signal }),
    ...(onBytes === undefined ? {} : { onProgress: ({ bytes }: { readonly bytes: number }) => onBytes(bytes) }),
  };
  if (typeof source !== 'object' || source === null) {
    throw new InvalidTableError(
      { reason: 'INVALID_OPTION' },
      'A source is rows, { csv }, or a table; this is none of them.',
    );
  }
  if ('csv' in source) {
    const { csv, delimiter } = source;
    return readCsv(csv, {
      ...options,
      ...(omit === undefined ? {} : { omit }),
      ...(delimiter === undefined ? {} : { delimiter }),
    });
  }
  return 'columns' in source ? source : readRows(source, options);
}
