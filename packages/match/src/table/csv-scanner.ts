// Hot loops index typed arrays within their bounds: `as number` spares a test per byte.
import type { CsvDialect } from './csv-dialect.js';
import { decodeUtf8, decodeWindows1252, isBlank } from './decode-bytes.js';
import type { FieldBatch } from './growing-dictionary.js';
import { finishHash, HASH_SEED, hashView, stepHash } from './hash-text.js';
import type { TableWarningCode } from './table.js';
import type { WarningLog } from './warning-log.js';

const BATCH_ROWS = 1024;
/** Odd, so that the columns of one row do not fall into the same cache set. */
const STRIDE = BATCH_ROWS + 17;
const QUOTED_BYTES_AT_MOST = 1 << 24;
const QUOTED_BYTES_AFTER_FAILURE = 1 << 16;
/** How many bytes are searched for marks at once. */
const WINDOW = 1 << 14;
const EACH_BYTE = 0x01010101;
const LOW_BITS = 0x7f7f7f7f;
const NOT_ASCII = 0x80808080 | 0;
const UNQUOTED = -1;
const INCOMPLETE = -2;

/**
 * Cuts bytes into records and the records into fields, and hashes each field on the way.
 *
 * Fields of up to {@link BATCH_ROWS} rows lie in its arrays, column after column: field `row` of `column` has the index
 * `indexOf(column) + row`.
 */
export class CsvScanner implements FieldBatch {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  units: Uint16Array = new Uint16Array(1024);
  readonly fieldStarts: Int32Array;
  readonly fieldLengths: Int32Array;
  readonly fieldHashes: Int32Array;
  /** Rows in the arrays now. */
  rows = 0;
  readonly #width: number;
  readonly #dialect: CsvDialect;
  readonly #warnings: WarningLog;
  /** Where delimiters, quotes and ends of rows are, up to `#marksEnd`. */
  readonly #marks = new Int32Array(WINDOW + 4);
  #markCount = 0;
  #mark = 0;
  #marksEnd = 0;
  #end = 0;
  readonly #pending: TableWarningCode[] = [];
  #unitCount = 0;
  #line: number;
  #quotedAtMost = QUOTED_BYTES_AT_MOST;
  #scratch = new Uint8Array(256);
  #afterQuote = 0;
  #isSpecial = false;

  /**
   * @param width - number of columns
   * @param line - number of the line where scanning begins
   */
  constructor(width: number, dialect: CsvDialect, line: number, warnings: WarningLog) {
    this.#width = width;
    this.#dialect = dialect;
    this.#line = line;
    this.#warnings = warnings;
    this.fieldStarts = new Int32Array(width * STRIDE);
    this.fieldLengths = new Int32Array(width * STRIDE);
    this.fieldHashes = new Int32Array(width * STRIDE);
  }

  indexOf(column: number): number {
    return column * STRIDE;
  }

  /** Forgets the rows in the arrays. */
  clear(): void {
    this.rows = 0;
    this.#unitCount = 0;
  }

