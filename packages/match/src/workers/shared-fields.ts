import { kindOf } from '../kinds/index-of-kinds.js';
import type { KindName, Learned } from '../kinds/kind.js';
import type { Party } from '../kinds/party.js';
import type { Field } from '../records/record-set.js';
import { type DictionaryArrays, dictionaryFromArrays } from '../table/array-dictionary.js';
import type { Column, Dictionary } from '../table/dictionary.js';

/** A column as it passes between threads: typed arrays alone. */
export interface SharedColumn {
  readonly name: string;
  readonly ids: Uint32Array;
  readonly dictionary: DictionaryArrays;
}

/** A field as it passes between threads. */
export interface SharedField {
  readonly name: string;
  readonly kind: KindName;
  readonly column: SharedColumn;
  readonly party?: Party | undefined;
  readonly either?: Party | undefined;
}

/** What comparing needs, as it passes between threads. */
export interface SharedSet {
  readonly fields: readonly SharedField[];
  readonly learned: { readonly [field: string]: Learned };
  /** As `layOutRows` makes them. */
  readonly rows: Uint32Array | undefined;
}

/** A column of typed arrays; on shared memory no copy is made when it passes to another thread. */
export function shareColumn({ name, ids, dictionary }: Column): SharedColumn {
  return { name, ids: onSharedMemory(ids), dictionary: arraysOf(dictionary) };
}

/** The column that was shared. */
export function receiveColumn({ name, ids, dictionary }: SharedColumn): Column {
  return { name, ids, dictionary: dictionaryFromArrays(dictionary) };
}

/** A field of typed arrays. */
export function shareField({ kind, column, ...rest }: Field): SharedField {
  return { ...rest, kind: kind.name, column: shareColumn(column) };
}

/** The field that was shared. */
export function receiveField({ kind, column, ...rest }: SharedField): Field {
  return { ...rest, kind: kindOf(kind), column: receiveColumn(column) };
}

function arraysOf({ size, codes, starts, counts }: Dictionary): DictionaryArrays {
  const end = starts[size] ?? 0;
  return {
    codes: onSharedMemory(codes.subarray(0, end)),
    starts: onSharedMemory(starts.subarray(0, size + 1)),
    counts: onSharedMemory(counts.subarray(0, size)),
  };
}

/** Whether other threads see what is written into an array: not in a page that is not isolated from other origins. */
export function isOnSharedMemory({ buffer }: Uint32Array): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer;
}

/** The same values on memory that threads share, where the platform has such; the array itself when it lies there. */
function onSharedMemory<T extends Uint8Array | Uint16Array | Uint32Array>(array: T): T {
  if (typeof SharedArrayBuffer === 'undefined') return array.slice() as T;
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const buffer = new SharedArrayBuffer(array.byteLength);
  const shared = (
    array instanceof Uint8Array
      ? new Uint8Array(buffer)
      : array instanceof Uint16Array
        ? new Uint16Array(buffer)
        : new Uint32Array(buffer)
  ) as T;
  shared.set(array);
  return shared;
}
