import type { FieldType, StorageSchema } from '@crmkit/core';
import { findField } from '@crmkit/core/storage';
import type { Dialect } from '../dialect/dialect.js';
import { hashName } from '../identifier/snake-name.js';
import { columnKind, columnName, indexedKind, planTable, type TablePlan } from '../table/table-plan.js';
import { viewSteps } from './plan-views.js';
import type { ColumnDefinition, IndexPart, SchemaStep } from './steps.js';
import { systemSteps } from './system-tables.js';

/**
 * A part of the wanted database schema. `id` is logged once it is there; `detail` tells whether what is there is what
 * is wanted. `columns` are logged one by one, so that a later field adds just its own.
 */
export interface SchemaPart {
  readonly id: string;
  readonly detail: string;
  readonly step: SchemaStep;
  /** The entity whose table it is. */
  readonly entity?: string;
  readonly columns?: readonly PlannedColumn[];
}

/** A column that is logged by itself. Host fields share the column `custom`; adding it again does nothing. */
export interface PlannedColumn {
  readonly id: string;
  readonly detail: string;
  readonly definition: ColumnDefinition;
  /** For a folded shadow: the column it is made from. */
  readonly shadowOf?: string;
}

/** What a planned schema depends on beside the model. */
export interface PlanOptions {
  readonly namespace: string;
  readonly dialect: Dialect;
  /** Protect every table with row-level security that reads the tenant from this setting. */
  readonly tenantSetting?: string | undefined;
}

/**
 * Lays out everything a storage needs in the database: system tables, one table per entity, indexes, published views.
 *
 * @param schema - what the storage is opened with
 * @param options - where, and for which database
 * @returns parts in the order in which they can be made
 * @example
 * planSchema(schema, { namespace: 'crm', dialect: postgresDialect }).map(({ id }) => id);
 */
export function planSchema(schema: StorageSchema, options: PlanOptions): readonly SchemaPart[] {
  const { namespace, dialect } = options;
  const rowLevelSecurity = options.tenantSetting !== undefined;
  const tables = Object.values(schema.entities).map((entity) =>
    planTable(entity, namespace, dialect, { rowLevelSecurity }),
  );
  const backlinks = relationFields(schema);
  const system = systemSteps().map(wholePart);
  const entities = tables.map((table) => tablePart(table));
  const indexes = tables.flatMap((table) =>
    indexSteps(table, backlinks.get(table.entity.name) ?? [], dialect).map(wholePart),
  );
  const views = viewSteps(tables, options).map(wholePart);
  const all = [...system, ...entities, ...indexes, ...views];
  return [...all, ...protectionParts(all, options.tenantSetting)];
}

function protectionParts(parts: readonly SchemaPart[], setting: string | undefined): readonly SchemaPart[] {
  if (setting === undefined) return [];
  return parts.flatMap(({ step }) =>
    step.type === 'createTable' && step.columns.some(({ name }) => name === 'tenant')
      ? [wholePart({ type: 'protectRows', table: step.table, setting })]
      : [],
  );
}

function wholePart(step: SchemaStep): SchemaPart {
  const name =
    step.type === 'createTable' || step.type === 'addColumns' || step.type === 'protectRows' ? step.table : step.name;
  return { id: `${step.type}:${name}`, detail: hashName(JSON.stringify(step)), step };
}

function tablePart(table: TablePlan): SchemaPart {
  const own: readonly ColumnDefinition[] = [
    { name: 'tenant', kind: 'text', required: true },
    { name: 'id', kind: 'text', required: true },
    { name: 'rev', kind: 'bigint', required: true },
    { name: 'deleted_at', kind: 'bigint' },
    ...(table.entity.fact ? [{ name: 'batch', kind: 'bigint' } as const] : []),
    { name: 'custom', kind: 'document' },
    { name: 'custom_folded', kind: 'document' },
  ];
  const columnId = (name: string): string => `column:${table.name}.${name}`;
  const fields = table.columns.map(
    ({ name, kind, field, type, part }): PlannedColumn => ({
      id: columnId(name),
      detail: `${kind}${part === 'value' || part === 'amount' ? scaleDetail(type) : ''}`,
      definition: { name, kind },
      ...(part === 'folded' && { shadowOf: columnId(columnName(field, 'value')) }),
    }),
  );
  const custom = Object.entries(table.entity.custom).flatMap(([field, { type, folded }]): readonly PlannedColumn[] => {
    const id = columnId(`custom.${field}`);
    const value: PlannedColumn = {
      id,
      detail: `${columnKind(type)}${scaleDetail(type)}`,
      definition: { name: 'custom', kind: 'document' },
    };
    const shadow: PlannedColumn = {
      id: `${id}.folded`,
      detail: 'text',
      definition: { name: 'custom_folded', kind: 'document' },
      shadowOf: id,
    };
    return folded ? [value, shadow] : [value];
  });
  const computed = [...table.computed.values()].map(
    ({ name, kind, expression }): PlannedColumn => ({
      id: `${columnId(name)}.computed`,
      detail: kind,
      definition: { name, kind, computed: expression },
    }),
  );
  const columns = [...own, ...[...fields, ...computed].map(({ definition }) => definition)];
  return {
    id: `createTable:${table.name}`,
    detail: table.entity.fact ? 'fact' : 'entity',
    entity: table.entity.name,
    step: { type: 'createTable', table: table.name, columns, primaryKey: ['tenant', 'id'] },
    columns: [...fields, ...custom, ...computed],
  };
}

