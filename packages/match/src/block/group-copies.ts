// Typed arrays are read within their bounds: `as number` spares a test per record.
import type { RecordSet } from '../records/record-set.js';
import type { CandidateIndex } from './candidate-index.js';
import { groupEqual } from './group-equal.js';

/** Marks by 1 the records that are in a block with others. */
export function markCovered({ rules, records }: CandidateIndex): Uint8Array {
  const isCovered = new Uint8Array(records);
  for (const { blocks } of rules) for (const record of blocks.members) isCovered[record] = 1;
  return isCovered;
}

/**
 * Finds the records that are the same text by text and that no block brings together: all their blocks are too large to be
 * used. Equal records have equal keys, so either a block has all of them or none has any two. Records without any value
 * are no copies of each other.
 *
 * @param isCovered - as `markCovered` tells
 * @returns groups of at least two records in ascending order; with sources, of at least two sources
 */
export function groupCopies(set: RecordSet, isCovered: Uint8Array): readonly (readonly number[])[] {
  const { fields, sources } = set;
  const columns = fields.map(({ column }) => column.ids);
  const blocks = groupEqual(set, 2, isCovered);
  const groups: (readonly number[])[] = [];
  for (let block = 0; block < blocks.keys.length; block++) {
    const members = blocks.members.subarray(blocks.starts[block], blocks.starts[block + 1]);
    groups.push(...splitByTexts(members, columns));
  }
  return groups.filter((group) => group.length > 1 && (sources === undefined || isAcross(group, sources)));
}

/** Parts records with one hash into those that are really the same, nearly always one part. */
function splitByTexts(members: Uint32Array, columns: readonly Uint32Array[]): readonly (readonly number[])[] {
  const parts: number[][] = [];
  for (const record of members) {
    const part = parts.find(([first]) => columns.every((ids) => ids[first as number] === ids[record]));
    if (part === undefined) parts.push([record]);
    else part.push(record);
  }
  return parts;
}

/** Tells whether records come from two sources at least, without which none is a candidate of another. */
export function isAcross(records: readonly number[], sources: ArrayLike<number>): boolean {
  const first = sources[records[0] as number];
  return records.some((record) => sources[record] !== first);
}

/**
 * The pairs that stand for a group of copies, one less than it has records: each with the first record, or with the first
 * one of another source where both have the same.
 *
 * @param visit - gets the lower record number first
 */
export function visitCopies(
  group: readonly number[],
  sources: ArrayLike<number> | undefined,
  visit: (left: number, right: number) => void,
): void {
  const first = group[0] as number;
  const other = sources === undefined ? first : group.find((record) => sources[record] !== sources[first]);
  for (const record of group) {
    if (record === first) continue;
    const partner = sources !== undefined && sources[record] === sources[first] ? (other as number) : first;
    visit(Math.min(partner, record), Math.max(partner, record));
  }
}
