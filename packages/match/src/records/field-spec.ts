import type { KindName } from '../kinds/kind.js';
import type { Party } from '../kinds/party.js';

/** Which part of a text a field takes: all of it, or the forename or surname of a full name. */
export type FieldPart = 'whole' | 'given' | 'surname';

/** A column that fills a field, and which part of its texts. */
export interface FieldFill {
  readonly column: string;
  readonly part: FieldPart;
}

/** How a field is read from the columns of a source. Part of a model, so plain JSON. */
export interface FieldSpec {
  readonly name: string;
  readonly kind: KindName;
  /** Columns whose texts are joined by blanks, in this order. */
  readonly columns: readonly string[];
  readonly part?: FieldPart;
  /**
   * Of dates: `03/04/1980` is 3 April when true and 4 March when false. When absent the columns tell, and what they told
   * stands in the model; `false` is left out there.
   */
  readonly dayFirst?: boolean;
  /**
   * Of columns that name persons and organizations: the field takes the texts that name this party, and those that may
   * name either.
   */
  readonly party?: Party;
  /**
   * Of organizations: records name either a person or one of these, so that one of each are never the same customer. Two
   * records whose names may mean either are compared as this party. When absent the data tells, and what it told stands
   * in the model.
   */
  readonly either?: Party;
  /** Columns of a person's name: a text that only repeats what stands there counts as none. */
  readonly repeats?: readonly string[];
  /** Columns to read when the others are empty, and which part of each: the first with a value counts. */
  readonly fill?: FieldFill | readonly FieldFill[];
}

/** The columns that fill a field where its own are empty, in the order in which they are asked. */
export function fillsOf({ fill }: Pick<FieldSpec, 'fill'>): readonly FieldFill[] {
  return fill === undefined ? [] : 'column' in fill ? [fill] : fill;
}