  /**
   * Reads records until the arrays are full or the bytes end.
   *
   * @param bytes - has to have room for four more bytes behind `end`
   * @param isLast - nothing follows; otherwise a record that is not ended is left for the next call
   * @returns where the first record begins that was not read
   */
  scan(bytes: Uint8Array, start: number, end: number, isLast: boolean): number {
    if (this.bytes !== bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    // A sentinel, so that loops over a field need no test for the end.
    bytes[end] = this.#dialect.rowEnd;
    this.#end = end;
    this.#listMarks(start);
    let at = start;
    while (this.rows < BATCH_ROWS && at < end) {
      const next = this.#scanRecord(bytes, at, isLast);
      if (next === INCOMPLETE) break;
      at = next;
    }
    return at;
  }

  /** Reads one record; returns where the next one begins, or {@link INCOMPLETE}. */
  #scanRecord(bytes: Uint8Array, recordStart: number, isLast: boolean): number {
    const { delimiter, quote, rowEnd } = this.#dialect;
    const { fieldStarts, fieldLengths, fieldHashes, view } = this;
    const end = this.#end;
    const width = this.#width;
    const unitsBefore = this.#unitCount;
    const lineBefore = this.#line;
    let index = this.rows;
    let column = 0;
    let at = recordStart;
    let isBlankLine = true;
    for (;;) {
      let byte = bytes[at] as number;
      while (byte <= 32 && isSpace(byte, delimiter, rowEnd)) byte = bytes[++at] as number;
      let from = at;
      const closing = byte === quote && at < end ? this.#seekClosing(bytes, at, isLast) : UNQUOTED;
      if (closing === INCOMPLETE) return this.#giveUp(unitsBefore, lineBefore);
      if (closing !== UNQUOTED) {
        isBlankLine = false;
        at = this.#nextStop(bytes, this.#afterQuote);
        if (column < width) {
          if (this.#isSpecial) this.#placeQuoted(bytes, from, closing, at, index);
          else this.#placeTrimmed(bytes, from + 1, closing, index);
        }
      } else {
        at = this.#nextStop(bytes, at);
        let to = at;
        if (to > from && (bytes[to - 1] as number) <= 32) while (to > from && isBlank(bytes[to - 1] as number)) to--;
        if (to > from) isBlankLine = false;
        if (column < width) {
          let all = 0;
          let hash = HASH_SEED;
          const start = from;
          for (; from + 4 <= to; from += 4) {
            const word = view.getInt32(from, true);
            all |= word;
            hash = stepHash(hash, word);
          }
          const rest = view.getInt32(from, true) & ((1 << ((to - from) << 3)) - 1);
          all |= rest;
          hash = stepHash(hash, rest);
          if ((all & NOT_ASCII) !== 0) this.#placeDecoded(bytes, start, to, index);
          else {
            fieldStarts[index] = start;
            fieldLengths[index] = to - start;
            fieldHashes[index] = finishHash(hash);
          }
        }
      }
      column++;
      index += STRIDE;
      if (at < end) {
        if (bytes[at++] === delimiter) continue;
      } else if (!isLast) return this.#giveUp(unitsBefore, lineBefore);
      if (column > 1 || !isBlankLine) this.#finishRow(column, lineBefore);
      this.#line++;
      return at;
    }
  }

  /** Where the next delimiter or end of a row is, from `from` on; the end of the bytes when there is none. */
  #nextStop(bytes: Uint8Array, from: number): number {
    const { quote } = this.#dialect;
    for (;;) {
      while (this.#mark < this.#markCount) {
        const at = this.#marks[this.#mark++] as number;
        if (at >= from && (bytes[at] as number) !== quote) return at;
      }
      if (this.#marksEnd >= this.#end) return this.#end;
      this.#listMarks(Math.max(this.#marksEnd, from));
    }
  }

  /** Lists where delimiters, quotes and ends of rows are in the next bytes from `from`, four bytes at a time. */
  #listMarks(from: number): void {
    const { view } = this;
    const marks = this.#marks;
    const { delimiter, quote, rowEnd } = this.#dialect;
    const delimiters = Math.imul(delimiter, EACH_BYTE);
    const quotes = Math.imul(quote, EACH_BYTE);
    const rowEnds = Math.imul(rowEnd, EACH_BYTE);
    const to = Math.min(this.#end, from + WINDOW);
    let count = 0;
    for (let at = from; at < to; at += 4) {
      const word = view.getInt32(at, true);
      const a = word ^ delimiters;
      const b = word ^ quotes;
      const c = word ^ rowEnds;
      // The top bit of each byte that is zero in a, b or c.
      let hits = ~(
        (((a & LOW_BITS) + LOW_BITS) | a | LOW_BITS) &
        (((b & LOW_BITS) + LOW_BITS) | b | LOW_BITS) &
        (((c & LOW_BITS) + LOW_BITS) | c | LOW_BITS)
      );
      // Most words have none or one: written in either case, and counted without a branch that is hard to foresee.
      marks[count] = at + ((31 - Math.clz32(hits & -hits)) >> 3);
      count += (hits | -hits) >>> 31;
      hits &= hits - 1;
      while (hits !== 0) {
        marks[count++] = at + ((31 - Math.clz32(hits & -hits)) >> 3);
        hits &= hits - 1;
      }
    }
    // The last word may reach beyond the bytes.
    while (count > 0 && (marks[count - 1] as number) >= to) count--;
    this.#mark = 0;
    this.#markCount = count;
    this.#marksEnd = to;
  }

  #giveUp(unitCount: number, line: number): number {
    this.#unitCount = unitCount;
    this.#line = line;
    this.#pending.length = 0;
    return INCOMPLETE;
  }

