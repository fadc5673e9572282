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
 * Lists every (record, key) of a rule, records in ascending order and the keys of a record too.
 *
 * @param rule - keys of the rule
 * @param records - how many records there are
 */
export function keyRecords(rule: RuleKeys, records: number): KeyedRecords {
  if (rule.isMultiple) return keySeveral(rule, records);
  const keyed = { records: new Uint32Array(records), keys: new Uint32Array(records) };
  let count = 0;
  for (let record = 0; record < records; record++) {
    const key = rule.one(record);
    if (key === 0) continue;
    keyed.records[count] = record;
    keyed.keys[count++] = key;
  }
  return { records: keyed.records.subarray(0, count), keys: keyed.keys.subarray(0, count) };
}

function keySeveral(rule: RuleKeys, records: number): KeyedRecords {
  const found = { records: new Uint32Array(records), keys: new Uint32Array(records) };
  let count = 0;
  const own: number[] = [];
  for (let record = 0; record < records; record++) {
    own.length = 0;
    rule.append(record, own);
    if (count + own.length > found.keys.length) {
      found.records = widen(found.records, count + own.length);
      found.keys = widen(found.keys, count + own.length);
    }
    if (own.length > 1) own.sort((a, b) => a - b);
    for (const key of own) {
      found.records[count] = record;
      found.keys[count++] = key;
    }
  }
  return { records: found.records.subarray(0, count), keys: found.keys.subarray(0, count) };
}

function widen(array: Uint32Array, least: number): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(Math.max(least, array.length * 2));
  wider.set(array);
  return wider;
}

const FILTER_BITS = 22;
const WORTH_FILTERING = 100_000;

/** Leaves out most of the keys that occur once, by counting them in a table that several keys share. */
function withoutSingles({ records, keys }: KeyedRecords): KeyedRecords {
  const seen = new Uint8Array(1 << FILTER_BITS);
  for (let at = 0; at < keys.length; at++) {
    const bucket = (keys[at] as number) >>> (32 - FILTER_BITS);
    if ((seen[bucket] as number) < 2) seen[bucket] = (seen[bucket] as number) + 1;
  }
  const kept = { records: new Uint32Array(keys.length), keys: new Uint32Array(keys.length) };
  let count = 0;
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as number;
    if ((seen[key >>> (32 - FILTER_BITS)] as number) < 2) continue;
    kept.records[count] = records[at] as number;
    kept.keys[count++] = key;
  }
  return { records: kept.records.subarray(0, count), keys: kept.keys.subarray(0, count) };
}

/** Groups records by key, by a radix sort that keeps the order within a key. */
export function groupByKey(keyed: KeyedRecords): Blocks {
  const { records, keys } = keyed.keys.length > WORTH_FILTERING ? withoutSingles(keyed) : keyed;
  const order = sortByKey(keys);
  const members = new Uint32Array(records.length);
  const starts: number[] = [];
  const blockKeys: number[] = [];
  let filled = 0;
  for (let from = 0; from < order.length; ) {
    const key = keys[order[from] as number] as number;
    let to = from + 1;
    while (to < order.length && keys[order[to] as number] === key) to++;
    if (to - from > 1) {
      starts.push(filled);
      blockKeys.push(key);
      for (let at = from; at < to; at++) members[filled++] = records[order[at] as number] as number;
    }
    from = to;
  }
  starts.push(filled);
  return { members: members.slice(0, filled), starts: Uint32Array.from(starts), keys: Uint32Array.from(blockKeys) };
}

const RADIX_BITS = 11;
const BUCKETS = 1 << RADIX_BITS;

/** Positions in the order of their keys; equal keys keep their order. Least significant digit first. */
function sortByKey(keys: Uint32Array): Uint32Array {
  const length = keys.length;
  let order = new Uint32Array(length);
  let next = new Uint32Array(length);
  for (let at = 0; at < length; at++) order[at] = at;
  const ends = new Uint32Array(BUCKETS);
  for (let shift = 0; shift < 32; shift += RADIX_BITS) {
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
    for (let at = 0; at < length; at++) {
      const position = order[at] as number;
      const bucket = ((keys[position] as number) >>> shift) & (BUCKETS - 1);
      const place = ends[bucket] as number;
      next[place] = position;
      ends[bucket] = place + 1;
    }
    [order, next] = [next, order];
  }
  return order;
}
