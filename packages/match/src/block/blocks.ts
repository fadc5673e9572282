import { growArray } from '../table/grow-array.js';
import type { RuleKeys } from './rule-keys.js';

/** The records of one rule, grouped by key: blocks of two records and more. */
export interface Blocks {
  /** Records, block after block; within a block in their own order. */
  readonly members: Uint32Array;
  /** Block `b` is `members` from `starts[b]` to `starts[b + 1]`. */
  readonly starts: Uint32Array;
  /** Key of every block. */
  readonly keys: Uint32Array;
}

/** Keys of all records under one rule: record numbers with their keys, side by side. */
export interface KeyedRecords {
  readonly records: Uint32Array;
  readonly keys: Uint32Array;
}

/**
 * Lists the (record, key) of a rule, records in ascending order and the keys of a record too. Most keys that only one
 * record has are left out of large sets: they make no block.
 *
 * @param rule - keys of the rule
 * @param records - how many records there are
 */
export function keyRecords(rule: RuleKeys, records: number): KeyedRecords {
  const keyed = rule.isMultiple ? keySeveral(rule, records) : keyOnce(rule.all(records));
  return keyed.keys.length > WORTH_FILTERING ? withoutSingles(keyed) : keyed;
}

function keyOnce(keys: Uint32Array): KeyedRecords {
  const records = new Uint32Array(keys.length);
  let count = 0;
  for (let record = 0; record < records.length; record++) {
    const key = keys[record] as number;
    if (key === 0) continue;
    records[count] = record;
    keys[count++] = key;
  }
  return { records: records.subarray(0, count), keys: keys.subarray(0, count) };
}

function keySeveral(rule: RuleKeys, records: number): KeyedRecords {
  const found = { records: new Uint32Array(records), keys: new Uint32Array(records) };
  let count = 0;
  const own: number[] = [];
  for (let record = 0; record < records; record++) {
    own.length = 0;
    rule.append(record, own);
    if (count + own.length > found.keys.length) {
      found.records = growArray(found.records, count + own.length);
      found.keys = growArray(found.keys, count + own.length);
    }
    if (own.length > 1) own.sort((a, b) => a - b);
    let last = 0;
    for (const key of own) {
      // Two pairs of parts may have one hash; the record would stand twice in its block and meet itself.
      if (key === last) continue;
      last = key;
      found.records[count] = record;
      found.keys[count++] = key;
    }
  }
  return { records: found.records.subarray(0, count), keys: found.keys.subarray(0, count) };
}

/** At most so many bits of two maps stay in the cache of a processor. */
const MOST_FILTER_BITS = 22;
/** For every key four bits, so that few share one. */
const BITS_PER_KEY = 2;
const WORTH_FILTERING = 100_000;

/**
 * Leaves out most of the keys that occur once, by two maps in which several keys may share a bit: seen, and seen again.
 * What is given is written over.
 */
export function withoutSingles({ records, keys }: KeyedRecords): KeyedRecords {
  const bits = Math.min(MOST_FILTER_BITS, 32 - Math.clz32(keys.length) + BITS_PER_KEY);
  const shift = 32 - bits;
  const seen = new Int32Array(Math.ceil(2 ** bits / 32));
  const again = new Int32Array(seen.length);
  for (let at = 0; at < keys.length; at++) {
    const bucket = (keys[at] as number) >>> shift;
    const word = bucket >>> 5;
    const bit = 1 << (bucket & 31);
    const before = seen[word] as number;
    if ((before & bit) === 0) seen[word] = before | bit;
    else again[word] = (again[word] as number) | bit;
  }
  let count = 0;
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as number;
    const bucket = key >>> shift;
    if (((again[bucket >>> 5] as number) & (1 << (bucket & 31))) === 0) continue;
    // What is kept moves up over what is not.
    records[count] = records[at] as number;
    keys[count++] = key;
  }
  return { records: records.slice(0, count), keys: keys.slice(0, count) };
}

/** Groups records by key, by a radix sort that keeps the order within a key. */
export function groupByKey(keyed: KeyedRecords): Blocks {
  const { records, keys } = sortByKey(keyed);
  const members = new Uint32Array(records.length);
  const starts: number[] = [];
  const blockKeys: number[] = [];
  let filled = 0;
  for (let from = 0; from < keys.length; ) {
    const key = keys[from] as number;
    let to = from + 1;
    while (to < keys.length && keys[to] === key) to++;
    if (to - from > 1) {
      starts.push(filled);
      blockKeys.push(key);
      for (let at = from; at < to; at++) members[filled++] = records[at] as number;
    }
    from = to;
  }
  starts.push(filled);
  return { members: members.slice(0, filled), starts: Uint32Array.from(starts), keys: Uint32Array.from(blockKeys) };
}

const RADIX_BITS = 11;
const BUCKETS = 1 << RADIX_BITS;

/** The same in the order of the keys; equal keys keep their order. Least significant digit first. */
function sortByKey({ records, keys }: KeyedRecords): KeyedRecords {
  const { length } = keys;
  let from = { records, keys };
  let to = { records: new Uint32Array(length), keys: new Uint32Array(length) };
  let spare = { records: new Uint32Array(length), keys: new Uint32Array(length) };
  const ends = new Uint32Array(BUCKETS);
  for (let shift = 0; shift < 32; shift += RADIX_BITS) {
    scatter(from, to, shift, ends);
    // The entries that were given are not written over.
    [from, to, spare] = [to, spare, to];
  }
  return from;
}

/** Puts entries in the order of one digit of their keys. */
function scatter(from: KeyedRecords, to: KeyedRecords, shift: number, ends: Uint32Array): void {
  const { records, keys } = from;
  const { length } = keys;
  ends.fill(0);
  for (let at = 0; at < length; at++) {
    const bucket = ((keys[at] as number) >>> shift) & (BUCKETS - 1);
    ends[bucket] = (ends[bucket] as number) + 1;
  }
  let before = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const count = ends[bucket] as number;
    ends[bucket] = before;
    before += count;
  }
  const [sortedRecords, sortedKeys] = [to.records, to.keys];
  for (let at = 0; at < length; at++) {
    const key = keys[at] as number;
    const bucket = (key >>> shift) & (BUCKETS - 1);
    const place = ends[bucket] as number;
    sortedRecords[place] = records[at] as number;
    sortedKeys[place] = key;
    ends[bucket] = place + 1;
  }
}
