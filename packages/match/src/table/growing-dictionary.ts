// Hot loops index typed arrays within their bounds: `as number` spares a test per code unit.
import type { DictionaryArrays } from './array-dictionary.js';
import { codesToString } from './codes-to-string.js';
import type { Dictionary } from './dictionary.js';
import { hashCodes, hashString } from './hash-text.js';

/** Fields of a batch: where each lies, and its hash. */
export interface FieldBatch {
  /** Where the fields that are plain ASCII lie. */
  readonly bytes: Uint8Array;
  /** Of the same bytes; four more can be read behind the last field. */
  readonly view: DataView;
  /** Code units of all other fields. */
  readonly units: Uint16Array;
  /** Index into `bytes`, or `-1 - index` into `units`. */
  readonly fieldStarts: Int32Array;
  readonly fieldLengths: Int32Array;
  /** As {@link hashCodes} gives it; of the fields in `bytes` alone. */
  readonly fieldHashes: Int32Array;
}

const FIRST_SLOTS = 64;
const PREFETCH = 256;

/**
 * A dictionary that texts are added to.
 *
 * Its arrays may be longer than what they hold: texts have the ids below `size`. They are eight bits wide until the
 * first text with a code unit above 255, sixteen bits from then on.
 *
 * @example
 * const names = new GrowingDictionary();
 * names.intern('Ada'); // 1
 * names.intern('Ada'); // 1
 * names.find('Bob'); // 0
 */
export class GrowingDictionary implements Dictionary {
  #size = 1;
  #codes: Uint8Array | Uint16Array = new Uint8Array(256);
  /** Of the codes while they are bytes, to move four at a time; null until it is needed. */
  #view: DataView | null = null;
  #starts: Uint32Array = new Uint32Array(32);
  #counts: Uint32Array = new Uint32Array(32);
  /** Slots of an open-addressing table, two words each: hash, then id (0: free). Empty until it is needed. */
  #slots = new Int32Array(0);
  readonly #likely = new Uint32Array(PREFETCH);

  get size(): number {
    return this.#size;
  }
  get codes(): Uint8Array | Uint16Array {
    return this.#codes;
  }
  get starts(): Uint32Array {
    return this.#starts;
  }
  /** May be written to: interning does not count. */
  get counts(): Uint32Array {
    return this.#counts;
  }

