import { Resolution } from '../resolution.js';
import type { Table } from '../table/table.js';
import { type Html, html } from './html.js';
import type { ReportContext } from './report-context.js';

/** Raw text of a record in every column that has one in any of the records. */
function columnsWithText(table: Table, numbers: readonly number[]) {
  const textOf = (column: Table['columns'][number], at: number): string =>
    column.dictionary.text(column.ids[at] as number);
  return table.columns.flatMap((column) => {
    const texts = numbers.map((at) => textOf(column, at));
    return texts.some((text) => text !== '') ? [{ name: column.name, texts }] : [];
  });
}

/** Two records side by side, a row per column; rows that differ stand out. */
export function showSideBySide({ resolution, table, words }: ReportContext, left: string, right: string): Html {
  const { numberOf } = Resolution.partsOf(resolution);
  const rows = columnsWithText(table, [numberOf(left) as number, numberOf(right) as number]);
  return html`<div class="scroll"><table><tr><th>${words.field}</th><th>${left}</th><th>${right}</th></tr>
${rows.map(({ name, texts: [one = '', other = ''] }) =>
  one === other
    ? html`<tr><td>${name}</td><td>${one}</td><td>${other}</td></tr>`
    : html`<tr class="differs"><td>${name}</td><td>${one}</td><td>${other}</td></tr>`,
)}</table></div>`;
}

/** Some records, a row each. */
export function showRecords({ resolution, table }: ReportContext, records: readonly string[]): Html {
  const { numberOf } = Resolution.partsOf(resolution);
  const columns = columnsWithText(
    table,
    records.map((record) => numberOf(record) as number),
  );
  return html`<div class="scroll"><table><tr><th></th>${columns.map(({ name }) => html`<th>${name}</th>`)}</tr>
${records.map((record, at) => html`<tr><td>${record}</td>${columns.map(({ texts }) => html`<td>${texts[at]}</td>`)}</tr>`)}</table></div>`;
}
