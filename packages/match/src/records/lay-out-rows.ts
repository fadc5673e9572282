// Hot loops index typed arrays within their bounds: `as number` spares a test per record.
import type { RecordSet } from './record-set.js';

/** From this many records on columns do not fit into the cache of a processor. */
const WORTH_LAYING_OUT = 50_000;

/**
 * The text ids of every record side by side. Pairs jump from record to record; with rows each jump costs one line of
 * memory, with columns one for every field.
 *
 * @returns `undefined` for a set that is small enough as it is
 */
export function layOutRows({ length, fields }: RecordSet): Uint32Array | undefined {
  if (length < WORTH_LAYING_OUT) return undefined;
  const width = fields.length;
  const bytes = length * width * 4;
  const rows = new Uint32Array(
    typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes),
  );
  fields.forEach(({ column: { ids } }, field) => {
    for (let record = 0; record < length; record++) rows[record * width + field] = ids[record] as number;
  });
  return rows;
}
