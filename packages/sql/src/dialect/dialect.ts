/** How a value is kept in a column, whatever the database calls the type. */
export type ColumnKind = 'bool' | 'bigint' | 'text' | 'date' | 'list' | 'json' | 'document';

/** Types a parameter can be read as: column kinds, and exact numbers of any size. */
export type ParameterKind = ColumnKind | 'numeric';

/** One column of the rows a set-based statement writes. */
export interface SourceColumn {
  readonly name: string;
  readonly kind: ColumnKind;
}

/** How the rows of a set-based write reach the database: as one list per column, or as rows of single values. */
export type WriteShape = 'unnest' | 'values';

/**
 * What differs between SQL databases. Parameters always travel as text and are cast in SQL, so that no driver setting
 * decides about a value; every comparison of text is by code point.
 */
export interface Dialect {
  readonly name: string;
  /** `unnest`: set-based writes read their rows from {@link rowsFrom}; `values`: from {@link valuesFrom}. */
  readonly writeShape: WriteShape;
  /** Quotes an identifier that was derived from the checked schema. */
  quote(identifier: string): string;
  /** Column type with its collation, as DDL writes it. */
  columnType(kind: ColumnKind): string;
  /** Reads the parameter at a position (from 1) as a value. */
  parameter(position: number, kind: ParameterKind): string;
  /** Reads the parameter at a position as a list of values; see {@link listText} for its form. */
  listParameter(position: number, kind: ParameterKind): string;
  /** Renders a list of values (null: no value) as the text of one list parameter. */
  listText(values: readonly (string | null)[]): string;
  /** No value of a kind, as an expression. */
  noValue(kind: ParameterKind): string;
  /** Makes an expression of text compare by code point. */
  byCodePoint(sql: string): string;
  /** True where two values differ, counting no value as a value of its own. */
  isDistinct(left: string, right: string): string;
  /** True where the condition is false or has no value. */
  isNotTrue(condition: string): string;
  /** True where the value is in a list parameter. */
  isInList(value: string, list: string): string;
  /** True where a text begins with another, by code point; the other is data, never a pattern. */
  startsWith(text: string, prefix: string): string;
  /** True where a text ends with another, by code point. */
  endsWith(text: string, suffix: string): string;
  /** True where a text holds another, by code point. */
  contains(text: string, part: string): string;
  /** Tells whether a list column holds a value. */
  listHas(list: string, value: string): string;
  /** Takes a host field out of the document column, exactly, as its declared kind; null where it has no value. */
  documentField(column: string, steps: readonly string[], kind: ColumnKind): string;
  /** Multiplies an integer expression by a power of ten without overflow. */
  scaleUp(sql: string, digits: number): string;
  /** Rounded quotient of two integer expressions, half away from zero, exact at any size. */
  divideRounded(dividend: string, divisor: string): string;
  /**
   * A table expression over list parameters from `firstPosition` on, one per column in order; the text does not depend
   * on the number of rows. A list that is shorter than others is filled up with nulls. `ordinal` names a further column
   * that counts the rows.
   */
  rowsFrom(columns: readonly SourceColumn[], firstPosition: number, alias: string, ordinal?: string): string;
  /** A table expression over single parameters from `firstPosition` on, row by row; otherwise as {@link rowsFrom}. */
  valuesFrom(
    columns: readonly SourceColumn[],
    firstPosition: number,
    alias: string,
    rows: number,
    ordinal?: string,
  ): string;
  /** Selects a column or expression as text the same way under every session setting. */
  readText(sql: string, kind: ColumnKind): string;
  /** Takes the text out of a cell that was selected by `readText` of kind `text`. */
  textOf(cell: string): string;
}
