/**
 * The closed set of value types a field or an expression can have.
 *
 * - `text` is prose compared by code point, `keyword` a short closed or open code; both are strings
 * - `int` is a safe integer, `decimal` an exact number with `scale` digits after the point, at most 18 in all
 * - `money` is an exact amount with a currency; `extraDigits` is 0 for booked amounts, 4 for prices
 * - `date` is `yyyy-mm-dd`, `instant` UTC milliseconds inside and ISO 8601 outside
 * - `ref` is the id of a record of `entity`; `list` holds keywords or texts; `json` is kept, never queried
 */
export type FieldType =
  | { readonly type: 'bool' }
  | { readonly type: 'int' }
  | { readonly type: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly type: 'text' }
  | { readonly type: 'keyword'; readonly options?: readonly string[] }
  | { readonly type: 'date' }
  | { readonly type: 'instant' }
  | { readonly type: 'ref'; readonly entity: string }
  | { readonly type: 'money'; readonly extraDigits: number }
  | { readonly type: 'list'; readonly of: 'keyword' | 'text' }
  | { readonly type: 'json' };

/** The name of a field type: the discriminant of {@link FieldType}. */
export type FieldKind = FieldType['type'];
