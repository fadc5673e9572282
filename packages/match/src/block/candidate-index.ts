// Hot loops index typed arrays within their bounds: `as number` spares a test per record.

import type { SourceNumbers } from '../records/record-set.js';
import { type Blocks, groupByKey, type KeyedRecords, keyRecords } from './blocks.js';
import type { RuleKeys } from './rule-keys.js';

/**
 * The keys of a rule by record, as far as their blocks are used: in a column of the shared table where a record has one
 * at most, else in sorted lists of its own.
 */
type KeptKeys =
  | { readonly type: 'one'; readonly column: number }
  | { readonly type: 'many'; readonly starts: Uint32Array; readonly keys: Uint32Array };

/**
 * All candidate pairs of a set, not yet listed: the blocks of every rule and the keys that tell which rule yields a pair
 * first. Nothing but typed arrays, so that workers share it.
 */
export interface CandidateIndex {
  readonly records: number;
  /** Source by record when only pairs across sources count. */
  readonly sources?: SourceNumbers | undefined;
  /** Every pair is a candidate; there are no rules then. */
  readonly isExhaustive: boolean;
  readonly rules: readonly IndexedRule[];
  /** Keys of the rules that have one key per record: all keys of a record side by side. */
  readonly keys: Uint32Array;
  /** How many such rules there are. */
  readonly width: number;
}

/** One rule of an index. */
export interface IndexedRule {
  readonly blocks: Blocks;
  readonly kept: KeptKeys;
  /** Keys whose blocks were left out, with their sizes. */
  readonly skipped: ReadonlyMap<number, number>;
}

/** Tells whether the block of a key is left out. */
export type SkipBlock = (key: number, size: number) => boolean;

/** Where the keys of a rule with one key per record go. */
export interface KeyColumn {
  readonly keys: Uint32Array;
  readonly width: number;
  readonly column: number;
}

/** An empty table for the keys of rules that have one key per record. */
export function createKeyTable(records: number, width: number): Uint32Array {
  return sharedArray(records * width);
}

/**
 * Builds the blocks of one rule.
 *
 * @param rule - keys of the rule
 * @param records - how many records the set has
 * @param isSkipped - which blocks are left out
 * @param place - where the keys go when the rule has one key per record
 */
export function indexRule(rule: RuleKeys, records: number, isSkipped: SkipBlock, place: KeyColumn): IndexedRule {
  const keyed = keyRecords(rule, records);
  const { blocks, skipped } = buildBlocks(keyed, isSkipped);
  if (rule.isMultiple) return { blocks, skipped, kept: { type: 'many', ...listKept(records, keyed, skipped) } };
  const { keys, width, column } = place;
  for (let entry = 0; entry < keyed.keys.length; entry++) {
    const key = keyed.keys[entry] as number;
    if (skipped.size > 0 && skipped.has(key)) continue;
    keys[(keyed.records[entry] as number) * width + column] = key;
  }
  return { blocks, skipped, kept: { type: 'one', column } };
}

/** The index under which every pair is a candidate. */
export function exhaustiveIndex(records: number, sources?: SourceNumbers): CandidateIndex {
  return { records, sources, isExhaustive: true, rules: [], keys: new Uint32Array(0), width: 0 };
}

function buildBlocks(
  keyed: KeyedRecords,
  isSkipped: SkipBlock,
): { readonly blocks: Blocks; readonly skipped: ReadonlyMap<number, number> } {
  const grouped = groupByKey(keyed);
  const skipped = new Map<number, number>();
  for (let block = 0; block < grouped.keys.length; block++) {
    const size = (grouped.starts[block + 1] as number) - (grouped.starts[block] as number);
    const key = grouped.keys[block] as number;
    if (isSkipped(key, size)) skipped.set(key, size);
  }
  return { blocks: withoutSkipped(grouped, skipped), skipped };
}

function withoutSkipped({ members, starts, keys }: Blocks, skipped: ReadonlyMap<number, number>): Blocks {
  if (skipped.size === 0) return { members: share(members), starts: share(starts), keys: share(keys) };
  const kept: number[] = [];
  const bounds: number[] = [];
  const result = new Uint32Array(members.length);
  let filled = 0;
  for (let block = 0; block < keys.length; block++) {
    if (skipped.has(keys[block] as number)) continue;
    bounds.push(filled);
    kept.push(keys[block] as number);
    const part = members.subarray(starts[block] as number, starts[block + 1] as number);
    result.set(part, filled);
    filled += part.length;
  }
  bounds.push(filled);
  return { members: share(result.subarray(0, filled)), starts: share(bounds), keys: share(kept) };
}

/** The keys of every record side by side; those of blocks that are left out stand as 0. */
function listKept(
  records: number,
  { records: owners, keys }: KeyedRecords,
  skipped: ReadonlyMap<number, number>,
): { readonly starts: Uint32Array; readonly keys: Uint32Array } {
  // The keyed records come in the order of the records, each with its keys sorted.
  const starts = sharedArray(records + 1);
  for (const owner of owners) starts[owner + 1] = (starts[owner + 1] as number) + 1;
  for (let record = 0; record < records; record++) {
    starts[record + 1] = (starts[record + 1] as number) + (starts[record] as number);
  }
  const kept = sharedArray(keys.length);
  kept.set(skipped.size === 0 ? keys : keys.map((key) => (skipped.has(key) ? 0 : key)));
  return { starts, keys: kept };
}

/** A copy that workers can read. */
function share(values: Uint32Array | readonly number[]): Uint32Array {
  const shared = sharedArray(values.length);
  shared.set(values);
  return shared;
}

/** An array that workers can read without a copy, where the platform has such. */
function sharedArray(length: number): Uint32Array {
  return typeof SharedArrayBuffer === 'undefined'
    ? new Uint32Array(length)
    : new Uint32Array(new SharedArrayBuffer(length * 4));
}
