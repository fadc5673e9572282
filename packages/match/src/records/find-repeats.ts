// Hot loops index typed arrays within their bounds: `as number` spares a test per record.
import { groupEqual } from '../block/group-equal.js';
import { isCircumstance } from '../score/class-priors.js';
import { groupFields } from '../score/group-fields.js';
import type { Dictionary } from '../table/dictionary.js';
import type { Field, RecordSet } from './record-set.js';

/** Records that chance would bring about at most, where more than a block can hold are there. */
const BY_CHANCE = 0.1;

/**
 * The records that only repeat an earlier one text by text, more often than a block can hold: an import that ran hundreds of
 * times, a row filled down. One of each tells all there is to learn, and the others would make its texts look common.
 * Namesakes of whom nothing else is known are no repeats: so many of them come about by chance.
 *
 * @param most - records that may be equal before they count as repeats
 * @returns in ascending order; nearly always none
 */
export function findRepeats(set: RecordSet, most: number): Uint32Array {
  const columns = set.fields.map(({ column }) => column.ids);
  const blocks = groupEqual(set, most + 1);
  const repeats: number[] = [];
  for (let block = 0; block < blocks.keys.length; block++) {
    const [first, ...others] = blocks.members.subarray(blocks.starts[block], blocks.starts[block + 1]);
    const equal = others.filter((record) => columns.every((ids) => ids[record] === ids[first as number]));
    if (equal.length < most || expectByChance(set, first as number, equal.length) > BY_CHANCE) continue;
    for (const record of equal) repeats.push(record);
  }
  return Uint32Array.from(repeats).sort();
}

/** How many of the other records chance would make equal to this one, as common as its texts are without its repeats. */
function expectByChance({ length, fields }: RecordSet, record: number, repeats: number): number {
  let expected = length - repeats;
  // Circumstances may follow from each other, so only the rarest of them counts, as of the fields of one place.
  let circumstances = 1;
  for (const { fields: members } of groupFields(fields)) {
    let share = 1;
    for (const member of members) {
      const { dictionary, ids } = (fields[member] as Field).column;
      const text = ids[record] as number;
      if (text === 0) continue;
      share = Math.min(share, ((dictionary.counts[text] as number) - repeats) / (length - repeats));
    }
    if (members.every((member) => isCircumstance((fields[member] as Field).kind))) {
      circumstances = Math.min(circumstances, share);
    } else expected *= share;
  }
  return expected * circumstances;
}

/** The fields with the counts of their texts as they are without some of the records. */
export function countWithout(fields: readonly Field[], records: Uint32Array): readonly Field[] {
  if (records.length === 0) return fields;
  return fields.map((field) => {
    const { column } = field;
    const { dictionary, ids } = column;
    const { size, codes, starts } = dictionary;
    const counts = dictionary.counts.slice(0, size);
    for (const record of records) {
      const text = ids[record] as number;
      if (text !== 0) counts[text] = (counts[text] as number) - 1;
    }
    const view: Dictionary = {
      size,
      codes,
      starts,
      counts,
      text: (id) => dictionary.text(id),
      find: (text) => dictionary.find(text),
    };
    return { ...field, column: { name: column.name, ids, dictionary: view } };
  });
}

/** All records but some, in ascending order. */
export function listWithout(length: number, records: Uint32Array): Uint32Array {
  const isLeftOut = new Uint8Array(length);
  for (const record of records) isLeftOut[record] = 1;
  return Uint32Array.from({ length }, (_, record) => record).filter((record) => isLeftOut[record] === 0);
}
