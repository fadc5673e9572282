import type { RecordSet } from '../records/record-set.js';
import { groupByKey, withoutSingles } from './blocks.js';
import { joinHashes } from './hash-text.js';
import type { Probe } from './probe-rules.js';
import { listSampleKeys } from './sample-keys.js';

/** Pairs the planner compares, as positions in the sample: a part of the pairs of every rule. */
export interface Pool {
  readonly left: number[];
  readonly right: number[];
  /** How many pairs each stands for. */
  readonly weights: number[];
}

/**
 * Samples the pairs of every rule at the rate that gives each rule its share. A pair is in or out by its own hash, so
 * one that several rules yield is drawn at the highest of their rates, whichever comes first.
 */
export function poolPairs(
  { sources }: RecordSet,
  records: Uint32Array,
  probes: readonly Probe[],
  pairsPerRule: number,
): Pool {
  const pool: Pool = { left: [], right: [], weights: [] };
  const known = new Map<number, number>();
  for (const { keys, pairs } of probes) {
    const rate = Math.min(1, pairsPerRule / pairs);
    const limit = rate * 0x1_0000_0000;
    const { members, starts } = groupByKey(withoutSingles(listSampleKeys(keys)));
    for (let block = 0; block + 1 < starts.length; block++) {
      const end = starts[block + 1] as number;
      for (let a = starts[block] as number; a < end; a++) {
        const left = members[a] as number;
        for (let b = a + 1; b < end; b++) {
          const right = members[b] as number;
          if (joinHashes(left + 1, right + 1) > limit || left === right) continue;
          if (sources !== undefined && sources[records[left] as number] === sources[records[right] as number]) continue;
          const id = left * records.length + right;
          const at = known.get(id);
          if (at !== undefined) {
            pool.weights[at] = Math.min(pool.weights[at] as number, 1 / rate);
            continue;
          }
          known.set(id, pool.left.length);
          pool.left.push(left);
          pool.right.push(right);
          pool.weights.push(1 / rate);
        }
      }
    }
  }
  return pool;
}
