// Hot loops index typed arrays within their bounds: `as number` spares a test per record.
import type { GrowingColumn } from './canonical-column.js';
import type { Column } from './dictionary.js';
import { GrowingDictionary } from './growing-dictionary.js';
import { finishHash, HASH_SEED, stepHash } from './hash-text.js';
import { InvalidTableError } from './invalid-table-error.js';

/**
 * One column made of several, such as a street of house number and road. Each distinct combination of texts is joined
 * once.
 *
 * @param columns - of equal length, at least one
 * @param name - of the new column
 * @param join - the text of a combination; an absent part is the empty text. It is not asked when all are absent.
 * @throws InvalidTableError `INVALID_TABLE` when the columns differ in length or there is none
 * @example
 * joinColumns([houseNumber, road], 'street', (parts) => parts.filter((part) => part !== '').join(' '));
 */
export function joinColumns(
  columns: readonly Column[],
  name: string,
  join: (parts: readonly string[]) => string,
): GrowingColumn {
  const rows = columns[0]?.ids.length;
  if (rows === undefined || columns.some(({ ids }) => ids.length !== rows)) {
    throw new InvalidTableError(
      { reason: 'INVALID_OPTION', column: name },
      `Column ${name} can be joined from one or more columns with the same number of rows.`,
    );
  }
  const dictionary = new GrowingDictionary();
  const joined = new Uint32Array(rows);
  const lists = columns.map(({ ids }) => ids);
  // Open addressing; a slot holds 1 + the first row with its combination. At most half of the slots are taken.
  let slots = new Uint32Array(1024);
  let taken = 0;
  for (let row = 0; row < rows; row++) {
    if (lists.every((ids) => ids[row] === 0)) continue;
    if (taken * 2 >= slots.length) slots = rebuild(lists, slots);
    const slot = seek(lists, slots, row);
    const first = slots[slot] as number;
    if (first === 0) {
      taken++;
      slots[slot] = row + 1;
      joined[row] = dictionary.intern(join(columns.map((each) => each.dictionary.text(each.ids[row] as number))));
    } else joined[row] = joined[first - 1] as number;
  }
  dictionary.compact();
  const { counts } = dictionary;
  for (let row = 0; row < rows; row++) counts[joined[row] as number] = (counts[joined[row] as number] as number) + 1;
  return { name, ids: joined, dictionary };
}

/** The slot of the combination of a row, or the free one where it belongs. */
function seek(lists: readonly Uint32Array[], slots: Uint32Array, row: number): number {
  const mask = slots.length - 1;
  let hash = HASH_SEED;
  for (const ids of lists) hash = stepHash(hash, ids[row] as number);
  for (let slot = finishHash(hash) & mask; ; slot = (slot + 1) & mask) {
    const first = slots[slot] as number;
    if (first === 0) return slot;
    let same = true;
    for (const ids of lists) same &&= ids[row] === ids[first - 1];
    if (same) return slot;
  }
}

function rebuild(lists: readonly Uint32Array[], old: Uint32Array): Uint32Array<ArrayBuffer> {
  const slots = new Uint32Array(old.length * 4);
  for (const first of old) if (first !== 0) slots[seek(lists, slots, first - 1)] = first;
  return slots;
}
