/** Something about the input that did not stop the run. */
export interface MatchWarning {
  readonly code: string;
  /** In English, with no value of a record in it. */
  readonly message: string;
}
