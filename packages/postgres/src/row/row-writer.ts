import { foldText, type Row, type StoredMoney, type StoredValue } from '@crmkit/core';
import type { ColumnKind, ColumnPlan, Dialect, SourceColumn, TablePlan } from '@crmkit/sql';

/** One column of the rows a statement writes, and how its text is taken from a row. */
export interface WrittenColumn extends SourceColumn {
  /** Text of the column's value, or null where the row has none. */
  text(row: Row): string | null;
}

/**
 * Prepares writing of an entity's rows: its columns in the order in which statements take their lists.
 *
 * @param table - layout of the entity
 * @param dialect - writes lists
 * @returns columns; `custom` and the folded shadows of host fields are the last two
 */
export function writtenColumns(table: TablePlan, dialect: Dialect): readonly WrittenColumn[] {
  const foldedCustom = Object.entries(table.entity.custom).flatMap(([field, { folded }]) => (folded ? [field] : []));
  return [
    ...table.columns.map(
      (column): WrittenColumn => ({ name: column.name, kind: column.kind, text: columnText(column, dialect) }),
    ),
    { name: 'custom', kind: 'document', text: ({ custom }) => (custom === undefined ? null : JSON.stringify(custom)) },
    { name: 'custom_folded', kind: 'document', text: ({ custom }) => foldCustom(custom, foldedCustom) },
  ];
}

function columnText({ field, part, kind }: ColumnPlan, dialect: Dialect): (row: Row) => string | null {
  if (part === 'amount' || part === 'currency') {
    // A money column's field holds money: `checkRow` let nothing else pass.
    return (row) => (row[field] === undefined ? null : String((row[field] as StoredMoney)[part]));
  }
  if (part === 'folded') return (row) => (typeof row[field] === 'string' ? foldText(row[field]) : null);
  return (row) => (row[field] === undefined ? null : valueText(row[field] as StoredValue, kind, dialect));
}

function valueText(value: StoredValue, kind: ColumnKind, dialect: Dialect): string {
  if (typeof value === 'string' && kind !== 'json') return value;
  if (kind === 'list') return dialect.listText(value as readonly string[]);
  return kind === 'json' ? JSON.stringify(value) : String(value);
}

function foldCustom(custom: Row['custom'], fields: readonly string[]): string | null {
  if (custom === undefined || fields.length === 0) return null;
  const shadows = fields.flatMap((field) =>
    typeof custom[field] === 'string' ? [[field, foldText(custom[field])] as const] : [],
  );
  return shadows.length === 0 ? null : JSON.stringify(Object.fromEntries(shadows));
}
