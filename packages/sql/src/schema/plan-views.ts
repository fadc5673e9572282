import type { Dialect } from '../dialect/dialect.js';
import { type ColumnPlan, columnName, type TablePlan } from '../table/table-plan.js';
import { moneyAsNumeric, tenthPower } from './money-view.js';
import type { SchemaStep } from './steps.js';

/**
 * Lays out the published views: one per entity with its live rows in types that BI tools read (money as numeric with a
 * currency, instants as timestamptz, decimals as numeric), and `v_party_id`, which maps each id to the current one.
 *
 * @param tables - of all entities
 * @param options - database schema and dialect
 * @returns one step per view
 */
export function viewSteps(
  tables: readonly TablePlan[],
  { dialect }: { readonly dialect: Dialect },
): readonly SchemaStep[] {
  const views = tables.map(
    (table): SchemaStep => ({ type: 'createView', name: `v_${table.name}`, query: viewQuery(table, dialect) }),
  );
  const party = tables.find(({ entity }) => entity.name === 'party');
  if (party === undefined) return views;
  const query = `select tenant, id, id as party_id from ${party.qualified} where deleted_at is null`;
  return [...views, { type: 'createView', name: 'v_party_id', query }];
}

function viewQuery(table: TablePlan, dialect: Dialect): string {
  const columns = table.columns.flatMap((column) => viewColumn(column, dialect));
  return `select ${['tenant', 'id', ...columns, 'custom'].join(',\n  ')}\nfrom ${table.qualified}\nwhere deleted_at is null`;
}

function viewColumn({ name, field, type, part }: ColumnPlan, dialect: Dialect): readonly string[] {
  const column = dialect.quote(name);
  if (part === 'folded') return [];
  if (part === 'amount' && type.type === 'money') {
    const currency = dialect.quote(columnName(field, 'currency'));
    return [`${moneyAsNumeric(column, currency, type.extraDigits)} as ${dialect.quote(columnName(field, 'value'))}`];
  }
  if (type.type === 'instant') return [`(timestamptz 'epoch' + ${column} * interval '1 millisecond') as ${column}`];
  if (type.type === 'decimal') return [`${column}::numeric * ${tenthPower(type.scale)} as ${column}`];
  return [column];
}
