import { InvalidValueError } from '../errors/invalid-value-error.js';
import type { EntitySchema, FieldSchema } from '../model/storage-schema.js';
import { checkText, checkValue } from './check-value.js';
import type { Row, StoredValue } from './contract.js';

type Fields = { readonly [field: string]: FieldSchema };
type Values = Record<string, StoredValue>;

/**
 * The write boundary every storage shares: gives a row in its one stored form or refuses it. Keys without value are
 * dropped, −0 becomes 0, everything is copied. `custom` is left out when it holds nothing.
 *
 * @param row - the next row of a `put`; its `rev` is kept as it is
 * @param entity - schema of the row
 * @returns a detached row
 * @throws {@link InvalidValueError} `INVALID_VALUE` with the path of the first thing that cannot be stored: unknown
 *   field, wrong type, required field without value, NUL, lone surrogate, text not in NFC, NaN, a number out of range
 * @example
 * checkRow(row, schema.entities.party).name; // 'Acme'
 * expect(() => checkRow({ ...row, employees: 3 }, schema.entities.party)).toThrow(InvalidValueError);
 */
export function checkRow(row: Row, entity: EntitySchema): Row {
  checkOwnKeys(row, '');
  const checked: Values = { id: checkText(row.id, 'id'), rev: row.rev };
  checkFields(row, entity.fields, '', checked);
  const custom = checkCustom(row.custom, entity.custom);
  if (custom !== null) checked['custom'] = custom as never;
  // Id and revision stand in it and everything else went through the schema.
  return checked as Row;
}

function checkCustom(custom: unknown, fields: Fields): Values | null {
  if (custom === undefined || custom === null) {
    requireFields({}, fields, 'custom.');
    return null;
  }
  if (typeof custom !== 'object' || Array.isArray(custom)) throw new InvalidValueError('custom', 'expected an object');
  checkOwnKeys(custom, 'custom.');
  const checked: Values = {};
  checkFields(custom, fields, 'custom.', checked);
  return Object.keys(checked).length === 0 ? null : checked;
}

/** Adds the values to `checked`. The row's own `id`, `rev` and `custom` are not among its fields. */
function checkFields(values: object, fields: Fields, prefix: string, checked: Values): void {
  const isRow = prefix === '';
  for (const name of Object.keys(values)) {
    if (isRow && (name === 'id' || name === 'rev' || name === 'custom')) continue;
    const value = (values as { readonly [field: string]: unknown })[name];
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const path = isRow ? name : prefix + name;
    if (field === undefined) throw new InvalidValueError(path, 'there is no such field');
    if (value !== undefined && value !== null) checked[name] = checkValue(value, field.type, path);
  }
  requireFields(checked, fields, prefix);
}

const required = new WeakMap<Fields, readonly string[]>();

function requireFields(checked: Values, fields: Fields, prefix: string): void {
  let names = required.get(fields);
  if (names === undefined) {
    names = Object.keys(fields).filter((name) => fields[name]?.nullable === false);
    required.set(fields, names);
  }
  for (const name of names)
    if (!Object.hasOwn(checked, name)) throw new InvalidValueError(prefix + name, 'a value is required');
}

/** Spreading would set the prototype in place of naming the key, so this looks at the object itself. */
function checkOwnKeys(values: object, prefix: string): void {
  if (Object.hasOwn(values, '__proto__')) throw new InvalidValueError(`${prefix}__proto__`, 'this key is not allowed');
}
