import { dedupe } from '../src/dedupe.js';
import { link } from '../src/link.js';
import type { Resolution } from '../src/resolution.js';
import type { Column } from '../src/table/dictionary.js';
import { findColumn, type Table } from '../src/table/table.js';

/** Records whose true clusters are known. Nothing of the truth is in what the engine gets. */
export interface DataSet {
  readonly name: string;
  /** One source, or two to be linked. */
  readonly tables: readonly [Table] | readonly [Table, Table];
  /** Column with the ids of the records. */
  readonly id: string;
  /** Column that names the source of a record; records of one source are never the same. */
  readonly source?: string;
  /** True cluster of every record, in the order of the records, those of the first source first. */
  readonly truth: readonly string[];
}

/** Runs the engine with nothing declared but what is the id of a record and which records come from one source. */
export function resolveDataSet({ tables, id, source }: DataSet): Promise<Resolution> {
  const [first, second] = tables;
  if (second !== undefined) return link(first, second, { id });
  return dedupe(first, source === undefined ? { id } : { id, source, cleanSources: true });
}

/** A table without some of its columns. */
export function withoutColumns(table: Table, names: readonly string[]): Table {
  return { ...table, columns: table.columns.filter(({ name }) => !names.includes(name)) };
}

/**
 * The texts of one column, by record.
 *
 * @throws Error when the table lacks it
 */
export function textsOf(table: Table, name: string): readonly string[] {
  const column = findColumn(table, name);
  if (column === undefined) throw new Error(`The table has no column ${name}.`);
  return Array.from(column.ids, (text) => column.dictionary.text(text));
}

/**
 * The same records in another order of rows and columns.
 *
 * @param order - position in the given set of every record of the new one; for sets of one source
 */
export function reorderDataSet(set: DataSet, order: readonly number[]): DataSet {
  const [table, second] = set.tables;
  if (second !== undefined) throw new Error('Only a set of one source can be reordered.');
  const columns = table.columns.map(
    (column): Column => ({ ...column, ids: Uint32Array.from(order, (record) => column.ids[record] as number) }),
  );
  return {
    ...set,
    tables: [{ ...table, columns: columns.reverse() }],
    truth: order.map((record) => set.truth[record] as string),
  };
}
