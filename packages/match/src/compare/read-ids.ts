// Positions are among the fields and records in the set, so the casts below hold.
import type { Field } from '../records/record-set.js';

/** The text id of a record in one field. */
export type IdOf = (record: number) => number;

/** How the text of a record is found where pairs jump from record to record: near its other texts, if they lie in rows. */
export function readIds(fields: readonly Field[], rows: Uint32Array | undefined, at: number): IdOf {
  const { column } = fields[at] as Field;
  // The array of ids is asked for each time: a resolver puts a longer one in its place as records come.
  if (rows === undefined) return (record) => column.ids[record] as number;
  const width = fields.length;
  return (record) => rows[record * width + at] as number;
}
