import type { Row } from '@crmkit/core';
import type { Dialect, TablePlan } from '@crmkit/sql';
import { createRowReader } from '../row/row-reader.js';
import { writtenColumns } from '../row/row-writer.js';
import type { SqlConnection } from '../session/session.js';

const AT_ONCE = 1000;

/**
 * Fills the folded shadows of records that were stored before a field was declared folded. Folding happens in JavaScript
 * and nowhere else, so that every engine folds alike.
 *
 * @param connection - inside the migration step's transaction
 * @param table - layout of the entity
 * @param dialect - of the database
 */
export async function foldStored(connection: SqlConnection, table: TablePlan, dialect: Dialect): Promise<void> {
  const reader = createRowReader(table, dialect);
  const shadows = writtenColumns(table, dialect).filter(({ name }) => name.endsWith('_folded'));
  const text = (position: number): string => dialect.parameter(position, 'text');
  const select =
    `select ${dialect.readText('t.tenant', 'text')}, ${reader.selectList('t')} from ${table.qualified} as t ` +
    `where t.deleted_at is null and (t.tenant, t.id) > (${text(1)}, ${text(2)}) order by t.tenant, t.id limit ${AT_ONCE}`;
  const keys = [
    { name: 'own_tenant', kind: 'text' },
    { name: 'own_id', kind: 'text' },
  ] as const;
  const assignments = shadows.map(({ name }) => `${dialect.quote(name)} = u.${dialect.quote(name)}`).join(', ');
  const update =
    `update ${table.qualified} as t set ${assignments} from ${dialect.rowsFrom([...keys, ...shadows], 1, 'u')} ` +
    'where t.tenant = u.own_tenant and t.id = u.own_id';
  for (let after: readonly [string, string] = ['', '']; ; ) {
    const cells = await connection.query(select, after);
    const found = cells.map((each): readonly [string, Row] => [dialect.textOf(each[0] ?? ''), reader.read(each, 1)]);
    const last = found.at(-1);
    if (last === undefined) return;
    const lists = shadows.map((shadow) => dialect.listText(found.map(([, row]) => shadow.text(row))));
    await connection.query(update, [
      dialect.listText(found.map(([tenant]) => tenant)),
      dialect.listText(found.map(([, { id }]) => id)),
      ...lists,
    ]);
    after = [last[0], last[1].id];
  }
}
