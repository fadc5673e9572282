import type { Pool } from './pool-pairs.js';
import type { Probe } from './probe-rules.js';
import { sharesKey } from './sample-keys.js';

const MOST_RULES = 24;

/** A rule that was chosen. */
export interface ChosenRule {
  readonly probe: Probe;
  /** Share of the matches that no rule chosen before yields. */
  readonly gain: number;
}

/** What a rule has to bring, and what all may cost. */
interface ChoiceLimits {
  readonly leastYield: number;
  /** Pairs on the sample that may be spent. */
  readonly budget: number;
  /** Pairs on the whole set for each pair on the sample. */
  readonly scale: number;
}

/** A pair less likely than this to be a match does not speak for a rule. */
const LIKELY = 0.2;

/** Takes the rules one after the other: always the one that brings the most new matches for what it costs. */
export function chooseRules(
  probes: readonly Probe[],
  pool: Pool,
  weights: Float64Array,
  { leastYield, budget, scale }: ChoiceLimits,
): readonly ChosenRule[] {
  const likely = Uint32Array.from(
    Array.from(weights.keys()).filter((at) => (weights[at] as number) > LIKELY * (pool.weights[at] as number)),
  );
  let total = 0;
  for (const pair of likely) total += weights[pair] as number;
  const covers = probes.map(({ keys }) =>
    likely.filter((pair) => sharesKey(keys, pool.left[pair] as number, pool.right[pair] as number)),
  );
  const covered = new Uint8Array(weights.length);
  const chosen: ChosenRule[] = [];
  let spent = 0;
  while (chosen.length < MOST_RULES) {
    let best = -1;
    let bestYield = leastYield;
    let bestGain = 0;
    for (let at = 0; at < probes.length; at++) {
      const { pairs, overhead } = probes[at] as Probe;
      if (spent + pairs > budget) continue;
      let gain = 0;
      for (const pair of covers[at] as Uint32Array) if (covered[pair] === 0) gain += weights[pair] as number;
      const yielded = gain / (pairs + overhead / scale);
      if (yielded <= bestYield) continue;
      [best, bestYield, bestGain] = [at, yielded, gain];
    }
    if (best < 0) break;
    for (const pair of covers[best] as Uint32Array) covered[pair] = 1;
    const probe = probes[best] as Probe;
    spent += probe.pairs;
    chosen.push({ probe, gain: total === 0 ? 0 : bestGain / total });
  }
  return chosen;
}
