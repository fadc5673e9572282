/** Why a row cannot be taken as it is. */
export type ProblemReason =
  /** A column the mapping needs has no value. */
  | 'missingValue'
  /** A code is not in its look-up table; see `code`. */
  | 'unknownCode'
  /** The referenced number was never imported; see `column`. */
  | 'unmappedReference'
  /** Not a number, or a number with more digits than declared without a rounding. */
  | 'notANumber'
  | 'tooManyDigits'
  | 'notADate'
  | 'notAnInstant'
  | 'notABoolean'
  | 'notACurrency'
  /** A text where a list of rows or a plain value was expected, or the other way round. */
  | 'wrongShape'
  /** The record as mapped does not fit the model; `detail` says what the model wants. */
  | 'invalid'
  /** A line of a file that is not a row, such as one with too many columns. */
  | 'badRow'
  /** The storage or a rule refused the row; `code` is the code of the error or outcome. */
  | 'refused';

/** One thing that is wrong with a row: what, where, and never a personal value. */
export interface RowProblem {
  readonly reason: ProblemReason;
  /** Field of the record, such as `creditClass` or `lines[2].product`; empty for the row as a whole. */
  readonly path: string;
  /** Column of the source. */
  readonly column?: string;
  /** The unknown code, or the code of an error. */
  readonly code?: string;
  readonly detail?: string;
}