  text(id: number): string {
    if (id >= this.#size) return '';
    return codesToString(this.#codes, this.#starts[id] as number, this.#starts[id + 1] as number);
  }

  /**
   * The id of a text, which is added when it is new. It is not counted.
   *
   * @returns 0 for the empty text
   */
  intern(text: string): number {
    const length = text.length;
    if (length === 0) return 0;
    this.#reserve(1, length);
    const hash = hashString(text);
    const slot = this.#seekString(text, hash);
    const known = this.#slots[slot + 1] as number;
    if (known !== 0) return known;
    const start = this.#starts[this.#size] as number;
    let codes = this.#codes;
    for (let at = 0; at < length; at++) {
      const unit = text.charCodeAt(at);
      if (unit > 255 && codes instanceof Uint8Array) codes = this.#widen(codes, start + at);
      codes[start + at] = unit;
    }
    return this.#add(slot, hash, start + length);
  }

  /** The id of a text; 0 when it is empty or absent. */
  find(text: string): number {
    if (text.length === 0 || this.#size === 1) return 0;
    this.#reserve(0, 0);
    return this.#slots[this.#seekString(text, hashString(text)) + 1] as number;
  }

  /** As {@link intern}, for bytes that each stand for the code unit of their value. */
  internLatin1(bytes: Uint8Array, start: number, end: number): number {
    return this.internCodes(bytes, start, end);
  }

  /** As {@link intern}, for the code units from `start` to `end`. */
  internCodes(units: Uint8Array | Uint16Array, start: number, end: number): number {
    const length = end - start;
    if (length <= 0) return 0;
    this.#reserve(1, length);
    const hash = hashCodes(units, start, end);
    const slot = this.#seekCodes(units, start, end, hash);
    const known = this.#slots[slot + 1] as number;
    if (known !== 0) return known;
    const own = this.#starts[this.#size] as number;
    let codes = this.#codes;
    for (let at = 0; at < length; at++) {
      const unit = units[start + at] as number;
      if (unit > 255 && codes instanceof Uint8Array) codes = this.#widen(codes, own + at);
      codes[own + at] = unit;
    }
    return this.#add(slot, hash, own + length);
  }

  /**
   * Interns `count` fields from index `first` of a batch, in order, and counts each. Fields of no length get id 0.
   *
   * @param ids - receives the ids from index `firstId`
   */
  internBatch(batch: FieldBatch, first: number, count: number, ids: Uint32Array, firstId: number): void {
    const { fieldStarts, fieldLengths } = batch;
    let total = 0;
    for (let at = first; at < first + count; at++) total += fieldLengths[at] as number;
    this.#reserve(count, total);
    let done = 0;
    while (done < count) {
      const start = fieldStarts[first + done] as number;
      if (start >= 0 && this.#codes instanceof Uint8Array) {
        done += this.#internNarrow(batch, first + done, Math.min(PREFETCH, count - done), ids, firstId + done);
        continue;
      }
      const length = fieldLengths[first + done] as number;
      const id =
        start >= 0
          ? this.internCodes(batch.bytes, start, start + length)
          : this.internCodes(batch.units, -1 - start, -1 - start + length);
      this.#counts[id] = (this.#counts[id] as number) + 1;
      ids[firstId + done] = id;
      done++;
    }
  }

  /**
   * Makes the arrays as long as what they hold, and drops the table of hashes, which comes back when it is needed. They
   * become views of the memory they had: what was never written to takes up none, and a copy would take time.
   */
  compact(): this {
    const size = this.#size;
    this.#codes = this.#codes.subarray(0, this.#starts[size] as number);
    this.#starts = this.#starts.subarray(0, size + 1);
    this.#counts = this.#counts.subarray(0, size);
    this.#view = null;
    this.#slots = new Int32Array(0);
    return this;
  }

  /**
   * A copy of the arrays on shared memory, or on plain buffers where shared memory is not available.
   * Read it with `dictionaryFromArrays`.
   */
  toShared(): DictionaryArrays {
    const size = this.#size;
    const end = this.#starts[size] as number;
    const isWide = this.#codes instanceof Uint16Array;
    const codes = isWide ? new Uint16Array(makeBuffer(end * 2)) : new Uint8Array(makeBuffer(end));
    codes.set(this.#codes.subarray(0, end));
    const starts = new Uint32Array(makeBuffer((size + 1) * 4));
    starts.set(this.#starts.subarray(0, size + 1));
    const counts = new Uint32Array(makeBuffer(size * 4));
    counts.set(this.#counts.subarray(0, size));
    return { codes, starts, counts };
  }

  /** Interns fields of bytes up to the first one of units; returns how many it did. */
  #internNarrow(batch: FieldBatch, first: number, count: number, ids: Uint32Array, firstId: number): number {
    const { view: fields, fieldStarts, fieldLengths, fieldHashes } = batch;
    const slots = this.#slots;
    const mask = slots.length - 2;
    const codes = this.#codes as Uint8Array;
    const starts = this.#starts;
    const counts = this.#counts;
    this.#view ??= new DataView(codes.buffer);
    const view = this.#view;
    // Whatever the loop below reads from far away is touched here first, without a branch that depends on it: so the
    // processor waits for many of them at the same time. The result is kept, or the loops would be left out.
    const likely = this.#likely;
    for (let index = 0; index < count; index++) {
      likely[index] = slots[(((fieldHashes[first + index] as number) << 1) & mask) + 1] as number;
    }
    let touched = 0;
    for (let index = 0; index < count; index++) {
      const id = likely[index] as number;
      touched |= counts[id] as number;
      likely[index] = starts[id] as number;
    }
    for (let index = 0; index < count; index++) touched |= codes[likely[index] as number] as number;
    likely[0] = touched;
    let size = this.#size;
    let index = 0;
    for (; index < count; index++) {
      const start = fieldStarts[first + index] as number;
      if (start < 0) break;
      const length = fieldLengths[first + index] as number;
      let id = 0;
      if (length > 0) {
        const hash = fieldHashes[first + index] as number;
        const whole = length & ~3;
        const rest = (1 << ((length & 3) << 3)) - 1;
        let slot = (hash << 1) & mask;
        for (;;) {
          id = slots[slot + 1] as number;
          if (id === 0) {
            const own = starts[size] as number;
            for (let at = 0; at < length; at += 4) view.setInt32(own + at, fields.getInt32(start + at, true), true);
            id = size++;
            slots[slot] = hash;
            slots[slot + 1] = id;
            starts[size] = own + length;
            break;
          }
          if (slots[slot] === hash) {
            const own = starts[id] as number;
            if ((starts[id + 1] as number) - own === length) {
              let at = 0;
              while (at < whole && view.getInt32(own + at, true) === fields.getInt32(start + at, true)) at += 4;
              if (at === whole) {
                if (rest === 0) break;
                if (((view.getInt32(own + at, true) ^ fields.getInt32(start + at, true)) & rest) === 0) break;
              }
            }
          }
          slot = (slot + 2) & mask;
        }
      }
      counts[id] = (counts[id] as number) + 1;
      ids[firstId + index] = id;
    }
    this.#size = size;
    return index;
  }

  /** The slot that holds the text, or the free one where it belongs. */
  #seekString(text: string, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 2;
    const length = text.length;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const id = slots[slot + 1] as number;
      if (id === 0) return slot;
      if (slots[slot] !== hash) continue;
      const own = this.#starts[id] as number;
      if ((this.#starts[id + 1] as number) - own !== length) continue;
      let at = 0;
      while (at < length && this.#codes[own + at] === text.charCodeAt(at)) at++;
      if (at === length) return slot;
    }
  }

  #seekCodes(units: Uint8Array | Uint16Array, start: number, end: number, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 2;
    const length = end - start;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const id = slots[slot + 1] as number;
      if (id === 0) return slot;
      if (slots[slot] !== hash) continue;
      const own = this.#starts[id] as number;
      if ((this.#starts[id + 1] as number) - own !== length) continue;
      let at = 0;
      while (at < length && this.#codes[own + at] === units[start + at]) at++;
      if (at === length) return slot;
    }
  }

  /** Enters the text whose code units were written up to `end`. */
  #add(slot: number, hash: number, end: number): number {
    const id = this.#size++;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = id;
    this.#starts[id + 1] = end;
    return id;
  }

  /** Makes the code units sixteen bits wide; those before `end` are kept. */
  #widen(narrow: Uint8Array, end: number): Uint16Array {
    const wide = new Uint16Array(narrow.length);
    wide.set(narrow.subarray(0, end));
    this.#codes = wide;
    this.#view = null;
    return wide;
  }

  /** Makes room for `texts` more texts of `units` code units in all. */
  #reserve(texts: number, units: number): void {
    const size = this.#size + texts;
    if (size + 1 > this.#starts.length) {
      this.#starts = growTo(this.#starts, size + 1);
      this.#counts = growTo(this.#counts, size + 1);
    } else if (size > this.#counts.length) this.#counts = growTo(this.#counts, size);
    // Four more, so that the last code units can be moved four at a time.
    const end = (this.#starts[this.#size] as number) + units + 4;
    if (end > this.#codes.length) {
      // Texts are addressed by 32 bits.
      if (end > 0xffffffff) throw new RangeError('A dictionary holds at most 4,294,967,295 code units.');
      this.#codes = this.#codes instanceof Uint8Array ? growTo(this.#codes, end) : growTo(this.#codes, end);
      this.#view = null;
    }
    // At most half of the slots are taken: two words per slot.
    if (size * 4 > this.#slots.length) this.#rebuildSlots(size);
  }

  #rebuildSlots(size: number): void {
    let slotCount = Math.max(FIRST_SLOTS, this.#slots.length / 2);
    // Fewer rebuilds while they are small.
    while (slotCount < size * 2) slotCount *= slotCount < 1 << 18 ? 4 : 2;
    const old = this.#slots;
    const slots = new Int32Array(slotCount * 2);
    const mask = slots.length - 2;
    if (old.length === 0) {
      for (let id = 1; id < this.#size; id++) {
        const hash = hashCodes(this.#codes, this.#starts[id] as number, this.#starts[id + 1] as number);
        let slot = (hash << 1) & mask;
        while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
        slots[slot] = hash;
        slots[slot + 1] = id;
      }
    }
    // In the order of the old table, which is nearly that of the new one: far easier on the caches than that of ids.
    for (let from = 0; from < old.length; from += 2) {
      const id = old[from + 1] as number;
      if (id === 0) continue;
      const hash = old[from] as number;
      let slot = (hash << 1) & mask;
      while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      slots[slot] = hash;
      slots[slot + 1] = id;
    }
    this.#slots = slots;
  }
}

function growTo<T extends Uint8Array | Uint16Array | Uint32Array>(array: T, least: number): T {
  const grown = new (array.constructor as new (length: number) => T)(Math.max(least, array.length * 2));
  grown.set(array);
  return grown;
}

function makeBuffer(bytes: number): ArrayBuffer | SharedArrayBuffer {
  return typeof SharedArrayBuffer === 'function' ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
}
