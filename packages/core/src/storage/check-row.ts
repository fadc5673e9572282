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
  const { id, rev, custom, ...fields } = row;
  checkOwnKeys(row, '');
  const values = checkFields(fields, entity.fields, '');
  const customValues = checkCustom(custom, entity.custom);
  return {
    id: checkText(id, 'id'),
    rev,
    ...values,
    ...(Object.keys(customValues).length > 0 && { custom: customValues }),
  };
}

function checkCustom(custom: unknown, fields: Fields): Values {
  if (custom !== undefined && custom !== null && (typeof custom !== 'object' || Array.isArray(custom))) {
    throw new InvalidValueError('custom', 'expected an object');
  }
  checkOwnKeys(custom ?? {}, 'custom.');
  return checkFields(custom ?? {}, fields, 'custom.');
}

function checkFields(values: object, fields: Fields, prefix: string): Values {
  const checked: Values = {};
  for (const [name, value] of Object.entries(values) as [string, unknown][]) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) throw new InvalidValueError(`${prefix}${name}`, 'there is no such field');
    if (value !== undefined && value !== null) checked[name] = checkValue(value, field.type, `${prefix}${name}`);
  }
  for (const [name, field] of Object.entries(fields)) {
    if (!field.nullable && !Object.hasOwn(checked, name))
      throw new InvalidValueError(`${prefix}${name}`, 'a value is required');
  }
  return checked;
}

/** Spreading would set the prototype in place of naming the key, so this looks at the object itself. */
function checkOwnKeys(values: object, prefix: string): void {
  if (Object.hasOwn(values, '__proto__')) throw new InvalidValueError(`${prefix}__proto__`, 'this key is not allowed');
}
