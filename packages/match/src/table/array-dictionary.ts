// Hot loops index typed arrays within their bounds: `as number` spares a test per code unit.
import { codesToString } from './codes-to-string.js';
import type { Dictionary } from './dictionary.js';
import { hashCodes, hashString } from './hash-text.js';

/** What a dictionary is made of; on shared buffers it passes to a worker without a copy. */
export interface DictionaryArrays {
  readonly codes: Uint8Array | Uint16Array;
  /** One entry more than there are texts. */
  readonly starts: Uint32Array;
  readonly counts: Uint32Array;
}

/**
 * A read-only dictionary over arrays that were filled elsewhere, such as in another thread. Where a text occurs more
 * than once, `find` gives the first id.
 *
 * @param arrays - the texts one after the other; `starts` has one entry more than there are texts
 * @returns a dictionary that reads the given arrays and copies nothing
 * @example
 * dictionaryFromArrays(names.toShared()).text(1); // the same as names.text(1)
 */
export function dictionaryFromArrays(arrays: DictionaryArrays): Dictionary {
  return new ArrayDictionary(arrays);
}

class ArrayDictionary implements Dictionary {
  readonly size: number;
  readonly codes: Uint8Array | Uint16Array;
  readonly starts: Uint32Array;
  readonly counts: Uint32Array;
  /** Open addressing by hash, an id or 0 in each slot; made by the first search. */
  #slots: Uint32Array | null = null;

  constructor({ codes, starts, counts }: DictionaryArrays) {
    this.size = starts.length - 1;
    this.codes = codes;
    this.starts = starts;
    this.counts = counts;
  }

  text(id: number): string {
    return codesToString(this.codes, this.starts[id] ?? 0, this.starts[id + 1] ?? 0);
  }

  find(text: string): number {
    if (text.length === 0) return 0;
    this.#slots ??= this.#enterAll();
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = hashString(text) & mask; ; slot = (slot + 1) & mask) {
      const id = slots[slot] as number;
      if (id === 0 || this.#equals(id, text)) return id;
    }
  }

  #enterAll(): Uint32Array {
    const { codes, starts, size } = this;
    let slotCount = 16;
    while (slotCount < size * 2) slotCount *= 2;
    const slots = new Uint32Array(slotCount);
    for (let id = 1; id < size; id++) {
      let slot = hashCodes(codes, starts[id] as number, starts[id + 1] as number) & (slotCount - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slotCount - 1);
      slots[slot] = id;
    }
    return slots;
  }

  #equals(id: number, text: string): boolean {
    const start = this.starts[id] as number;
    if ((this.starts[id + 1] as number) - start !== text.length) return false;
    let at = 0;
    while (at < text.length && this.codes[start + at] === text.charCodeAt(at)) at++;
    return at === text.length;
  }
}
