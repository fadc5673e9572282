import type { FieldType, Row, Scaled, StoredValue } from '@crmkit/core';
import type { Dialect, TablePlan } from '@crmkit/sql';
import type { SqlRow } from '../session/session.js';

/** Turns the cells of a select into rows. */
export interface RowReader {
  /** The select list for a table under an alias: every column as text. */
  selectList(alias: string): string;
  /** How many cells the list yields. */
  readonly width: number;
  /** Reads the row whose first cell stands at `offset`, 0 unless told. */
  read(cells: SqlRow, offset?: number): Row;
}

type ReadCell = (cells: SqlRow, index: number) => StoredValue;
interface Target {
  readonly field: string;
  readonly read: ReadCell;
  /** Cell of the value, counted from the row's first. */
  readonly cell: number;
}

/**
 * Prepares reading of an entity's rows, once, so that the loop over rows only walks a list.
 *
 * @param table - layout of the entity
 * @param dialect - renders columns as text
 * @returns the reader
 */
export function createRowReader(table: TablePlan, dialect: Dialect): RowReader {
  const columns = table.columns.filter(({ part }) => part !== 'folded');
  const first = 2;
  const targets: readonly Target[] = columns.flatMap(({ field, type, part }, index) =>
    part === 'currency' ? [] : [{ field, read: cellReader(type, dialect), cell: first + index }],
  );
  const customCell = first + columns.length;
  return {
    width: customCell + 1,
    selectList: (alias) =>
      [
        dialect.readText(`${alias}.id`, 'text'),
        `${alias}.rev::text`,
        ...columns.map(({ name, kind }) => dialect.readText(`${alias}.${dialect.quote(name)}`, kind)),
        `${alias}.custom::text`,
      ].join(', '),
    read(cells, offset = 0) {
      const row: Record<string, unknown> = { id: dialect.textOf(cells[offset] ?? ''), rev: cells[offset + 1] };
      for (const { field, read, cell } of targets) {
        if (cells[offset + cell] !== null) row[field] = read(cells, offset + cell);
      }
      const custom = cells[offset + customCell];
      if (typeof custom === 'string') row.custom = JSON.parse(custom);
      // The columns were written from a checked row, so they hold one.
      return row as Row;
    },
  };
}

function cellReader(type: FieldType, { textOf }: Dialect): ReadCell {
  switch (type.type) {
    case 'bool':
      return (cells, index) => cells[index] === 'true';
    case 'int':
    case 'instant':
      return (cells, index) => Number(cells[index]);
    case 'decimal':
      return (cells, index) => readScaled(cells[index] ?? '0');
    case 'money':
      return (cells, index) => ({ amount: readScaled(cells[index] ?? '0'), currency: textOf(cells[index + 1] ?? '') });
    case 'text':
    case 'keyword':
    case 'ref':
      return (cells, index) => textOf(cells[index] ?? '');
    case 'date':
      return (cells, index) => cells[index] ?? '';
    case 'list':
    case 'json':
      return (cells, index) => JSON.parse(cells[index] ?? 'null');
    default:
      return type satisfies never;
  }
}

/** Reads an exact integer: a number while it is safe, its digits beyond. */
export function readScaled(text: string): Scaled {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}
