import type { Dialect } from '../dialect/dialect.js';
import type { ColumnDefinition, SchemaStep } from './steps.js';

/**
 * Renders a schema step for Postgres.
 *
 * @param step - the change
 * @param namespace - database schema it happens in
 * @param dialect - quoting and column types
 * @returns statements in order; each may run again without harm
 * @example
 * renderStep({ type: 'createSequence', name: '_batch' }, 'crm', postgresDialect);
 * // ['create sequence if not exists "crm"."_batch"']
 */
export function renderStep(step: SchemaStep, namespace: string, dialect: Dialect): readonly string[] {
  const qualify = (name: string): string => `${dialect.quote(namespace)}.${dialect.quote(name)}`;
  switch (step.type) {
    case 'createTable': {
      const columns = step.columns.map((column) => renderColumn(column, dialect));
      const key = `primary key (${step.primaryKey.map(dialect.quote).join(', ')})`;
      return [`create table if not exists ${qualify(step.table)} (\n  ${[...columns, key].join(',\n  ')}\n)`];
    }
    case 'addColumns': {
      const columns = step.columns.map((column) => `add column if not exists ${renderColumn(column, dialect)}`);
      return [`alter table ${qualify(step.table)}\n  ${columns.join(',\n  ')}`];
    }
    case 'createIndex': {
      const parts = step.parts.map(({ sql, bare }) => (bare ? sql : `${sql} nulls first`));
      const condition = step.where === undefined ? '' : ` where ${step.where}`;
      const unique = step.unique ? 'unique ' : '';
      return [
        `create ${unique}index if not exists ${dialect.quote(step.name)} on ${qualify(step.table)} (${parts.join(', ')})${condition}`,
      ];
    }
    case 'createView':
      return [replaceView(qualify(step.name), step.query)];
    case 'createSequence':
      return [`create sequence if not exists ${qualify(step.name)}`];
    case 'protectRows': {
      const table = qualify(step.table);
      const own = `tenant = current_setting('${step.setting.replaceAll("'", "''")}', true)`;
      return [
        `alter table ${table} enable row level security`,
        `alter table ${table} force row level security`,
        `drop policy if exists tenant_rows on ${table}`,
        `create policy tenant_rows on ${table} using (${own}) with check (${own})`,
      ];
    }
    default:
      return step satisfies never;
  }
}

/**
 * Replacing keeps the views that others built on this one; where columns came in the middle, which a replacement refuses,
 * the view is made anew.
 */
function replaceView(view: string, query: string): string {
  const definition = `view ${view} with (security_invoker = true) as\n${query}`;
  return `do $do$ begin\n  create or replace ${definition};\nexception when invalid_table_definition then\n  drop view ${view};\n  create ${definition};\nend $do$`;
}

function renderColumn({ name, kind, required, counter, computed }: ColumnDefinition, dialect: Dialect): string {
  const stored = computed === undefined ? '' : ` generated always as (${computed}) stored`;
  const generated = counter ? ' generated always as identity' : stored;
  return `${dialect.quote(name)} ${dialect.columnType(kind)}${required ? ' not null' : ''}${generated}`;
}
