import {
  type EntitySchema,
  type FieldSchema,
  type FieldType,
  findField,
  InvalidExpressionError,
  type StorageSchema,
} from '@crmkit/core';
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
 * @returns its name and columns
 * @example
 * planTable(schema.entities.party, 'crm', postgresDialect).qualified; // '"crm"."party"'
 */
export function planTable(entity: EntitySchema, namespace: string, dialect: Dialect): TablePlan {
  const name = snakeName(entity.name);
  const columns = Object.entries(entity.fields).flatMap(([field, schema]) => planField(field, schema));
  return { entity, name, qualified: `${dialect.quote(namespace)}.${dialect.quote(name)}`, columns };
}

/**
 * Lays out the tables of all entities.
 *
 * @param schema - what the storage is opened with
 * @param namespace - name of the database schema
 * @param dialect - of the database
 * @returns tables by entity
 * @example
 * planTables(schema, 'crm', postgresDialect).get('party');
 */
export function planTables(schema: StorageSchema, namespace: string, dialect: Dialect): ReadonlyMap<string, TablePlan> {
  return new Map(Object.values(schema.entities).map((entity) => [entity.name, planTable(entity, namespace, dialect)]));
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
