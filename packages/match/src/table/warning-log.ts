import type { TableWarning, TableWarningCode } from './table.js';

const LINES_KEPT = 5;

/** Counts what was read otherwise than written, and keeps the lines of the first few of each. */
export class WarningLog {
  readonly #found = new Map<TableWarningCode, { count: number; readonly lines: number[] }>();

  note(code: TableWarningCode, line: number): void {
    let entry = this.#found.get(code);
    if (entry === undefined) {
      entry = { count: 0, lines: [] };
      this.#found.set(code, entry);
    }
    entry.count++;
    if (entry.lines.length < LINES_KEPT) entry.lines.push(line);
  }

  list(): readonly TableWarning[] {
    return [...this.#found].map(([code, { count, lines }]) => ({
      code,
      count,
      lines,
      message: `${describe(code, count)} ${lines.length > 1 ? 'Lines' : 'Line'} ${lines.join(', ')}${count > lines.length ? ' and others' : ''}.`,
    }));
  }
}

function describe(code: TableWarningCode, count: number): string {
  const times = (one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count} ${many}`);
  switch (code) {
    case 'TOO_FEW_FIELDS':
      return `${times('row has', 'rows have')} fewer fields than the header; the missing ones were read as empty.`;
    case 'TOO_MANY_FIELDS':
      return `${times('row has', 'rows have')} more fields than the header; the rest of them was left out.`;
    case 'NOT_UTF8':
      return `${times('field is', 'fields are')} not UTF-8 and read as Windows-1252, the common encoding of Western Europe.`;
    case 'UNCLOSED_QUOTE':
      return `${times('quote opens', 'quotes open')} a field and never close it; read as part of the text.`;
    case 'TEXT_AFTER_QUOTE':
      return `${times('field goes', 'fields go')} on after the closing quote; the rest was kept as text.`;
    case 'EMPTY_HEADER':
      return `${times('column has', 'columns have')} no name in the header and got one by position, such as column3.`;
    case 'DUPLICATE_HEADER':
      return `${times('column has', 'columns have')} the name of an earlier one and got a number behind it, such as name_2.`;
    default: {
      const missed: never = code;
      return missed;
    }
  }
}
