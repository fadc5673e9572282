/**
 * A rendered value. `certain` says that it always has a value, which lets an inequality be written plainly.
 *
 * - `plain`: bool, text or date, compared as it is
 * - `number`: an exact integer scaled by `scale` digits; instants have scale 0. `constant` is set for a literal
 * - `money`: amount and currency; `digits` counts the digits beyond the minor unit. An amount without currency is
 *   the zero of an empty sum and compares with every currency. `from` is a table expression the parts refer to,
 *   to be entered with `exists`
 */
export type Fragment = PlainFragment | NumberFragment | MoneyFragment;

/** A rendered value that is compared as it is. */
export interface PlainFragment {
  readonly type: 'plain';
  readonly kind: 'bool' | 'text' | 'date' | 'list' | 'document';
  readonly sql: string;
  readonly certain: boolean;
  /** The text of a literal or given parameter, which lets a prefix become a range. */
  readonly constant?: string;
}

/** A rendered exact number: an integer expression whose unit is 10^-`scale`. */
export interface NumberFragment {
  readonly type: 'number';
  readonly sql: string;
  readonly scale: number;
  /** True for a field of type int, whose sums end at ±(2^53 − 1). */
  readonly integer?: boolean;
  readonly certain: boolean;
  readonly constant?: bigint;
}

/** A rendered amount of money: two expressions that hold or lack a value together. */
export interface MoneyFragment {
  readonly type: 'money';
  readonly amount: string;
  readonly currency: string;
  readonly digits: number;
  readonly certain: boolean;
  readonly constant?: bigint;
  readonly from?: string;
  /** True for a sum, whose zero over nothing has no currency. */
  readonly bareZero?: boolean;
}
