import { suggestPairsToLabel } from '../explain/suggest-pairs.js';
import { Resolution } from '../resolution.js';

/** Why a pair is shown. */
type ExampleReason = 'threshold' | 'strongest' | 'bridge' | 'household' | 'parted';

/** A pair that the report explains. */
export interface ExamplePair {
  readonly left: string;
  readonly right: string;
  readonly reason: ExampleReason;
}

/** How many of each reason, in the order in which they are shown; 20 together. */
const SHARES: readonly (readonly [ExampleReason, number])[] = [
  ['threshold', 7],
  ['bridge', 4],
  ['parted', 2],
  ['household', 3],
  ['strongest', 4],
];

/** Chooses the pairs that the report explains; the same run gives the same ones. */
export function pickExamples(resolution: Resolution): readonly ExamplePair[] {
  const { resolved, set, idOf } = Resolution.partsOf(resolution);
  const { pairs, patterns, weights, clusters, scorer } = resolved;
  const { threshold } = resolution.model;
  const all = Array.from({ length: pairs.length }, (_, pair) => pair);
  const weightOf = (pair: number): number => weights[pair] as number;
  const isHousehold = (pair: number): boolean => {
    scorer.score(patterns.levels, (pairs.patterns[pair] as number) * set.fields.length, pairs.left[pair] as number);
    return scorer.lastOutcome() === 'household';
  };
  const isTogether = (pair: number): boolean =>
    clusters[pairs.left[pair] as number] === clusters[pairs.right[pair] as number];
  const suggested = suggestPairsToLabel(resolution, 12);
  const numbered = (wanted: readonly number[], reason: ExampleReason): readonly ExamplePair[] =>
    wanted.map((pair) => ({
      left: idOf(pairs.left[pair] as number),
      right: idOf(pairs.right[pair] as number),
      reason,
    }));
  const byReason: { readonly [reason in ExampleReason]: () => readonly ExamplePair[] } = {
    threshold: () =>
      suggested.flatMap(({ left, right, reason }) =>
        reason === 'bridge' ? [] : [{ left, right, reason: 'threshold' as const }],
      ),
    bridge: () =>
      suggested.flatMap(({ left, right, reason }) => (reason === 'bridge' ? [{ left, right, reason }] : [])),
    parted: () =>
      numbered(
        largest(
          all.filter((pair) => weightOf(pair) >= threshold && !isTogether(pair)),
          weightOf,
          4,
        ),
        'parted',
      ),
    household: () =>
      numbered(
        largest(
          all.filter((pair) => weightOf(pair) < threshold && weightOf(pair) > threshold - 20),
          weightOf,
          400,
        ).filter(isHousehold),
        'household',
      ),
    strongest: () =>
      numbered(
        spread(
          largest(all, weightOf, 400).filter((pair) => weightOf(pair) >= threshold),
          4,
        ),
        'strongest',
      ),
  };
  const taken = new Set<string>();
  return SHARES.flatMap(([reason, count]) => {
    const fresh = byReason[reason]()
      .filter(({ left, right }) => !taken.has(`${left}\n${right}`))
      .slice(0, count);
    for (const { left, right } of fresh) taken.add(`${left}\n${right}`);
    return fresh;
  });
}

/** The numbers with the largest values, the largest first. */
function largest(of: number[], weigh: (pair: number) => number, count: number): readonly number[] {
  return of.sort((a, b) => weigh(b) - weigh(a) || a - b).slice(0, count);
}

/** Some of a list, evenly. */
function spread(list: readonly number[], count: number): readonly number[] {
  return list.length <= count
    ? list
    : Array.from({ length: count }, (_, at) => list[Math.floor((at * list.length) / count)] as number);
}
