const LEVELS_PER_WORD = 7;
const BITS = 4;

/**
 * The distinct patterns of a run: a million pairs show some thousands of patterns, and each is scored once.
 */
export class PatternTable {
  /** Levels of all patterns, one after the other. */
  levels: Uint8Array;
  /** How many pairs show each pattern. */
  counts: Float64Array;
  size = 0;
  readonly #words: number;
  #keys: Int32Array;
  #slots: Int32Array;

  /** @param fields - length of a pattern */
  constructor(readonly fields: number) {
    this.#words = Math.max(1, Math.ceil(fields / LEVELS_PER_WORD));
    this.levels = new Uint8Array(1024 * fields);
    this.counts = new Float64Array(1024);
    this.#keys = new Int32Array(1024 * this.#words);
    this.#slots = new Int32Array(4096).fill(-1);
  }

  /** The id of a pattern, new when it was not seen before; counts it `weight` times. */
  add(pattern: Uint8Array, weight = 1, from = 0): number {
    const words = this.#words;
    if ((this.size + 1) * words > this.#keys.length || this.size + 1 > this.counts.length) this.#grow();
    // The key of the pattern is written where it would be stored, and stays there when it is new.
    const at = this.size * words;
    let hash = 0;
    for (let word = 0, field = 0; word < words; word++) {
      let key = 0;
      const end = Math.min(field + LEVELS_PER_WORD, this.fields);
      for (; field < end; field++) key = (key << BITS) | (pattern[from + field] as number);
      this.#keys[at + word] = key;
      hash = Math.imul(hash ^ key, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    const mask = this.#slots.length - 1;
    let slot = (Math.imul(hash, 0x85ebca6b) >>> 7) & mask;
    for (;;) {
      const id = this.#slots[slot] as number;
      if (id < 0) break;
      if (this.#isKey(id * words, at)) {
        this.counts[id] = (this.counts[id] as number) + weight;
        return id;
      }
      slot = (slot + 1) & mask;
    }
    const id = this.size++;
    this.#slots[slot] = id;
    this.counts[id] = weight;
    this.levels.set(pattern.subarray(from, from + this.fields), id * this.fields);
    return id;
  }

  #isKey(a: number, b: number): boolean {
    for (let word = 0; word < this.#words; word++) if (this.#keys[a + word] !== this.#keys[b + word]) return false;
    return true;
  }

  #grow(): void {
    const capacity = this.counts.length * 2;
    const levels = new Uint8Array(capacity * this.fields);
    levels.set(this.levels);
    this.levels = levels;
    const counts = new Float64Array(capacity);
    counts.set(this.counts);
    this.counts = counts;
    const keys = new Int32Array(capacity * this.#words);
    keys.set(this.#keys);
    this.#keys = keys;
    this.#slots = new Int32Array(capacity * 4).fill(-1);
    const mask = this.#slots.length - 1;
    for (let id = 0; id < this.size; id++) {
      let hash = 0;
      for (let word = 0; word < this.#words; word++) {
        hash = Math.imul(hash ^ (keys[id * this.#words + word] as number), 0x9e3779b1);
        hash ^= hash >>> 15;
      }
      let slot = (Math.imul(hash, 0x85ebca6b) >>> 7) & mask;
      while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & mask;
      this.#slots[slot] = id;
    }
  }
}
