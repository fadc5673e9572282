import {
  type EntitySchema,
  type FieldSchema,
  type FieldType,
  InvalidExpressionError,
  type StorageSchema,
} from '@crmkit/core';
import { findField } from '@crmkit/core/storage';
import type { ColumnKind, Dialect } from '../dialect/dialect.js';
import { snakeName } from '../identifier/snake-name.js';

/** Which part of a field a column holds: money takes two columns, a folded field has a shadow beside it. */
export type ColumnPart = 'value' | 'amount' | 'currency' | 'folded';

/** One column of an entity's table that holds (a part of) a typed core field. */
export interface ColumnPlan {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly field: string;
  readonly type: FieldType;
  readonly part: ColumnPart;
}

/** Where an entity is kept. Every table also has the columns of {@link SYSTEM_COLUMNS}. */
export interface TablePlan {
  readonly entity: EntitySchema;
  /** Bare table name. */
  readonly name: string;
  /** Schema-qualified and quoted, as statements write it. */
  readonly qualified: string;
  readonly columns: readonly ColumnPlan[];
  /** Indexed host fields that are kept as columns of their own as well, computed by the database. */
  readonly computed: ReadonlyMap<string, ComputedColumn>;
}

/** The column of an indexed host field. */
export interface ComputedColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Takes the value out of the document column. */
  readonly expression: string;
}

/** How tables are laid out beside the model. */
export interface LayoutOptions {
  /**
   * Keep indexed host fields as columns too. Under row-level security an index over an expression of a document is not
   * used, because taking a value out of one is not leakproof; one over a column is.
   */
  readonly rowLevelSecurity?: boolean;
}

/** Columns of the storage itself. `batch` (facts only) is the feed entry that tells of the fact's creation. */
export const SYSTEM_COLUMNS = ['tenant', 'id', 'rev', 'deleted_at', 'batch', 'custom', 'custom_folded'] as const;

/**
 * Lays out the table of an entity. The names depend on the entity alone, never on what else is declared, so that a
 * field added later renames nothing.
 *
 * @param entity - schema of the entity
 * @param namespace - name of the database schema, such as `crm`
 * @param dialect - of the database
 * @param options - row-level security
 * @returns its name and columns
 * @example
 * planTable(schema.entities.party, 'crm', postgresDialect).qualified; // '"crm"."party"'
 */
export function planTable(
  entity: EntitySchema,
  namespace: string,
  dialect: Dialect,
  options: LayoutOptions = {},
): TablePlan {
  const name = snakeName(entity.name);
  const columns = Object.entries(entity.fields).flatMap(([field, schema]) => planField(field, schema));
  const qualified = `${dialect.quote(namespace)}.${dialect.quote(name)}`;
  return { entity, name, qualified, columns, computed: computedColumns(entity, dialect, options) };
}

/**
 * Lays out the tables of all entities.
 *
 * @param schema - what the storage is opened with
 * @param namespace - name of the database schema
 * @param dialect - of the database
 * @param options - row-level security
 * @returns tables by entity
 * @example
 * planTables(schema, 'crm', postgresDialect).get('party');
 */
export function planTables(
  schema: StorageSchema,
  namespace: string,
  dialect: Dialect,
  options: LayoutOptions = {},
): ReadonlyMap<string, TablePlan> {
  const tables = Object.values(schema.entities).map((entity) => planTable(entity, namespace, dialect, options));
  return new Map(tables.map((table) => [table.entity.name, table]));
}

/**
 * The column that holds one part of a field.
 *
 * @param field - model name of a core field
 * @param part - `value`, or a part of money, or the folded shadow
 * @returns the column's bare name
 * @example
 * columnName('totalNet', 'amount'); // 'total_net_amount'
 */
export function columnName(field: string, part: ColumnPart): string {
  const base = snakeName(field);
  if (part !== 'value') return `${base}_${part}`;
  // A trailing underscore cannot come from a model name, so these never meet a derived or system column.
  const taken = (SYSTEM_COLUMNS as readonly string[]).includes(base) || /_(amount|currency|folded)$/.test(base);
  return taken ? `${base}_` : base;
}

/**
 * How a field type is kept: money names the kind of its amount.
 *
 * @param type - of a field of the storage schema
 * @example
 * columnKind({ type: 'decimal', precision: 12, scale: 2 }); // 'bigint'
 */
export function columnKind(type: FieldType): ColumnKind {
  switch (type.type) {
    case 'bool':
    case 'date':
    case 'list':
    case 'json':
      return type.type;
    case 'int':
    case 'decimal':
    case 'instant':
    case 'money':
      return 'bigint';
    case 'text':
    case 'keyword':
    case 'ref':
      return 'text';
    default:
      return type satisfies never;
  }
}

/**
 * The kind of a host field that can be indexed by its order; null for the others. A date in a document is read by the
 * session's settings, which no index may depend on.
 */
export function indexedKind(type: FieldType): 'text' | 'bigint' | null {
  const kind = columnKind(type);
  return type.type !== 'money' && (kind === 'text' || kind === 'bigint') ? kind : null;
}

function computedColumns(
  { custom, indexes }: EntitySchema,
  dialect: Dialect,
  { rowLevelSecurity }: LayoutOptions,
): ReadonlyMap<string, ComputedColumn> {
  const computed = new Map<string, ComputedColumn>();
  for (const [first, field] of rowLevelSecurity ? indexes.flat().map((path) => path.split('.')) : []) {
    const type = first === 'custom' && field !== undefined ? custom[field]?.type : undefined;
    const kind = type === undefined ? null : indexedKind(type);
    if (field === undefined || kind === null) continue;
    // The dot cannot come from a model name, so no other column has this one.
    computed.set(field, { name: `custom.${field}`, kind, expression: dialect.documentField('custom', [field], kind) });
  }
  return computed;
}

/** The field at a path, for rendering; the checker has normally refused an unknown one before. */
export function fieldAt(entity: EntitySchema, path: readonly string[]): FieldSchema {
  const field = findField(entity, path);
  if (field === null) throw new InvalidExpressionError(path.join('.'), `${entity.name} has no such field`);
  return field;
}

function planField(field: string, { type, folded }: FieldSchema): readonly ColumnPlan[] {
  const column = (part: ColumnPart, kind: ColumnKind): ColumnPlan => ({
    name: columnName(field, part),
    kind,
    field,
    type,
    part,
  });
  if (type.type === 'money') return [column('amount', 'bigint'), column('currency', 'text')];
  const value = column('value', columnKind(type));
  return folded ? [value, column('folded', 'text')] : [value];
}
