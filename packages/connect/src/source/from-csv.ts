import { InvalidSourceError } from '../errors/invalid-source-error.js';
import type { CsvRecord } from './csv-reader.js';
import { createCsvReader } from './csv-reader.js';
import type { CsvInput } from './decode-text.js';
import { decodeText } from './decode-text.js';
import { readCount } from './from-iterable.js';
import type { ReadOptions, Source, SourceBatch, SourceItem } from './source.js';

/** How a CSV file is read. */
export interface CsvOptions {
  /** Name in errors and tokens, such as the file's. Default `csv`. */
  readonly name?: string;
  /** WHATWG encoding label: `utf-8`, `gb18030`, `big5`, `utf-16le`, `windows-1252` … Default `utf-8`. Texts need none. */
  readonly encoding?: string;
  /** Default `,`. */
  readonly delimiter?: string;
  /** Names of the columns of a file without a header line. Default: the first line names them. */
  readonly columns?: readonly string[];
  /** Give empty cells as empty texts in place of no value. Default false. */
  readonly keepEmpty?: boolean;
  /** Longest row in characters; a longer one (often an open quote) is a bad row. Default 1,048,576. */
  readonly maxRowLength?: number;
}

/**
 * Rows of a CSV file (RFC 4180: quotes, line breaks inside quotes), streamed in bounded memory. A line that is no row
 * (a quote that is not closed, too many or too few cells) is reported with its number and the run goes on; a wrong
 * encoding or a header that names a column twice ends it before anything is written.
 *
 * @param input - the text or bytes, whole or in pieces such as `createReadStream(path)`
 * @throws {@link InvalidSourceError} `INVALID_SOURCE` while reading
 * @see RFC 4180, Common Format and MIME Type for CSV Files
 * @example
 * const source = fromCsv('customer_no,name\nC-1,"Acme, Inc."\n', { name: 'customers.csv' });
 * (await runImport(session, customers, source)).counts.read; // 1
 */
export function fromCsv(input: CsvInput, options: CsvOptions = {}): Source {
  const name = options.name ?? 'csv';
  return { name, read: (read) => readCsv(input, name, options, read) };
}

async function* readCsv(
  input: CsvInput,
  name: string,
  options: CsvOptions,
  { batch, after, signal }: ReadOptions,
): AsyncGenerator<SourceBatch> {
  const skip = readCount(after, name);
  let columns = options.columns;
  let count = 0;
  let items: SourceItem[] = [];
  for await (const record of readRecords(input, name, options)) {
    if (columns === undefined) {
      columns = readHeader(record, name);
      continue;
    }
    count += 1;
    if (count <= skip) continue;
    items.push(readRecord(record, columns, options.keepEmpty ?? false));
    if (items.length < batch) continue;
    signal?.throwIfAborted();
    yield { items, position: count, columns };
    items = [];
  }
  if (columns === undefined) throw new InvalidSourceError(name, 'it is empty; the first line has to name the columns');
  if (items.length > 0) yield { items, position: count, columns };
}

async function* readRecords(input: CsvInput, name: string, options: CsvOptions): AsyncGenerator<CsvRecord> {
  const reader = createCsvReader({ delimiter: options.delimiter ?? ',', maxLength: options.maxRowLength ?? 1_048_576 });
  let isFirst = true;
  for await (const text of decodeText(input, options.encoding ?? 'utf-8', name)) {
    yield* reader.read(isFirst && text.startsWith('\uFEFF') ? text.slice(1) : text);
    isFirst = false;
  }
  yield* reader.end();
}

function readHeader(record: CsvRecord, name: string): readonly string[] {
  if (!record.ok) throw new InvalidSourceError(name, `its header cannot be read: ${record.detail}`);
  const columns = record.cells.map((column) => column.trim());
  const twice = columns.find((column, index) => column !== '' && columns.indexOf(column) !== index);
  if (twice !== undefined) throw new InvalidSourceError(name, `its header names the column ${twice} twice`);
  return columns;
}

function readRecord(record: CsvRecord, columns: readonly string[], keepEmpty: boolean): SourceItem {
  const at = `line ${record.line}`;
  const bad = (detail: string): SourceItem => ({ ok: false, at, problem: { reason: 'badRow', path: '', detail } });
  if (!record.ok) return bad(record.detail);
  const { cells } = record;
  if (cells.length !== columns.length) return bad(`${cells.length} cells where the header has ${columns.length}`);
  const row: { [column: string]: string } = Object.create(null);
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (keepEmpty || cell !== '') row[column] = cell;
  }
  return { ok: true, at, row };
}
