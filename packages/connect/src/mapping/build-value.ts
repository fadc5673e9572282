import type { CodeValue, Rounding, ValueNode } from './value-node.js';

/**
 * The value of one column, or no value where it is null or missing.
 *
 * @example
 * column('company_name');
 */
export function column(name: string): ValueNode {
  return { type: 'column', column: name };
}

/**
 * The same value for every row.
 *
 * @example
 * constant('organization');
 */
export function constant(value: string | number | boolean | readonly string[]): ValueNode {
  return { type: 'constant', value };
}

/**
 * Values one after the other as text, without those that have none; no value when none has.
 *
 * @param separator - stands between two values. Default one space.
 * @example
 * join([column('first_name'), column('last_name')]);
 */
export function join(values: readonly ValueNode[], separator = ' '): ValueNode {
  return { type: 'join', values, separator };
}

/**
 * Text without spaces around it; no value when nothing is left.
 *
 * @example
 * trim(column('phone'));
 */
export function trim(of: ValueNode): ValueNode {
  return { type: 'trim', of };
}

/**
 * No value where the text is one of these.
 *
 * @param values - what the source writes for "nothing". Default the empty text.
 * @example
 * nullIf(column('fax'), ['', 'N/A']);
 */
export function nullIf(of: ValueNode, values: readonly string[] = ['']): ValueNode {
  return { type: 'nullIf', of, values };
}

/**
 * Text taken apart: the part at a place (0 first, −1 last), or all parts as a list when no place is given. Parts are trimmed.
 *
 * @example
 * split(column('contact'), ',', 0);
 */
export function split(of: ValueNode, separator: string, part?: number): ValueNode {
  return { type: 'split', of, separator, part: part ?? null };
}

/**
 * The first of several values that there is.
 *
 * @example
 * firstOf(column('mobile'), column('phone'));
 */
export function firstOf(...values: readonly ValueNode[]): ValueNode {
  return { type: 'firstOf', values };
}

/**
 * A list of the values that there are.
 *
 * @example
 * listOf(constant('shipping'), constant('billing'));
 */
export function listOf(...values: readonly ValueNode[]): ValueNode {
  return { type: 'listOf', values };
}

/**
 * The meaning of a code. A code that is not in the table puts the row in quarantine, with code and column, unless
 * `otherwise` says what it stands for.
 *
 * @param codes - code of the source → value; null for no value
 * @example
 * lookup(column('status'), { '10': 'active', '90': 'closed' });
 */
export function lookup(
  of: ValueNode,
  codes: { readonly [code: string]: CodeValue },
  options: { readonly otherwise?: ValueNode } = {},
): ValueNode {
  return { type: 'lookup', of, codes, otherwise: options.otherwise ?? null };
}

/**
 * An exact number with so many digits after the point. Columns of binary floats need `rounding: 'half'`, which brings
 * them back to what was meant (9.80000019 is 9.80).
 *
 * @param options - `digits` after the point; `rounding` of further digits, default `refuse`
 * @example
 * asDecimal(column('unit_price'), { digits: 4, rounding: 'half' });
 */
export function asDecimal(
  of: ValueNode,
  options: { readonly digits: number; readonly rounding?: Rounding },
): ValueNode {
  return { type: 'decimal', of, digits: options.digits, rounding: options.rounding ?? 'refuse' };
}

/**
 * Exact sum; no value when one of the values has none.
 *
 * @example
 * add(column('net'), column('tax'));
 */
export function add(...values: readonly ValueNode[]): ValueNode {
  return { type: 'arithmetic', operator: 'add', values };
}

/**
 * Exact difference: the first value without the others; no value when one of them has none.
 *
 * @example
 * subtract(constant(1), asDecimal(column('discount'), { digits: 2, rounding: 'half' }));
 */
export function subtract(...values: readonly ValueNode[]): ValueNode {
  return { type: 'arithmetic', operator: 'subtract', values };
}

/**
 * Exact product; no value when one of the values has none.
 *
 * @example
 * multiply(column('quantity'), column('price_each'));
 */
export function multiply(...values: readonly ValueNode[]): ValueNode {
  return { type: 'arithmetic', operator: 'multiply', values };
}

/**
 * The exact sum of a value over the rows of a part, such as the lines of an order; zero over none.
 *
 * @example
 * asMoney(sumOf('lines', column('amount')), { currency: 'EUR', rounding: 'half' });
 */
export function sumOf(part: string, value: ValueNode): ValueNode {
  return { type: 'sumOf', part, value };
}

/**
 * An amount with its currency, kept to the digits of the field it goes to.
 *
 * @param options - `currency`: an ISO 4217 code for all rows, or where the row says it; `rounding` of digits beyond
 * those of the field, default `refuse`
 * @example
 * asMoney(column('amount'), { currency: column('currency_code') });
 */
export function asMoney(
  amount: ValueNode,
  options: { readonly currency: string | ValueNode; readonly rounding?: Rounding },
): ValueNode {
  const currency = typeof options.currency === 'string' ? constant(options.currency) : options.currency;
  return { type: 'money', amount, currency, rounding: options.rounding ?? 'refuse' };
}

/**
 * A calendar date.
 *
 * @param options - `format`: `yyyy`, `MM`, `dd`, `HH`, `mm`, `ss`, `SSS` and any other characters as they stand. Default
 * `iso`: `yyyy-MM-dd`, a time behind it is left out
 * @example
 * asDate(column('booked_on'), { format: 'dd.MM.yyyy' });
 */
export function asDate(of: ValueNode, options: { readonly format?: string } = {}): ValueNode {
  return { type: 'date', of, format: options.format ?? 'iso' };
}

/**
 * A point in time.
 *
 * @param options - `format` as in {@link asDate}, default `iso` (a date alone is its first moment); `zone`: the IANA zone
 * of texts without an offset, without which they are quarantined
 * @example
 * asInstant(column('created_at'), { zone: 'Asia/Taipei' });
 */
export function asInstant(
  of: ValueNode,
  options: { readonly format?: string; readonly zone?: string } = {},
): ValueNode {
  return { type: 'instant', of, format: options.format ?? 'iso', zone: options.zone ?? null };
}

/**
 * The record that another row of the source became. A row whose number is not mapped is put in quarantine; no record is
 * ever made for it. No value where the number has none.
 *
 * @param entity - what the other record is, such as `party`
 * @param options - `id`: its number in the source; `system` and `objectType` as in the mapping that brought it, default
 * the system of this mapping and none
 * @example
 * reference('party', { id: column('customer_id') });
 */
export function reference(
  entity: string,
  options: { readonly id: ValueNode; readonly system?: string; readonly objectType?: string },
): ValueNode {
  return {
    type: 'reference',
    entity,
    system: options.system ?? null,
    objectType: options.objectType ?? null,
    id: options.id,
  };
}

/**
 * Several values as one object, for fields that hold one, such as the delivery address of an order. Names without a
 * value are left out; no value when none has one.
 *
 * @example
 * asObject({ line1: column('ship_address'), city: column('ship_city') });
 */
export function asObject(fields: { readonly [name: string]: ValueNode }): ValueNode {
  return { type: 'object', fields };
}
