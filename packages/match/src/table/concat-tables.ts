// Hot loops index typed arrays within their bounds: `as number` spares a test per record.
import type { Column } from './dictionary.js';
import { GrowingDictionary } from './growing-dictionary.js';
import { findColumn, type Table } from './table.js';

/** The column in which the ids of both tables stand; a header is trimmed, so no column of a source is called so. */
const ID_COLUMN = ' id';

/**
 * Puts one table under another. Columns meet by name; ids get the prefix `a:` or `b:`.
 *
 * @param id - column of the record ids; their numbers when absent
 */
export function concatTables(a: Table, b: Table, id: string | undefined): Table {
  const names = [...new Set([...a.columns, ...b.columns].map(({ name }) => name))].filter((name) => name !== id);
  return {
    length: a.length + b.length,
    columns: [idColumn(a, b, id), ...names.map((name) => concatColumns(a, b, name))],
    warnings: [...a.warnings, ...b.warnings],
  };
}

function concatColumns(a: Table, b: Table, name: string): Column {
  const dictionary = new GrowingDictionary();
  const ids = new Uint32Array(a.length + b.length);
  append(findColumn(a, name), dictionary, ids, 0);
  append(findColumn(b, name), dictionary, ids, a.length);
  return { name, ids, dictionary };
}

function append(column: Column | undefined, dictionary: GrowingDictionary, ids: Uint32Array, from: number): void {
  if (column === undefined) return;
  const meaning = new Uint32Array(column.dictionary.size);
  for (let text = 1; text < column.dictionary.size; text++) {
    meaning[text] = dictionary.intern(column.dictionary.text(text));
  }
  const { counts } = dictionary;
  column.ids.forEach((text, row) => {
    const id = meaning[text] as number;
    ids[from + row] = id;
    counts[id] = (counts[id] as number) + 1;
  });
}

function idColumn(a: Table, b: Table, id: string | undefined): Column {
  const dictionary = new GrowingDictionary();
  const ids = new Uint32Array(a.length + b.length);
  const add = (table: Table, prefix: string, from: number): void => {
    const column = id === undefined ? undefined : findColumn(table, id);
    for (let row = 0; row < table.length; row++) {
      const own = column === undefined ? String(row) : column.dictionary.text(column.ids[row] as number);
      ids[from + row] = dictionary.intern(prefix + own);
    }
  };
  add(a, 'a:', 0);
  add(b, 'b:', a.length);
  return { name: ID_COLUMN, ids, dictionary };
}
