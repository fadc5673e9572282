// Hot loops index typed arrays within their bounds: `as number` spares a test per record.
import type { RecordSet } from '../records/record-set.js';
import { type Blocks, groupByKey } from './blocks.js';
import { joinHashes } from './hash-text.js';

/** Stands for no value in the hash of a record. */
const NOTHING = 1;

/**
 * Groups records by a hash of all their texts: those of one block are nearly always the same text by text. Records without
 * any value are left out.
 *
 * @param least - records with a text that fewer bear are left out as well
 * @param isLeftOut - marks by 1 what else is; nothing when absent
 */
export function groupEqual({ length, fields }: RecordSet, least: number, isLeftOut?: Uint8Array): Blocks {
  // Equal records are no more than those that bear their rarest text, which shows soonest where texts are many.
  const ordered = fields.toSorted((a, b) => b.column.dictionary.size - a.column.dictionary.size);
  const columns = ordered.map(({ column }) => column.ids);
  const counts = ordered.map(({ column }) => column.dictionary.counts);
  const keyed = { records: new Uint32Array(length), keys: new Uint32Array(length) };
  let count = 0;
  for (let record = 0; record < length; record++) {
    if (isLeftOut !== undefined && isLeftOut[record] === 1) continue;
    let hash = NOTHING;
    let known = 0;
    for (let field = 0; field < columns.length; field++) {
      const text = (columns[field] as Uint32Array)[record] as number;
      known |= text;
      hash = text !== 0 && ((counts[field] as Uint32Array)[text] as number) < least ? 0 : joinHashes(hash, text + 1);
      if (hash === 0) break;
    }
    if (hash === 0 || known === 0) continue;
    keyed.records[count] = record;
    keyed.keys[count++] = hash;
  }
  return groupByKey({ records: keyed.records.subarray(0, count), keys: keyed.keys.subarray(0, count) });
}
