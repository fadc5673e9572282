import type { Table } from '../table/table.js';

/** What the guess looks at of one column. */
export interface ColumnSample {
  readonly name: string;
  /** Records in all. */
  readonly rows: number;
  /** Records with a value. */
  readonly filled: number;
  /** Different values. */
  readonly distinct: number;
  /** Different values, at most 2,000, taken evenly. */
  readonly values: readonly string[];
  /** Whether the sampled records have a value; the same records for every column. */
  readonly presence: readonly boolean[];
}

const SAMPLE = 2000;

/** Takes the samples that `guessColumns` needs from a table; without randomness, so the same table gives the same. */
export function sampleTable(table: Table): readonly ColumnSample[] {
  const step = Math.max(1, Math.floor(table.length / SAMPLE));
  return table.columns.map(({ name, ids, dictionary }) => {
    let filled = 0;
    for (const id of ids) if (id !== 0) filled += 1;
    const stride = Math.max(1, Math.floor((dictionary.size - 1) / SAMPLE));
    const values: string[] = [];
    for (let id = 1; id < dictionary.size && values.length < SAMPLE; id += stride) {
      const value = dictionary.text(id).trim();
      if (value !== '') values.push(value);
    }
    const presence: boolean[] = [];
    for (let row = 0; row < table.length && presence.length < SAMPLE; row += step) presence.push(ids[row] !== 0);
    return { name, rows: table.length, filled, distinct: dictionary.size - 1, values, presence };
  });
}

/** The sample of a column given as plain values, one per record; for small data and tests. */
export function sampleValues(name: string, column: readonly (string | null | undefined)[]): ColumnSample {
  const texts = column.map((value) => value?.trim() ?? '');
  const values = [...new Set(texts)].filter((text) => text !== '');
  return {
    name,
    rows: texts.length,
    filled: texts.filter((text) => text !== '').length,
    distinct: values.length,
    values: values.slice(0, SAMPLE),
    presence: texts.slice(0, SAMPLE).map((text) => text !== ''),
  };
}
