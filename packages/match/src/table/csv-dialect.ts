/** How a file separates and quotes its fields, as byte values. */
export interface CsvDialect {
  readonly delimiter: number;
  readonly quote: number;
  /** Stands before a quote inside quotes, beside the doubled quote; -1 when there is no such thing. */
  readonly escape: number;
  /** Newline, or a carriage return in a file that has no newlines. */
  readonly rowEnd: 10 | 13;
}

const RETURN = 13;
const NEWLINE = 10;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const BACKSLASH = 92;
/** In order of preference: comma, semicolon, tab, vertical bar. */
const DELIMITERS = [44, 59, 9, 124] as const;
const SAMPLE_ROWS = 50;

/**
 * Guesses the dialect of a file from its beginning. Single quotes count as quotes when no field begins with a double
 * quote and at least one row in ten has a field that begins and ends with a single one; a backslash escapes them.
 *
 * @param sample - the first bytes, after a byte order mark
 * @param given - what is known already
 */
export function guessDialect(
  sample: Uint8Array,
  given: { readonly delimiter?: number; readonly quote?: number },
): CsvDialect {
  const rowEnd = !sample.includes(NEWLINE) && sample.includes(RETURN) ? RETURN : NEWLINE;
  const withQuote = (quote: number, delimiter: number): CsvDialect => ({
    delimiter,
    quote,
    escape: quote === SINGLE_QUOTE ? BACKSLASH : -1,
    rowEnd,
  });
  const candidates = (given.quote === undefined ? [DOUBLE_QUOTE, SINGLE_QUOTE] : [given.quote]).map((quote) => {
    const delimiter = given.delimiter ?? guessDelimiter(sample, (each) => withQuote(quote, each));
    return withQuote(quote, delimiter);
  });
  const [double, single] = candidates as [CsvDialect, CsvDialect?];
  return single !== undefined && isSingleQuoted(sample, single) ? single : double;
}

/** The delimiter that splits most rows into as many fields as the first row, more than one. */
function guessDelimiter(sample: Uint8Array, withDelimiter: (delimiter: number) => CsvDialect): number {
  let best: number = DELIMITERS[0];
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const rows = sampleRows(sample, withDelimiter(delimiter));
    const width = rows[0]?.length ?? 0;
    if (width < 2) continue;
    const alike = rows.filter((row) => row.length === width).length / rows.length;
    // Among delimiters that split evenly, the one that makes more columns.
    const score = alike + Math.min(width, 1000) / 1e6;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

function isSingleQuoted(sample: Uint8Array, dialect: CsvDialect): boolean {
  const rows = sampleRows(sample, { ...dialect, quote: -1 }).slice(1);
  let quoted = 0;
  for (const row of rows) {
    if (row.some((field) => field.startsWith('"'))) return false;
    if (row.some((field) => field.length > 1 && field.startsWith("'") && field.endsWith("'"))) quoted++;
  }
  return quoted > 0 && quoted * 10 >= rows.length;
}

function sampleRows(sample: Uint8Array, dialect: CsvDialect): string[][] {
  const rows: string[][] = [];
  let at = 0;
  while (rows.length < SAMPLE_ROWS && at < sample.length) {
    const record = splitRecord(sample, at, sample.length, dialect);
    if (!record.isClosed && rows.length > 1) break; // perhaps cut off
    at = record.next;
    if (record.fields.length > 1 || record.fields[0] !== '') rows.push(record.fields);
  }
  return rows;
}

/**
 * Splits one record, plainly: for the header and for guessing.
 *
 * @returns the trimmed fields and where the next record begins; `isClosed` is false when the bytes ended before the
 *   record did
 */
export function splitRecord(
  bytes: Uint8Array,
  start: number,
  end: number,
  { delimiter, quote, escape: mark, rowEnd }: CsvDialect,
): { readonly fields: string[]; readonly next: number; readonly isClosed: boolean } {
  const decoder = new TextDecoder();
  const fields: string[] = [];
  let field: number[] = [];
  let isQuoted = false;
  let isFresh = true;
  const finish = (): void => {
    fields.push(decoder.decode(Uint8Array.from(field)).trim());
    field = [];
    isFresh = true;
  };
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (isQuoted) {
      const isPair = (byte === quote || byte === mark) && bytes[at + 1] === quote && at + 1 < end;
      if (isPair) field.push(bytes[++at] ?? 0);
      else if (byte === quote) isQuoted = false;
      else field.push(byte);
    } else if (byte === quote && isFresh) {
      isQuoted = true;
      isFresh = false;
    } else if (byte === delimiter) finish();
    else if (byte === rowEnd) {
      finish();
      return { fields, next: at + 1, isClosed: true };
    } else {
      field.push(byte);
      if (byte !== 32 && byte !== 9) isFresh = false;
    }
  }
  finish();
  return { fields, next: end, isClosed: false };
}
