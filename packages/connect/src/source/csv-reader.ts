/** One record of a CSV text, or what stands where one should be. */
export type CsvRecord =
  | { readonly ok: true; readonly line: number; readonly cells: readonly string[] }
  | { readonly ok: false; readonly line: number; readonly detail: string };

/** Takes a CSV text in pieces and gives its records as soon as they are whole. */
export interface CsvReader {
  readonly read: (text: string) => readonly CsvRecord[];
  readonly end: () => readonly CsvRecord[];
}

type Scan =
  | { readonly type: 'record'; readonly cells: readonly string[]; readonly next: number }
  | { readonly type: 'broken'; readonly detail: string }
  | { readonly type: 'more' };

/**
 * Reads CSV as of RFC 4180, with two liberties of files in the field: lines may end in LF alone, and a quote inside a
 * cell that does not begin with one is a character like others. After a fault it goes on at the next line: a parser
 * that stays inside a quote that somebody forgot to close would lose the rest of the file without a word.
 *
 * @param options - `maxLength`: longest record in characters
 * @see RFC 4180, Common Format and MIME Type for CSV Files
 */
export function createCsvReader(options: { readonly delimiter: string; readonly maxLength: number }): CsvReader {
  const { delimiter, maxLength } = options;
  let rest = '';
  let line = 1;

  const take = (isEnd: boolean): readonly CsvRecord[] => {
    const records: CsvRecord[] = [];
    let from = 0;
    while (from < rest.length) {
      const newline = rest.indexOf('\n', from);
      if (newline < 0 && !isEnd && rest.length - from <= maxLength) break;
      const lineEnd = newline < 0 ? rest.length : newline;
      const text = rest.slice(from, rest[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd);
      let next = lineEnd + 1;
      if (text.length > maxLength) {
        records.push({ ok: false, line, detail: `the line is longer than ${maxLength} characters` });
      } else if (!text.includes('"')) {
        if (text !== '') records.push({ ok: true, line, cells: text.split(delimiter) });
      } else {
        const scan = scanRecord(rest, from, delimiter, isEnd, maxLength);
        if (scan.type === 'more') break;
        if (scan.type === 'broken') records.push({ ok: false, line, detail: scan.detail });
        else {
          records.push({ ok: true, line, cells: scan.cells });
          next = scan.next;
        }
      }
      line += countNewlines(rest, from, next);
      from = next;
    }
    rest = rest.slice(from);
    return records;
  };
  return {
    read: (text) => {
      rest += text;
      return take(false);
    },
    end: () => take(true),
  };
}

function scanRecord(text: string, from: number, delimiter: string, isEnd: boolean, maxLength: number): Scan {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    if (text[at] !== '"') {
      const newline = endOf(text.indexOf('\n', at), text);
      const end = Math.min(endOf(text.indexOf(delimiter, at), text), newline);
      if (end === text.length && !isEnd) return waitOrGiveUp(text, from, maxLength);
      cells.push(text.slice(at, end === newline && text[end - 1] === '\r' ? Math.max(at, end - 1) : end));
      if (end === newline) return { type: 'record', cells, next: end + 1 };
      at = end + delimiter.length;
      continue;
    }
    const close = findClosingQuote(text, at + 1);
    if (close < 0 || (close + 2 >= text.length && !isEnd)) {
      return isEnd ? { type: 'broken', detail: 'a quote is not closed' } : waitOrGiveUp(text, from, maxLength);
    }
    cells.push(text.slice(at + 1, close).replaceAll('""', '"'));
    const after =
      text[close + 1] === '\r' && (text[close + 2] === '\n' || close + 2 >= text.length) ? close + 2 : close + 1;
    if (after >= text.length || text[after] === '\n') return { type: 'record', cells, next: after + 1 };
    if (!text.startsWith(delimiter, after)) return { type: 'broken', detail: 'text follows a closing quote' };
    at = after + delimiter.length;
  }
}

function waitOrGiveUp(text: string, from: number, maxLength: number): Scan {
  return text.length - from > maxLength ? { type: 'broken', detail: 'a quote is not closed' } : { type: 'more' };
}

/** The quote that ends a cell: one that is not doubled. −1 when the text has none yet. */
function findClosingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function endOf(index: number, text: string): number {
  return index < 0 ? text.length : index;
}

function countNewlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
