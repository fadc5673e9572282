import { AbortedError } from '@crmkit/core';
import { type ByteSource, readChunks } from './byte-source.js';
import { type ColumnBuilder, createInternedColumn, createPlainColumn } from './column-builder.js';
import { type CsvDialect, guessDialect, splitRecord } from './csv-dialect.js';
import { CsvScanner } from './csv-scanner.js';
import { InvalidTableError } from './invalid-table-error.js';
import type { Table, TableProgress } from './table.js';
import { WarningLog } from './warning-log.js';

const SAMPLE_BYTES = 1 << 16;

/** How {@link readCsv} reads. */
export interface ReadCsvOptions {
  /** One character of ASCII between fields; without it, the one of `,` `;` tab `|` that splits the first rows evenly. */
  readonly delimiter?: string;
  /** What fields are quoted with; without it, `"`, or `'` where the first rows use that. */
  readonly quote?: '"' | "'";
  /** Names of the columns when the file has no header; its first row is then a record. */
  readonly header?: readonly string[];
  /** The columns to read, by name; all of them when absent. Their order is that of the file. */
  readonly columns?: readonly string[];
  /** Columns not to read. */
  readonly omit?: readonly string[];
  /** Columns such as record ids, whose texts are all different: kept one by one, the text of `row` with id `row + 1`. */
  readonly plain?: readonly string[];
  /** Called after each chunk of the source. */
  readonly onProgress?: (progress: TableProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Reads a file of comma-separated values into columns of text ids.
 *
 * Quoted fields may hold delimiters, newlines and doubled quotes; blanks around a field are dropped; blank lines are
 * skipped. A row with too few fields has empty ones at its end, of a row with too many the rest is left out, and both
 * are stated as a warning. A column without a name is called by its position, `column3`; a repeated name gets a number,
 * `name_2`. Text is UTF-8 (or UTF-16 with a byte order mark); a field that is not is read as Windows-1252, with a
 * warning. A quote that never closes is read as part of the text, with a warning; no quoted field is longer than 16 MiB.
 *
 * @param source - bytes in any portions, or the whole text
 * @returns a table with one row for each record
 * @throws InvalidTableError `INVALID_TABLE` when there is no header, or a named column is not in it
 * @throws AbortedError `ABORTED` when the signal ends the call
 * @see RFC 4180
 * @example
 * const table = await readCsv('id,name\n1,Ada\n2,Bob\n', { plain: ['id'] });
 * table.columns[1]?.dictionary.text(2); // 'Bob'
 */
export async function readCsv(source: ByteSource, options: ReadCsvOptions = {}): Promise<Table> {
  const reader = new CsvReader(options);
  let bytes = 0;
  for await (const chunk of readChunks(source)) {
    if (options.signal?.aborted) {
      throw new AbortedError('Reading the table was aborted.', { cause: options.signal.reason });
    }
    bytes += chunk.length;
    reader.take(chunk);
    options.onProgress?.({ bytes, rows: reader.length });
  }
  return reader.finish();
}

class CsvReader {
  length = 0;
  readonly #options: ReadCsvOptions;
  readonly #warnings = new WarningLog();
  #buffer = new Uint8Array(1 << 17);
  #end = 0;
  /** Less than this cannot complete the record that was cut off. */
  #needed = SAMPLE_BYTES;
  #scanner: CsvScanner | null = null;
  /** By position in the file; null where the column is not wanted. */
  #builders: readonly (ColumnBuilder | null)[] = [];

  constructor(options: ReadCsvOptions) {
    this.#options = options;
  }

  take(chunk: Uint8Array): void {
    // The scanner asks for four bytes behind the last.
    if (this.#end + chunk.length + 4 > this.#buffer.length) {
      const grown = new Uint8Array((this.#end + chunk.length) * 2);
      grown.set(this.#buffer.subarray(0, this.#end));
      this.#buffer = grown;
    }
    this.#buffer.set(chunk, this.#end);
    this.#end += chunk.length;
    if (this.#end >= this.#needed) this.#consume(false);
  }

  finish(): Table {
    this.#consume(true);
    const columns = this.#builders.flatMap((builder) => (builder === null ? [] : [builder.finish()]));
    return { length: this.length, columns, warnings: this.#warnings.list() };
  }

  #consume(isLast: boolean): void {
    let at = 0;
    if (this.#scanner === null) {
      at = this.#begin(isLast);
      if (at < 0) return;
    }
    const scanner = this.#scanner as CsvScanner | null;
    if (scanner === null) return;
    for (;;) {
      at = scanner.scan(this.#buffer, at, this.#end, isLast);
      const { rows } = scanner;
      if (rows === 0) break;
      this.#builders.forEach((builder, column) => {
        builder?.addBatch(scanner, scanner.indexOf(column), rows);
      });
      this.length += rows;
      scanner.clear();
    }
    this.#buffer.copyWithin(0, at, this.#end);
    this.#end -= at;
    // A long record is looked at again when twice as much is there, so that its bytes are not read over and over.
    this.#needed = this.#end * 2;
  }

  /** Reads the header; returns where the first record begins, -1 when more bytes are needed. */
  #begin(isLast: boolean): number {
    const sample = this.#buffer.subarray(0, this.#end);
    let at = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf ? 3 : 0;
    const { header, quote } = this.#options;
    const delimiter = delimiterByte(this.#options.delimiter);
    const dialect = guessDialect(sample.subarray(at), {
      ...(delimiter === undefined ? {} : { delimiter }),
      ...(quote === undefined ? {} : { quote: quote.charCodeAt(0) }),
    });
    let line = 1;
    let names = header;
    while (names === undefined) {
      if (at >= this.#end) {
        if (!isLast) return this.#wait();
        throw new InvalidTableError({ reason: 'EMPTY' }, 'The table is empty: it has no header with column names.');
      }
      const record = splitRecord(sample, at, this.#end, dialect);
      if (!record.isClosed && !isLast) return this.#wait();
      for (let each = at; each < record.next; each++) if (sample[each] === 10) line++;
      at = record.next;
      if (record.fields.length > 1 || record.fields[0] !== '') names = record.fields;
    }
    this.#open(nameColumns(names, this.#warnings), dialect, line);
    return at;
  }

  #wait(): number {
    this.#needed = this.#end * 2;
    return -1;
  }

  #open(names: readonly string[], dialect: CsvDialect, line: number): void {
    const { columns, omit, plain } = this.#options;
    for (const name of [...(columns ?? []), ...(plain ?? []), ...(omit ?? [])]) {
      if (names.includes(name)) continue;
      throw new InvalidTableError(
        { reason: 'UNKNOWN_COLUMN', column: name },
        `The table has no column ${name}. It has: ${names.join(', ')}.`,
      );
    }
    this.#builders = names.map((name) => {
      if (plain?.includes(name)) return createPlainColumn(name);
      return (columns === undefined || columns.includes(name)) && omit?.includes(name) !== true
        ? createInternedColumn(name)
        : null;
    });
    this.#scanner = new CsvScanner(names.length, dialect, line, this.#warnings);
  }
}

function delimiterByte(delimiter: string | undefined): number | undefined {
  if (delimiter === undefined) return undefined;
  const byte = delimiter.charCodeAt(0);
  if (delimiter.length === 1 && byte < 128 && !'"\'\r\n '.includes(delimiter)) return byte;
  throw new InvalidTableError(
    { reason: 'INVALID_OPTION' },
    'The delimiter has to be one character of ASCII, other than a quote, a blank or a line break.',
  );
}

/** Gives every column a name of its own. */
function nameColumns(header: readonly string[], warnings: WarningLog): string[] {
  const taken = new Set(header);
  const used = new Set<string>();
  return header.map((given, index) => {
    let name = given;
    if (name === '') {
      warnings.note('EMPTY_HEADER', 1);
      name = `column${index + 1}`;
    } else if (used.has(name)) warnings.note('DUPLICATE_HEADER', 1);
    const base = name;
    for (let number = 2; used.has(name) || (name !== given && taken.has(name)); number++) name = `${base}_${number}`;
    used.add(name);
    return name;
  });
}
