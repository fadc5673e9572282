import type { KindName } from '../kinds/kind.js';

/** Which part of a text a field takes: all of it, or the forename or surname of a full name. */
export type FieldPart = 'whole' | 'given' | 'surname';

/** How a field is read from the columns of a source. Part of a model, so plain JSON. */
export interface FieldSpec {
  readonly name: string;
  readonly kind: KindName;
  /** Columns whose texts are joined by blanks, in this order. */
  readonly columns: readonly string[];
  readonly part?: FieldPart;
  /** Column to read when the others are empty, and which part of it. */
  readonly fill?: { readonly column: string; readonly part: FieldPart };
}
