import type { Output } from './output.js';
import { textWidth } from './text-width.js';

/** Widest cell; longer texts go on in the next line. */
const MOST = 72;

/** Writes rows under a heading, numbers to the right. */
export function writeTable(
  { line }: Output,
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en-US') : cell)));
  const isNumeric = columns.map((_, index) =>
    rows.every(
      (row) => typeof row[index] === 'number' || /^-?[\d,]+(?:\.\d+)?(?: [A-Z]{3})?$/.test(String(row[index])),
    ),
  );
  const widths = columns.map((column, index) =>
    Math.max(textWidth(column), ...texts.map((row) => Math.max(...wrap(row[index] ?? '').map(textWidth)))),
  );
  const write = (cells: readonly string[]): void => {
    const padded = cells.map((cell, index) => pad(cell, widths[index] ?? 0, isNumeric[index] ?? false));
    line(`  ${padded.join('  ').trimEnd()}`);
  };
  write(columns);
  write(widths.map((each) => '─'.repeat(each)));
  for (const row of texts) {
    const cells = row.map(wrap);
    const height = Math.max(...cells.map(({ length }) => length));
    for (let place = 0; place < height; place += 1) write(cells.map((lines) => lines[place] ?? ''));
  }
}

function pad(text: string, to: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, to - textWidth(text)));
  return right ? blanks + text : text + blanks;
}

/** Cuts a text into lines between words. */
function wrap(text: string): readonly string[] {
  if (textWidth(text) <= MOST) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && textWidth(line) + 1 + textWidth(word) > MOST) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
