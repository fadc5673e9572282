import type { MoneyValue } from '../expression/node.js';
import type { Row, Scaled, StoredMoney, StoredValue } from '../storage/contract.js';
import { formatDecimal, parseDecimal } from '../values/decimal.js';
import { formatInstant, parseInstant } from '../values/instant.js';
import { fromStoredMoney, toStoredMoney } from '../values/money.js';
import type { EntitySchema, FieldSchema } from './storage-schema.js';

/** A record outside the store, untyped: JSON-safe values by field, host fields under `custom`. */
export type PublicRecord = { readonly [field: string]: unknown };

function storeValue(value: unknown, { type }: FieldSchema): StoredValue {
  switch (type.type) {
    case 'instant':
      return parseInstant(value as string);
    case 'decimal':
      return parseDecimal(value as string, type.scale);
    case 'money':
      return toStoredMoney(value as MoneyValue, type.extraDigits);
    default:
      return value as StoredValue;
  }
}

/** Turns one stored value of a field type into its public form. */
export function publishValue(value: StoredValue, { type }: Pick<FieldSchema, 'type'>): unknown {
  switch (type.type) {
    case 'instant':
      return formatInstant(value as number);
    case 'decimal':
      return formatDecimal(value as Scaled, type.scale);
    case 'money':
      return fromStoredMoney(value as StoredMoney, type.extraDigits);
    default:
      return value;
  }
}

function convert(
  source: PublicRecord,
  fields: { readonly [field: string]: FieldSchema },
  convertValue: (value: never, field: FieldSchema) => unknown,
  result: { [field: string]: unknown } = {},
): { [field: string]: unknown } {
  for (const name in fields) {
    const value = source[name];
    const field = fields[name];
    if (value !== undefined && value !== null && field) result[name] = convertValue(value as never, field);
  }
  return result;
}

/** Turns a validated public record into the row a storage keeps; absent values have no key. */
export function toRow(entity: EntitySchema, id: string, record: PublicRecord): Row {
  const row = convert(record, entity.fields, storeValue, { id, rev: '' });
  if (record['custom'] !== undefined) {
    const custom = convert((record['custom'] ?? {}) as PublicRecord, entity.custom, storeValue);
    if (Object.keys(custom).length > 0) row['custom'] = custom;
  }
  // Id and revision stand in it, and each field went through its type.
  return row as Row;
}

/** Turns a stored row into the public record with `id`, `rev` and `custom`. */
export function fromRow(
  entity: EntitySchema,
  row: Row,
): { readonly id: string; readonly rev: string; readonly [field: string]: unknown } {
  const record = convert(row, entity.fields, publishValue, { id: row.id, rev: row.rev });
  record['custom'] = convert((row.custom ?? {}) as PublicRecord, entity.custom, publishValue);
  return record as { readonly id: string; readonly rev: string };
}
