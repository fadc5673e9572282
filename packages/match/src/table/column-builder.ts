import { type DictionaryArrays, dictionaryFromArrays } from './array-dictionary.js';
import type { Column } from './dictionary.js';
import { type FieldBatch, GrowingDictionary } from './growing-dictionary.js';

const FIRST_ROWS = 4096;

/** Takes in the fields of one column, batch by batch. */
export interface ColumnBuilder {
  addBatch(batch: FieldBatch, first: number, count: number): void;
  add(text: string): void;
  finish(): Column;
}

/**
 * A column whose equal texts share an id.
 *
 * @param name - of the column
 */
export function createInternedColumn(name: string): ColumnBuilder {
  const dictionary = new GrowingDictionary();
  let ids = new Uint32Array(FIRST_ROWS);
  let length = 0;
  const reserve = (count: number): void => {
    if (length + count > ids.length) ids = grow(ids, length + count);
  };
  return {
    addBatch(batch, first, count) {
      reserve(count);
      dictionary.internBatch(batch, first, count, ids, length);
      length += count;
    },
    add(text) {
      reserve(1);
      const id = dictionary.intern(text);
      dictionary.counts[id] = (dictionary.counts[id] ?? 0) + 1;
      ids[length++] = id;
    },
    finish: () => ({ name, ids: ids.slice(0, length), dictionary: dictionary.compact() }),
  };
}

/**
 * A column whose texts are kept one by one: the text of record `row` has the id `row + 1`, or 0 where it is empty.
 *
 * @param name - of the column
 */
export function createPlainColumn(name: string): ColumnBuilder {
  let codes: Uint8Array | Uint16Array = new Uint8Array(FIRST_ROWS);
  let starts = new Uint32Array(FIRST_ROWS);
  let length = 0;
  let end = 0;
  const reserve = (count: number, units: number): void => {
    if (length + count + 2 > starts.length) starts = grow(starts, length + count + 2);
    if (end + units > codes.length) {
      const size = Math.max(end + units, codes.length * 2);
      const grown = codes instanceof Uint16Array ? new Uint16Array(size) : new Uint8Array(size);
      grown.set(codes.subarray(0, end));
      codes = grown;
    }
  };
  const widen = (): void => {
    const wide = new Uint16Array(codes.length);
    wide.set(codes.subarray(0, end));
    codes = wide;
  };
  const close = (): void => {
    length++;
    starts[length + 1] = end;
  };
  return {
    addBatch({ bytes, units, fieldStarts, fieldLengths }, first, count) {
      let total = 0;
      for (let at = first; at < first + count; at++) total += fieldLengths[at] ?? 0;
      reserve(count, total);
      for (let at = first; at < first + count; at++) {
        const start = fieldStarts[at] ?? 0;
        const size = fieldLengths[at] ?? 0;
        if (start >= 0) for (let offset = 0; offset < size; offset++) codes[end++] = bytes[start + offset] ?? 0;
        else {
          const piece = units.subarray(-1 - start, -1 - start + size);
          if (codes instanceof Uint8Array && piece.some((unit) => unit > 255)) widen();
          codes.set(piece, end);
          end += size;
        }
        close();
      }
    },
    add(text) {
      reserve(1, text.length);
      for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        if (unit > 255 && codes instanceof Uint8Array) widen();
        codes[end++] = unit;
      }
      close();
    },
    finish() {
      const ids = new Uint32Array(length);
      const counts = new Uint32Array(length + 1);
      for (let row = 0; row < length; row++) {
        const id = (starts[row + 2] ?? 0) > (starts[row + 1] ?? 0) ? row + 1 : 0;
        ids[row] = id;
        counts[id] = (counts[id] ?? 0) + 1;
      }
      const arrays: DictionaryArrays = { codes: codes.slice(0, end), starts: starts.slice(0, length + 2), counts };
      return { name, ids, dictionary: dictionaryFromArrays(arrays) };
    },
  };
}

function grow(array: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(Math.max(least, array.length * 2));
  grown.set(array);
  return grown;
}
