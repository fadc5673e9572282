import type { Output } from './output.js';

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
    Math.max(width(column), ...texts.map((row) => width(row[index] ?? ''))),
  );
  const write = (cells: readonly string[]): void => {
    const padded = cells.map((cell, index) => pad(cell, widths[index] ?? 0, isNumeric[index] ?? false));
    line(`  ${padded.join('  ').trimEnd()}`);
  };
  write(columns);
  write(widths.map((each) => '─'.repeat(each)));
  for (const row of texts) write(row);
}

function pad(text: string, to: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, to - width(text)));
  return right ? blanks + text : text + blanks;
}

/** Columns a text takes in a terminal: Chinese characters take two. */
function width(text: string): number {
  let sum = 0;
  for (const character of text)
    sum += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
      character,
    )
      ? 2
      : 1;
  return sum;
}
