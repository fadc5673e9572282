import type { Expression, MoneyValue, ValueNode, Window } from '../node.js';

/** A condition under construction: an expression that also joins with others. */
export type Condition = Expression & {
  /** True where this and all the others are. */
  and(...others: readonly Expression[]): Condition;
  /** True where this or any of the others is. */
  or(...others: readonly Expression[]): Condition;
  /** True exactly where this is not. */
  not(): Condition;
};

declare const family: unique symbol;
/** Kinds that compare with each other. */
export type Family = 'bool' | 'number' | 'text' | 'date' | 'instant' | 'ref' | 'money';
/** A value under construction of one family; the tag exists in types only. */
export type ValueOf<F extends Family> = ValueNode & { readonly [family]?: F };

/** Asks whether there is a value. */
export interface Presence {
  /** There is no value. */
  isNull(): Condition;
  /** There is a value. */
  isNotNull(): Condition;
}

/** A value that can be told apart from others: `L` is what a literal looks like. */
export interface Equality<F extends Family, L> extends Presence {
  /** Equal; false where there is no value. */
  eq(other: L | ValueOf<F>): Condition;
  /** Also true where there is no value. */
  ne(other: L | ValueOf<F>): Condition;
  /** Equal to any of the list; false for an empty list. */
  in(list: readonly L[]): Condition;
  /** Also true where there is no value. */
  notIn(list: readonly L[]): Condition;
}

/** A value with an order. */
export interface Order<F extends Family, L> extends Equality<F, L> {
  /** Less; false where there is no value, as are the other comparisons. */
  lt(other: L | ValueOf<F>): Condition;
  /** Less or equal. */
  lte(other: L | ValueOf<F>): Condition;
  /** Greater. */
  gt(other: L | ValueOf<F>): Condition;
  /** Greater or equal. */
  gte(other: L | ValueOf<F>): Condition;
  /** Both ends included. */
  between(low: L | ValueOf<F>, high: L | ValueOf<F>): Condition;
}

/** A text; keywords with options take these options only where they compare for equality. */
export interface TextTests<L extends string>
  extends Omit<Order<'text', string>, 'eq' | 'ne' | 'in' | 'notIn'>,
    Equality<'text', L> {
  /** Begins with the text, by code point; every text begins with the empty one. */
  startsWith(text: string | ValueOf<'text'>): Condition;
  /** Ends with the text, by code point. */
  endsWith(text: string | ValueOf<'text'>): Condition;
  /** Holds the text anywhere, by code point. */
  contains(text: string | ValueOf<'text'>): Condition;
}

/** What a window may say besides its length. */
export interface WithinOptions {
  /** Exact ISO duration by which the window ends before now. */
  readonly offset?: string;
}

/** Days, weeks or months of a calendar window. */
export type CalendarUnit = Extract<Window, { readonly type: 'calendar' }>['unit'];

/** A calendar date of the row. */
export interface CalendarTests {
  /** From local midnight so many days, weeks or months ago until now, in a named zone. */
  inLastCalendar(count: number, unit: CalendarUnit, zone: string, options?: WithinOptions): Condition;
}

/** An instant of the row. */
export interface TimeTests extends CalendarTests {
  /** Within an exact ISO duration before now: `P90D`. */
  inLast(duration: string, options?: WithinOptions): Condition;
}

/** Text without regard to case and width. */
export interface Folding {
  /** Compares without regard to case and width; the field has to be declared `folded`. Literals beside it are folded too. */
  fold(): FoldedBuilder;
}

/** A folded text. */
export type FoldedBuilder = ValueOf<'text'> & TextTests<string>;
/** A text or keyword field. */
export type TextBuilder<L extends string = string> = ValueOf<'text'> & TextTests<L> & Folding;
/** A whole number; literals are numbers. */
export type IntBuilder = ValueOf<'number'> & Order<'number', number>;
/** An exact decimal; literals are decimal strings. */
export type DecimalBuilder = ValueOf<'number'> & Order<'number', string>;
/** An amount; literals come from `money()`. */
export type MoneyBuilder = ValueOf<'money'> & Order<'money', MoneyValue>;
/** A calendar date; literals are `yyyy-mm-dd`. */
export type DateBuilder = ValueOf<'date'> & Order<'date', string> & CalendarTests;
/** An instant; literals are ISO 8601 with a zone. */
export type InstantBuilder = ValueOf<'instant'> & Order<'instant', string> & TimeTests;
/** The id of a record. */
export type RefBuilder = ValueOf<'ref'> & Equality<'ref', string>;
/** A yes or no, which is a condition by itself; no value counts as no. */
export type BoolBuilder = ValueOf<'bool'> & Equality<'bool', boolean> & Condition;
/** A list of keywords or texts. */
export type ListBuilder = Presence & {
  /** True when the item is in the list. */
  has(item: string): Condition;
};

/** An aggregate can be limited to a window of the related records' time. */
export type Windowed<B> = B & {
  /** Only related records within an exact ISO duration before now; `field` defaults to their entity's time. */
  inLast(duration: string, field?: string): B;
  /** Only related records of a calendar window in a named zone; `field` defaults to their entity's time. */
  inLastCalendar(count: number, unit: CalendarUnit, zone: string, field?: string): B;
};
