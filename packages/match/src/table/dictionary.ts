/**
 * The distinct texts of one column. Id 0 is the empty text and means "no value"; every other id is a text that at least
 * one record has borne. Texts are kept as UTF-16 code units in one typed array, so that kernels compare without
 * making strings, and workers can share them.
 */
export interface Dictionary {
  /** Ids run from 0 to `size - 1`. */
  readonly size: number;
  /** Code units of all texts, one after the other; eight bits wide as long as no text needs more. Read it anew after growth. */
  readonly codes: Uint8Array | Uint16Array;
  /** Text `id` is `codes` from `starts[id]` to `starts[id + 1]`. Read it anew after growth. */
  readonly starts: Uint32Array;
  /** How many records bear the text now. */
  readonly counts: Uint32Array;
  /** The text as a string. */
  text(id: number): string;
  /** The id of a text; 0 when it is not there. */
  find(text: string): number;
}

/** One column of a table: the text id of every record. */
export interface Column {
  readonly name: string;
  /** Text id by record; 0 where the record has no value. */
  readonly ids: Uint32Array;
  readonly dictionary: Dictionary;
}
