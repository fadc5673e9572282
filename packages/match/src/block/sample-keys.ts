// Hot loops index typed arrays within their bounds: `as number` spares a test per record.
import { growArray } from '../table/grow-array.js';
import { joinHashes } from './hash-text.js';
import type { RuleKeys } from './rule-keys.js';

/**
 * The keys of one rule over a sample of records: those of the record at position `p` are `keys` from `starts[p]` to
 * `starts[p + 1]`, or `keys[p]` alone when no record has several. 0 stands for none.
 */
export interface SampleKeys {
  readonly keys: Uint32Array;
  readonly starts?: Uint32Array | undefined;
}

/** Reads the keys of a rule for the records of a sample. */
export function readSampleKeys(rule: RuleKeys, records: Uint32Array): SampleKeys {
  if (!rule.isMultiple) {
    const keys = new Uint32Array(records.length);
    for (let at = 0; at < records.length; at++) keys[at] = rule.one(records[at] as number);
    return { keys };
  }
  const starts = new Uint32Array(records.length + 1);
  const keys: number[] = [];
  for (let at = 0; at < records.length; at++) {
    rule.append(records[at] as number, keys);
    starts[at + 1] = keys.length;
  }
  return { keys: Uint32Array.from(keys), starts };
}

/** The keys of the rule that asks for a key of either: as `createRuleKeys` joins them, for a sample that was read. */
export function joinSampleKeys(a: SampleKeys, b: SampleKeys): SampleKeys {
  if (a.starts === undefined && b.starts === undefined) return { keys: joinSingle(a.keys, b.keys) };
  const length = (a.starts ?? b.starts ?? a.keys).length - 1;
  const starts = new Uint32Array(length + 1);
  let keys = new Uint32Array(2 * Math.max(a.keys.length, b.keys.length));
  let count = 0;
  for (let at = 0; at < length; at++) {
    const endA = a.starts?.[at + 1] ?? at + 1;
    const endB = b.starts?.[at + 1] ?? at + 1;
    const startB = b.starts?.[at] ?? at;
    for (let own = a.starts?.[at] ?? at; own < endA; own++) {
      if (count + endB - startB > keys.length) keys = growArray(keys, count + endB - startB);
      for (let other = startB; other < endB; other++) {
        const key = joinHashes(a.keys[own] as number, b.keys[other] as number);
        if (key !== 0) keys[count++] = key;
      }
    }
    starts[at + 1] = count;
  }
  return { keys: keys.slice(0, count), starts };
}

function joinSingle(a: Uint32Array, b: Uint32Array): Uint32Array {
  const keys = new Uint32Array(a.length);
  for (let at = 0; at < keys.length; at++) keys[at] = joinHashes(a[at] as number, b[at] as number);
  return keys;
}

/** Counts how often each key occurs, by open addressing. */
class KeyCounts {
  readonly #keys: Uint32Array;
  readonly #counts: Uint32Array;
  readonly #shift: number;

  constructor(most: number) {
    let bits = 6;
    while (1 << bits < most * 1.5) bits++;
    this.#keys = new Uint32Array(1 << bits);
    this.#counts = new Uint32Array(1 << bits);
    this.#shift = 32 - bits;
  }

  /** Counts one more and answers how many there were before. */
  add(key: number): number {
    const mask = this.#keys.length - 1;
    const keys = this.#keys;
    let slot = Math.imul(key, 0x9e3779b1) >>> this.#shift;
    for (let found = keys[slot] as number; found !== key; found = keys[slot] as number) {
      if (found === 0) {
        keys[slot] = key;
        break;
      }
      slot = (slot + 1) & mask;
    }
    const before = this.#counts[slot] as number;
    this.#counts[slot] = before + 1;
    return before;
  }

  of(key: number): number {
    let slot = Math.imul(key, 0x9e3779b1) >>> this.#shift;
    while (this.#keys[slot] !== key && this.#keys[slot] !== 0) slot = (slot + 1) & (this.#keys.length - 1);
    return this.#counts[slot] as number;
  }

  /** Forgets everything. */
  clear(): void {
    this.#keys.fill(0);
    this.#counts.fill(0);
  }
}

/** What the blocks of a rule cost on a sample. */
export interface SampleCost {
  /** Pairs of the blocks that are small enough. */
  readonly pairs: number;
  /** Pairs of all blocks. */
  readonly allPairs: number;
  /** The keys without those whose blocks are too large. */
  readonly keys: SampleKeys;
}

/**
 * A counter of the pairs of rules, which takes out the keys of blocks that are too large.
 *
 * @param mostInBlock - records of the largest block that is used
 */
export function createCostCounter(mostInBlock: number): (sample: SampleKeys) => SampleCost {
  let counts = new KeyCounts(0);
  let room = 0;
  return (sample) => {
    const { keys } = sample;
    // One table serves all rules: the next one finds it in the cache of the processor.
    if (keys.length > room) {
      room = keys.length;
      counts = new KeyCounts(room);
    } else counts.clear();
    let pairs = 0;
    let largest = 0;
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] as number;
      if (key === 0) continue;
      const before = counts.add(key);
      pairs += before;
      if (before >= largest) largest = before + 1;
    }
    if (largest <= mostInBlock) return { pairs, allPairs: pairs, keys: sample };
    const kept = new Uint32Array(keys.length);
    let twice = 0;
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] as number;
      if (key === 0) continue;
      const size = counts.of(key);
      if (size > mostInBlock) continue;
      kept[at] = key;
      // Each member of a block of n stands for n - 1 of its pairs, and each pair for two members.
      twice += size - 1;
    }
    return { pairs: twice / 2, allPairs: pairs, keys: { ...sample, keys: kept } };
  };
}

/** Tells whether two positions of the sample share a key. */
export function sharesKey({ keys, starts }: SampleKeys, left: number, right: number): boolean {
  if (starts === undefined) return keys[left] !== 0 && keys[left] === keys[right];
  for (let a = starts[left] as number; a < (starts[left + 1] as number); a++) {
    const key = keys[a] as number;
    if (key === 0) continue;
    for (let b = starts[right] as number; b < (starts[right + 1] as number); b++) if (keys[b] === key) return true;
  }
  return false;
}

/** Positions and keys side by side, without those that have none. */
export function listSampleKeys({ keys, starts }: SampleKeys): {
  readonly records: Uint32Array;
  readonly keys: Uint32Array;
} {
  const records = new Uint32Array(keys.length);
  const kept = new Uint32Array(keys.length);
  let count = 0;
  let position = 0;
  for (let at = 0; at < keys.length; at++) {
    if (starts === undefined) position = at;
    else while (at >= (starts[position + 1] as number)) position++;
    if (keys[at] === 0) continue;
    records[count] = position;
    kept[count++] = keys[at] as number;
  }
  return { records: records.subarray(0, count), keys: kept.subarray(0, count) };
}
