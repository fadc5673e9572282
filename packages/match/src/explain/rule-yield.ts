import type { Resolution } from '../resolution.js';
import { listYielding } from './estimate-missed.js';
import { frameOf } from './explain-frame.js';
import { oncePerResolution } from './once-per-resolution.js';

/** What one blocking rule brought in a run. */
export interface RuleYield {
  readonly rule: string;
  /** Pairs it brings together, those of earlier rules included. */
  readonly pairs: number;
  /** Pairs that no earlier rule brings together. */
  readonly newPairs: number;
  /** Of the new pairs, those that reach the threshold. */
  readonly newMatches: number;
}

/** Pairs that are looked at. */
const SAMPLE = 100_000;

/**
 * What every blocking rule brought, in the order of the rules. Counted on an even sample of 100,000 pairs when there are
 * more, and scaled up.
 *
 * @returns empty when every pair was compared
 * @example
 * const found = await dedupe([{ name: 'Robert Miller' }, { name: 'Bob Miller' }]);
 * measureRules(found); // []
 */
export function measureRules(resolution: Resolution): readonly RuleYield[] {
  return measure(resolution);
}

const measure = oncePerResolution((resolution: Resolution): readonly RuleYield[] => {
  const frame = frameOf(resolution);
  const { pairs, weights } = frame.parts.resolved;
  const { rules } = frame.model.blocking;
  if (rules.length === 0) return [];
  const counts = rules.map(({ id }) => ({ rule: id, pairs: 0, newPairs: 0, newMatches: 0 }));
  const threshold = Math.fround(frame.model.threshold);
  const step = Math.max(1, pairs.length / SAMPLE);
  for (let at = 0; at < pairs.length; at += step) {
    const pair = Math.floor(at);
    listYielding(frame, pair).forEach((rule, place) => {
      const count = counts[rule] as (typeof counts)[number];
      count.pairs += 1;
      if (place > 0) return;
      count.newPairs += 1;
      if ((weights[pair] as number) >= threshold) count.newMatches += 1;
    });
  }
  const scale = (count: number): number => Math.round(count * step);
  return counts.map(({ rule, ...count }) => ({
    rule,
    pairs: scale(count.pairs),
    newPairs: scale(count.newPairs),
    newMatches: scale(count.newMatches),
  }));
});
