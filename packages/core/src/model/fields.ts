import { z } from 'zod';
import { InvalidValueError } from '../errors/invalid-value-error.js';
import { isDate } from '../values/date.js';
import { formatDecimal, parseDecimal } from '../values/decimal.js';
import { formatInstant, parseInstant } from '../values/instant.js';
import { fromStoredMoney, toStoredMoney } from '../values/money.js';
import { cleanText } from '../values/text.js';
import type { FieldMeta, Tagged } from './field-registry.js';
import { fieldRegistry } from './field-registry.js';
import type { FieldType } from './field-type.js';
import type { Labels } from './labels.js';
import { readField } from './read-field.js';

/** Options every field helper takes. */
export interface FieldOptions {
  /** Personal data: erased with the person, never in messages or logs. Default false. */
  readonly personal?: boolean;
  /** Human names by BCP 47 language tag; the same as zod's `.meta({ labels })`. */
  readonly labels?: Labels;
}

/** Options of text-like fields. */
export interface TextOptions extends FieldOptions {
  /** Keep a case-folded shadow, so that `fold()` can be used in expressions. Default false. */
  readonly folded?: boolean;
  /** Smallest length in code points. Default 0. */
  readonly min?: number;
  /** Largest length in code points. Default 10,000. */
  readonly max?: number;
}

function tag<Z extends z.ZodType>(schema: Z, type: FieldType, options: TextOptions = {}): Z {
  const meta: FieldMeta = {
    type,
    ...(options.folded === undefined ? {} : { folded: options.folded }),
    ...(options.personal === undefined ? {} : { personal: options.personal }),
  };
  const named: Z = options.labels === undefined ? schema : schema.meta({ labels: options.labels });
  fieldRegistry.add(named, meta);
  return named;
}

/** Runs a canonicalising function inside zod, so that its typed refusal becomes an issue with the field's path. */
function canonical<Z extends z.ZodType>(schema: Z, rewrite: (value: z.output<Z>) => z.output<Z>): Z {
  return schema.check((payload) => {
    try {
      payload.value = rewrite(payload.value);
    } catch (error) {
      if (!(error instanceof InvalidValueError)) throw error;
      payload.issues.push({ code: 'custom', message: error.problem, input: payload.value });
    }
  }) as Z;
}

function clean(options: TextOptions): (value: string) => string {
  const { min = 0, max = 10_000 } = options;
  return (value) => {
    const text = cleanText(value, '');
    // A code point takes one or two units, so most texts need not be counted.
    if (text.length >= 2 * min && text.length <= max) return text;
    const length = [...text].length;
    if (length < min) throw new InvalidValueError('', `needs at least ${min} characters`);
    if (length > max) throw new InvalidValueError('', `is longer than ${max} characters`);
    return text;
  };
}

/**
 * A field of prose: names, subjects, notes. Stored in Unicode NFC; NUL and lone surrogates are refused.
 *
 * @example
 * const note = defineEntity({ name: 'note', prefix: 'nte', fields: { body: text({ max: 2000 }) } });
 */
export function text(options: TextOptions = {}): Tagged<z.ZodString, 'text'> {
  return tag(canonical(z.string(), clean(options)), { type: 'text' }, options) as Tagged<z.ZodString, 'text'>;
}

/**
 * A short code: a status of the host, a country, an external number. Compared by code point, like text.
 *
 * @example
 * const site = defineEntity({ name: 'site', prefix: 'sit', fields: { code: keyword({ max: 20 }) } });
 */
export function keyword(options: TextOptions = {}): Tagged<z.ZodString, 'keyword'> {
  const bounded = { max: 400, ...options };
  return tag(canonical(z.string(), clean(bounded)), { type: 'keyword' }, bounded) as Tagged<z.ZodString, 'keyword'>;
}

/**
 * A whole number within ±(2^53 − 1).
 *
 * @param options - `personal`: erased with the person; default false
 * @returns a zod schema; anything else is refused as `INVALID_INPUT` with its path
 * @example
 * int().parse(3); // 3
 * int().safeParse(0.5).success; // false
 */
export function int(options: FieldOptions = {}): Tagged<z.ZodInt, 'int'> {
  return tag(z.int(), { type: 'int' }, options) as Tagged<z.ZodInt, 'int'>;
}

/**
 * An exact number, as a decimal string such as `'0.0525'`. Never a binary float.
 *
 * @param precision - digits in all, at most 18
 * @param scale - digits after the point; the value is written out to this many
 * @param options - `personal`: erased with the person; default false
 * @returns a zod schema; too many digits are refused as `INVALID_INPUT`, not rounded
 * @example
 * decimal(6, 2).parse('1.5'); // '1.50'
 */
export function decimal(precision: number, scale: number, options: FieldOptions = {}): Tagged<z.ZodString, 'decimal'> {
  const schema = canonical(z.string(), (value) => formatDecimal(parseDecimal(value, scale, precision), scale));
  return tag(schema, { type: 'decimal', precision, scale }, options) as Tagged<z.ZodString, 'decimal'>;
}

