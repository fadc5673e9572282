// Hot loops index typed arrays within their bounds: `as number` spares a test per entry.
import { growArray } from '../table/grow-array.js';

const FIRST_BUCKETS = 64;

/**
 * Which records bear which keys of one blocking rule: chains of entries in hash buckets, in typed arrays. An entry is a
 * number from 1; 0 ends a chain.
 *
 * @example
 * for (let at = postings.first(key); at !== 0; at = postings.after(at)) postings.recordOf(at);
 */
export class KeyPostings {
  #heads = new Uint32Array(FIRST_BUCKETS);
  #keys = new Uint32Array(FIRST_BUCKETS);
  /** 0 in entries that are free. */
  #records = new Uint32Array(FIRST_BUCKETS);
  #next = new Uint32Array(FIRST_BUCKETS);
  #end = 1;
  #free = 0;
  #size = 0;

  /** Entries in use. */
  get size(): number {
    return this.#size;
  }

  /** Bytes of the arrays. */
  get bytes(): number {
    return 4 * (this.#heads.length + 3 * this.#keys.length);
  }

  /** The first entry with the key, the one added last; 0 when there is none. */
  first(key: number): number {
    return this.#seek(this.#heads[key & (this.#heads.length - 1)] as number, key);
  }

  /** The next entry with the key of this one; 0 when there is none. */
  after(entry: number): number {
    return this.#seek(this.#next[entry] as number, this.#keys[entry] as number);
  }

  /** The record of an entry. */
  recordOf(entry: number): number {
    return this.#records[entry] as number;
  }

  /** Makes room for so many more entries at once. */
  reserve(more: number): void {
    const size = this.#size + more;
    const end = this.#end + more;
    this.#keys = growArray(this.#keys, end);
    this.#records = growArray(this.#records, end);
    this.#next = growArray(this.#next, end);
    let buckets = this.#heads.length;
    while (buckets < size) buckets *= 2;
    if (buckets > this.#heads.length) this.#rebuild(buckets);
  }

  /** Enters a record, which is a number from 1, under a key. */
  add(key: number, record: number): void {
    let entry = this.#free;
    if (entry === 0) {
      if (this.#end === this.#keys.length) this.reserve(1);
      entry = this.#end++;
    } else this.#free = this.#next[entry] as number;
    if (++this.#size > this.#heads.length) this.#rebuild(this.#heads.length * 2);
    const bucket = key & (this.#heads.length - 1);
    this.#keys[entry] = key;
    this.#records[entry] = record;
    this.#next[entry] = this.#heads[bucket] as number;
    this.#heads[bucket] = entry;
  }

  /** Takes a record out from under a key. */
  remove(key: number, record: number): void {
    const bucket = key & (this.#heads.length - 1);
    let before = 0;
    let entry = this.#heads[bucket] as number;
    while (entry !== 0 && (this.#records[entry] !== record || this.#keys[entry] !== key)) {
      before = entry;
      entry = this.#next[entry] as number;
    }
    if (entry === 0) return;
    if (before === 0) this.#heads[bucket] = this.#next[entry] as number;
    else this.#next[before] = this.#next[entry] as number;
    this.#records[entry] = 0;
    this.#next[entry] = this.#free;
    this.#free = entry;
    this.#size--;
  }

  /** Keys with more records than `most`, the commonest first. */
  commonKeys(most: number): readonly { readonly key: number; readonly records: number }[] {
    const common: { readonly key: number; readonly records: number }[] = [];
    const counts = new Map<number, number>();
    for (const head of this.#heads) {
      counts.clear();
      for (let entry = head; entry !== 0; entry = this.#next[entry] as number) {
        const key = this.#keys[entry] as number;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      for (const [key, records] of counts) if (records > most) common.push({ key, records });
    }
    return common.sort((a, b) => b.records - a.records || a.key - b.key);
  }

  #seek(from: number, key: number): number {
    let entry = from;
    while (entry !== 0 && this.#keys[entry] !== key) entry = this.#next[entry] as number;
    return entry;
  }

  #rebuild(buckets: number): void {
    const heads = new Uint32Array(buckets);
    for (let entry = 1; entry < this.#end; entry++) {
      if (this.#records[entry] === 0) continue;
      const bucket = (this.#keys[entry] as number) & (buckets - 1);
      this.#next[entry] = heads[bucket] as number;
      heads[bucket] = entry;
    }
    this.#heads = heads;
  }
}