  #finishRow(fields: number, line: number): void {
    const width = this.#width;
    for (let column = fields; column < width; column++) {
      this.fieldStarts[column * STRIDE + this.rows] = 0;
      this.fieldLengths[column * STRIDE + this.rows] = 0;
    }
    if (fields < width) this.#warnings.note('TOO_FEW_FIELDS', line);
    else if (fields > width) this.#warnings.note('TOO_MANY_FIELDS', line);
    if (this.#pending.length > 0) {
      for (const code of this.#pending) this.#warnings.note(code, line);
      if (this.#pending.includes('UNCLOSED_QUOTE')) this.#quotedAtMost = QUOTED_BYTES_AFTER_FAILURE;
      this.#pending.length = 0;
    }
    this.rows++;
  }

  /**
   * Where the quote closes that opens at `open`; {@link UNQUOTED} when it never does, {@link INCOMPLETE} when the bytes
   * end too early to tell. Leaves what follows in `#afterQuote` and whether the field is plain in `#isSpecial`.
   */
  #seekClosing(bytes: Uint8Array, open: number, isLast: boolean): number {
    const { delimiter, quote, escape: mark, rowEnd } = this.#dialect;
    const end = this.#end;
    const most = Math.min(end, open + this.#quotedAtMost);
    let all = 0;
    let lines = 0;
    let hasPair = false;
    for (let at = open + 1; at < most; at++) {
      const byte = bytes[at] as number;
      if ((byte === quote || byte === mark) && bytes[at + 1] === quote && at + 1 < end) {
        hasPair = true;
        at++;
        continue;
      }
      if (byte === quote) {
        let after = at + 1;
        while (isSpace(bytes[after] as number, delimiter, rowEnd)) after++;
        if (after >= end && !isLast) return INCOMPLETE;
        this.#afterQuote = after;
        this.#isSpecial = hasPair || all > 127 || (bytes[after] !== delimiter && bytes[after] !== rowEnd);
        this.#line += lines;
        return at;
      }
      if (byte === rowEnd) lines++;
      all |= byte;
    }
    if (most === end && !isLast) return INCOMPLETE;
    this.#pending.push('UNCLOSED_QUOTE');
    return UNQUOTED;
  }

  /** Places a quoted field that has escapes, other characters than ASCII, or text behind the closing quote. */
  #placeQuoted(bytes: Uint8Array, open: number, closing: number, stop: number, index: number): void {
    const { quote, escape: mark } = this.#dialect;
    if (stop > this.#afterQuote) this.#pending.push('TEXT_AFTER_QUOTE');
    if (this.#scratch.length < stop - open) this.#scratch = new Uint8Array((stop - open) * 2);
    const scratch = this.#scratch;
    let length = 0;
    for (let at = open + 1; at < closing; at++) {
      const byte = bytes[at] as number;
      if ((byte === quote || byte === mark) && bytes[at + 1] === quote) at++;
      scratch[length++] = bytes[at] as number;
    }
    for (let at = closing + 1; at < stop; at++) scratch[length++] = bytes[at] as number;
    this.#placeDecoded(scratch, 0, length, index);
  }

  /** Places a field of ASCII that may have blanks around it. */
  #placeTrimmed(bytes: Uint8Array, start: number, end: number, index: number): void {
    let from = start;
    let to = end;
    while (from < to && isBlank(bytes[from] as number)) from++;
    while (to > from && isBlank(bytes[to - 1] as number)) to--;
    this.fieldStarts[index] = from;
    this.fieldLengths[index] = to - from;
    this.fieldHashes[index] = hashView(this.view, from, to);
  }

  /** Places a field that has to be decoded. */
  #placeDecoded(bytes: Uint8Array, start: number, end: number, index: number): void {
    let from = this.#unitCount;
    if (from + end - start > this.units.length) {
      const grown = new Uint16Array((from + end - start) * 2);
      grown.set(this.units.subarray(0, from));
      this.units = grown;
    }
    const units = this.units;
    let length = decodeUtf8(bytes, start, end, units, from);
    if (length < 0) {
      this.#pending.push('NOT_UTF8');
      length = decodeWindows1252(bytes, start, end, units, from);
    }
    let to = from + length;
    this.#unitCount = to;
    while (from < to && isBlank(units[from] as number)) from++;
    while (to > from && isBlank(units[to - 1] as number)) to--;
    this.fieldStarts[index] = -1 - from;
    this.fieldLengths[index] = to - from;
  }
}

/** Blanks around a field; the part of a line break that does not end rows is one as well. */
function isSpace(byte: number, delimiter: number, rowEnd: number): boolean {
  return byte === 32 || (byte === 9 && delimiter !== 9) || ((byte === 10 || byte === 13) && byte !== rowEnd);
}
