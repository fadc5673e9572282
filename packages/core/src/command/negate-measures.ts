import type { EntitySchema, FieldSchema } from '../model/storage-schema.js';
import type { Row, Scaled, StoredMoney, StoredValue } from '../storage/contract.js';

/**
 * The stored values of a fact with every measure (money, decimal, int) turned round, so that the fact and its reversal
 * add up to zero.
 *
 * @param row - the fact
 * @param schema - its entity
 * @returns a new row with the same id and revision
 * @example
 * negateMeasures({ id: 'ord_1', rev: '1', total: { amount: 100, currency: 'EUR' } }, schema).total; // { amount: -100, … }
 */
export function negateMeasures(row: Row, schema: EntitySchema): Row {
  const { custom, ...own } = row;
  const negated = negateFields(own as Values, schema.fields);
  return { ...(negated as Row), ...(custom && { custom: negateFields(custom, schema.custom) }) };
}

type Values = { readonly [field: string]: StoredValue };

function negateFields(values: Values, fields: { readonly [field: string]: FieldSchema }): Values {
  const result: { [field: string]: StoredValue } = { ...values };
  for (const [name, { type }] of Object.entries(fields)) {
    const value = values[name];
    if (value === undefined) continue;
    if (type.type === 'int' || type.type === 'decimal') result[name] = negate(value as Scaled);
    else if (type.type === 'money')
      result[name] = { ...(value as StoredMoney), amount: negate((value as StoredMoney).amount) };
  }
  return result;
}

function negate(value: Scaled): Scaled {
  if (typeof value === 'number') return value === 0 ? 0 : -value;
  return value.startsWith('-') ? value.slice(1) : `-${value}`;
}
