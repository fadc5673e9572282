import { invalidInput } from '../errors/invalid-input.js';
import type { InvalidInputError } from '../errors/invalid-input-error.js';
import { readPath } from '../expression/read-path.js';
import type { FieldType } from '../model/field-type.js';
import type { EntitySchema } from '../model/storage-schema.js';
import { compareScaled } from '../values/decimal.js';
import { compareText } from '../values/text.js';
import type { Id, Row, Scaled, Sort, StoredMoney, StoredValue } from './contract.js';
import { findField } from './field-of.js';

/** Where a row stands in an order: its sort keys (null where it has no value) and its id. */
export interface RowPosition {
  readonly keys: readonly (StoredValue | null)[];
  readonly id: Id;
}

/**
 * The total order of a query: the sort fields in turn, then the id ascending. A record without a value comes first
 * ascending and last descending; text goes by Unicode code point, false before true, money by currency, then amount.
 *
 * @param sort - sort fields, most significant first
 * @param entity - schema of the rows
 * @returns a comparator for `Array.prototype.sort`
 * @throws {@link InvalidInputError} `INVALID_INPUT` for an unknown field, a list or a json field
 * @example
 * rows.toSorted(compareRows([{ path: ['name'], direction: 'asc' }], schema.entities.party));
 */
export function compareRows(sort: readonly Sort[], entity: EntitySchema): (a: Row, b: Row) => number {
  const compare = comparePositions(sort, entity);
  return (a, b) => compare(rowPosition(sort, a), rowPosition(sort, b));
}

/**
 * Takes from a row what its place in an order depends on.
 *
 * @param sort - sort fields, most significant first
 * @param row - a stored row
 * @returns its sort keys in order and its id
 * @example
 * rowPosition([], row); // { keys: [], id: row.id }
 */
export function rowPosition(sort: readonly Sort[], row: Row): RowPosition {
  return { keys: sort.map(({ path }) => readPath(row, path)), id: row.id };
}

/**
 * Like {@link compareRows}, over positions: what a cursor holds can be compared with what rows have.
 *
 * @param sort - sort fields, most significant first
 * @param entity - schema of the rows
 * @returns negative when the first position comes earlier, 0 only for the same id and keys
 * @throws {@link InvalidInputError} `INVALID_INPUT` for an unknown field, a list or a json field
 * @example
 * comparePositions([], schema.entities.party)({ keys: [], id: 'a' }, { keys: [], id: 'b' }); // -1
 */
export function comparePositions(
  sort: readonly Sort[],
  entity: EntitySchema,
): (a: RowPosition, b: RowPosition) => number {
  const columns = sort.map(({ path, direction }) => ({
    type: sortableType(entity, path),
    sign: direction === 'desc' ? -1 : 1,
  }));
  return (a, b) => {
    for (const [index, column] of columns.entries()) {
      const order = compareOptional(column.type, a.keys[index] ?? null, b.keys[index] ?? null);
      if (order !== 0) return order * column.sign;
    }
    return compareText(a.id, b.id);
  };
}

function sortableType(entity: EntitySchema, path: readonly string[]): FieldType {
  const field = findField(entity, path);
  if (field === null) throw sortProblem(entity, path, 'there is no such field');
  if (field.type.type === 'list' || field.type.type === 'json')
    throw sortProblem(entity, path, `a ${field.type.type} has no order`);
  return field.type;
}

function sortProblem(entity: EntitySchema, path: readonly string[], problem: string): InvalidInputError {
  return invalidInput(`sort of ${entity.name}`, path.join('.'), problem);
}

function compareOptional(type: FieldType, a: StoredValue | null, b: StoredValue | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return compareStored(type, a, b);
}

/**
 * Compares two stored values of one field type in sort order.
 *
 * @param type - type of both values; lists and json have no order
 * @param a - a stored value
 * @param b - a stored value
 * @returns negative, 0 or positive
 * @throws {@link InvalidInputError} `INVALID_INPUT` for a list or json
 * @example
 * compareStored({ type: 'int' }, 1, 2); // -1
 */
export function compareStored(type: FieldType, a: StoredValue, b: StoredValue): number {
  // The casts hold because `checkRow` lets no other shape of that field type into a storage.
  switch (type.type) {
    case 'bool':
      return Number(a) - Number(b);
    case 'int':
    case 'instant':
      return Math.sign((a as number) - (b as number));
    case 'decimal':
      return compareScaled(a as Scaled, b as Scaled);
    case 'text':
    case 'keyword':
    case 'date':
    case 'ref':
      return compareText(a as string, b as string);
    case 'money':
      return compareMoney(a as StoredMoney, b as StoredMoney);
    case 'list':
    case 'json':
      throw invalidInput('order', '', `a ${type.type} has no order`);
    default:
      return type satisfies never;
  }
}

function compareMoney(a: StoredMoney, b: StoredMoney): number {
  return compareText(a.currency, b.currency) || compareScaled(a.amount, b.amount);
}
