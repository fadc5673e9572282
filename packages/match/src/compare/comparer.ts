import type { Learned } from '../kinds/kind.js';
import type { Field } from '../records/record-set.js';
import { createPersonChecks } from './person-checks.js';

/** Compares two records field by field. */
export interface Comparer {
  /** How many fields are compared, which is the length of a pattern. */
  readonly fields: number;
  /**
   * Writes the pattern of two records: per field 0 when either has no value or they cannot be compared, else 1 (different) up to the number of
   * levels of its kind (same).
   */
  readonly compare: (left: number, right: number, pattern: Uint8Array) => void;
}

/** No evidence: one of the two records has no value. */
export const MISSING = 0;

// Ids of a column are read within its length, so the casts below hold.
/**
 * Builds the comparison of two records of a set. Equal texts are the top level of their field without a comparison; a
 * comparator that answers -1 cannot tell, which counts as no value.
 *
 * @param fields - the fields of the set, in the order of the pattern
 * @param learned - what kinds learned when the model was made, by field; learned anew when not given
 * @param rows - text ids of every record side by side, as `layOutRows` makes them; the columns are read when absent
 */
export function createComparer(
  fields: readonly Field[],
  learned: { readonly [field: string]: Learned } = {},
  rows?: Uint32Array,
): Comparer {
  const columns = fields.map(({ column }) => column);
  const tops = Uint8Array.from(fields, ({ kind }) => kind.levels.length);
  const comparators = fields.map(({ name, kind, column }) => kind.comparator(column.dictionary, learned[name]));
  const checkPersons = createPersonChecks(fields, rows);
  const count = fields.length;
  return {
    fields: count,
    compare: (left, right, pattern) => {
      for (let field = 0; field < count; field++) {
        const ids = rows ?? (columns[field] as Field['column']).ids;
        const a = ids[rows === undefined ? left : left * count + field] as number;
        const b = ids[rows === undefined ? right : right * count + field] as number;
        if (a === 0 || b === 0) pattern[field] = MISSING;
        else if (a === b) pattern[field] = tops[field] as number;
        // What cannot be compared is -1, which makes it no evidence.
        else pattern[field] = 1 + (comparators[field] as (a: number, b: number) => number)(a, b);
      }
      checkPersons?.(left, right, pattern);
    },
  };
}