/** The scale is part of a column's form: its integers would mean something else at another one. */
function scaleDetail(type: FieldType): string {
  if (type.type === 'money') return `.${type.extraDigits}`;
  return type.type === 'decimal' ? `.${type.scale}` : '';
}

/** Fields by which other entities find their rows of an entity: each needs an index. */
function relationFields(schema: StorageSchema): ReadonlyMap<string, readonly (readonly string[])[]> {
  const fields = new Map<string, (readonly string[])[]>();
  for (const { relations } of Object.values(schema.entities)) {
    for (const { kind, entity, via } of Object.values(relations)) {
      if (kind === 'many') fields.set(entity, [...(fields.get(entity) ?? []), via.split('.')]);
    }
  }
  return fields;
}

function indexSteps(
  table: TablePlan,
  backlinks: readonly (readonly string[])[],
  dialect: Dialect,
): readonly SchemaStep[] {
  const paths = [...table.entity.indexes, ...backlinks.map((path) => [path.join('.')])];
  const folded = table.entity.indexes.filter((fields) => fields.some((field) => isFolded(table, field)));
  const wanted = [
    ...paths.map((fields) => fields.flatMap((field) => indexParts(table, field, false, dialect))),
    ...folded.map((fields) => fields.flatMap((field) => indexParts(table, field, true, dialect))),
  ];
  const steps = new Map<string, SchemaStep>();
  for (const parts of wanted) {
    if (parts.length === 0) continue;
    const columns: readonly IndexPart[] = [{ sql: 'tenant', bare: true }, ...parts];
    // Without the id at its end: a planner without statistics would take it for a way to find records by id.
    // The name carries the content, so a changed index is another index.
    const name = `${table.name}_${hashName(columns.map(({ sql }) => sql).join())}`;
    // One that only begins another would cost every write and find nothing that the longer one does not.
    const isBeginning = wanted.some((other) => other.length > parts.length && beginsWith(other, parts));
    if (!isBeginning) steps.set(name, { type: 'createIndex', table: table.name, name, parts: columns });
  }
  return [...steps.values()];
}

function beginsWith(longer: readonly IndexPart[], parts: readonly IndexPart[]): boolean {
  return parts.every(({ sql }, index) => longer[index]?.sql === sql);
}

function isFolded({ entity }: TablePlan, field: string): boolean {
  return findField(entity, field.split('.'))?.folded === true;
}

function indexParts(table: TablePlan, field: string, folded: boolean, dialect: Dialect): readonly IndexPart[] {
  const path = field.split('.');
  const schema = findField(table.entity, path);
  const [first = '', second] = path;
  if (first === 'id' || schema === null) return [];
  if (second !== undefined) return documentIndexPart(table, second, schema.type, dialect);
  const column = (part: 'value' | 'amount' | 'currency' | 'folded'): IndexPart => ({
    sql: dialect.quote(columnName(first, part)),
  });
  if (schema.type.type === 'money') return [column('currency'), column('amount')];
  // Membership in a list and content of json are not found by order.
  if (schema.type.type === 'list' || schema.type.type === 'json') return [];
  return [column(folded && schema.folded ? 'folded' : 'value')];
}

function documentIndexPart(table: TablePlan, field: string, type: FieldType, dialect: Dialect): readonly IndexPart[] {
  const computed = table.computed.get(field);
  if (computed !== undefined) return [{ sql: dialect.quote(computed.name) }];
  const kind = indexedKind(type);
  return kind === null ? [] : [{ sql: `(${dialect.documentField('custom', [field], kind)})` }];
}