/**
 * A calendar day `yyyy-mm-dd`, without time or zone.
 *
 * @param options - `personal`: erased with the person; default false
 * @returns a zod schema; a day that does not exist is refused as `INVALID_INPUT`
 * @example
 * date().parse('2024-02-29'); // '2024-02-29'
 * date().safeParse('2023-02-29').success; // false
 */
export function date(options: FieldOptions = {}): Tagged<z.ZodString, 'date'> {
  const schema = z.string().refine(isDate, { error: 'must be a date yyyy-mm-dd that exists' });
  return tag(schema, { type: 'date' }, options) as Tagged<z.ZodString, 'date'>;
}

/**
 * A point in time, ISO 8601 with zone; written out in UTC with milliseconds.
 *
 * @param options - `personal`: erased with the person; default false
 * @returns a zod schema; a time without zone is refused as `INVALID_INPUT`
 * @see RFC 3339, Date and Time on the Internet: Timestamps
 * @example
 * instant().parse('2024-01-01T08:00:00+08:00'); // '2024-01-01T00:00:00.000Z'
 */
export function instant(options: FieldOptions = {}): Tagged<z.ZodString, 'instant'> {
  const schema = canonical(z.string(), (value) => formatInstant(parseInstant(value)));
  return tag(schema, { type: 'instant' }, options) as Tagged<z.ZodString, 'instant'>;
}

/** Options of money fields. */
export interface MoneyOptions extends FieldOptions {
  /** Digits beyond the currency's minor unit: 0 for booked amounts, 4 for prices. Default 0. */
  readonly extraDigits?: 0 | 4;
}

/** The shape of a money value outside the store: `{ amount: '12.34', currency: 'TWD' }`. */
export type MoneySchema = z.ZodObject<{ amount: z.ZodString; currency: z.ZodString }, z.core.$strict>;

/**
 * An exact amount with its ISO 4217 currency.
 *
 * @param options - `extraDigits` beyond the currency's minor unit: 0 for booked amounts, 4 for prices
 * @returns a zod schema of `{ amount, currency }`; too many digits or an unknown currency are refused as `INVALID_INPUT`
 * @example
 * moneyField().parse({ amount: '12.3', currency: 'EUR' }); // { amount: '12.30', currency: 'EUR' }
 */
export function moneyField(options: MoneyOptions = {}): Tagged<MoneySchema, 'money'> {
  const extraDigits = options.extraDigits ?? 0;
  const schema = canonical(z.strictObject({ amount: z.string(), currency: z.string() }), (value) => ({
    ...fromStoredMoney(toStoredMoney(value, extraDigits), extraDigits),
  }));
  return tag(schema, { type: 'money', extraDigits }, options) as Tagged<MoneySchema, 'money'>;
}

/**
 * The id of a record of another entity; commits check that it exists in the same tenant.
 *
 * @param entity - name of that entity
 * @param options - `personal`: erased with the person; default false
 * @returns a zod schema; an id that is not there is refused at the commit as `MISSING_REFERENCE`
 * @example
 * const site = defineEntity({ name: 'site', prefix: 'sit', fields: { operator: ref('party') } });
 */
export function ref<const E extends string>(entity: E, options: FieldOptions = {}): Tagged<z.ZodString, 'ref', E> {
  return tag(canonical(z.string().min(1), clean({ max: 200 })), { type: 'ref', entity }, options) as Tagged<
    z.ZodString,
    'ref',
    E
  >;
}

/**
 * Several short codes, such as purposes or tags; order is kept, tested with `has`.
 *
 * @param options - `personal`: erased with the person; default false
 * @returns a zod schema of a list of {@link keyword}
 * @example
 * keywords().parse(['vip', 'wholesale']); // ['vip', 'wholesale']
 */
export function keywords(options: FieldOptions = {}): Tagged<z.ZodArray<Tagged<z.ZodString, 'keyword'>>, 'list'> {
  return tag(z.array(keyword()), { type: 'list', of: 'keyword' }, options) as Tagged<
    z.ZodArray<Tagged<z.ZodString, 'keyword'>>,
    'list'
  >;
}

/**
 * Gives a field an index of its own: for host fields by which records are looked up, listed or sorted.
 *
 * @param schema - any field; lists and json have no order, so in SQL storages they stay without an index
 * @returns the same schema, marked
 * @throws {@link InvalidModelError} `INVALID_MODEL` for a type that cannot be stored
 * @example
 * const { crm } = await testCrm({ fields: { party: { dealerNo: indexed(keyword().optional()) } } });
 * crm.model.schema.entities.party?.indexes.at(-1); // ['custom.dealerNo']
 */
export function indexed<Z extends z.ZodType>(schema: Z): Z {
  const { nullable: _nullable, ...meta } = readField(schema, 'indexed');
  const marked = schema.clone();
  fieldRegistry.add(marked, { ...meta, indexed: true });
  return marked;
}
