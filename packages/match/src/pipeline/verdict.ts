import { DisjointSets } from '../cluster/components.js';
import type { Warn } from './run-options.js';

/** What a person or a rule has decided about two records; it is never overruled by a score. */
export interface Verdict {
  /** Ids of the two records. */
  readonly left: string;
  readonly right: string;
  readonly verdict: 'same' | 'different';
}

/** Verdicts by record number. */
export interface VerdictLookup {
  readonly isApart: (left: number, right: number) => boolean;
  readonly isTogether: (left: number, right: number) => boolean;
  /** Whether a record differs from another by a verdict. */
  readonly isBound: (record: number) => boolean;
  /** Pairs known to be the same. */
  readonly together: readonly (readonly [number, number])[];
}

/**
 * Prepares verdicts for clustering. A later verdict on the same two records replaces an earlier one; verdicts on records
 * that are not there are left aside with a warning. Where verdicts contradict each other, `different` holds.
 *
 * @param verdicts - by record id
 * @param numberOf - record number of an id; `undefined` when it is not there
 * @param warn - told of verdicts that cannot be followed
 */
export function lookUpVerdicts(
  verdicts: readonly Verdict[],
  numberOf: (id: string) => number | undefined,
  warn: Warn,
): VerdictLookup {
  const known = new Map<string, { readonly pair: readonly [number, number]; readonly verdict: Verdict['verdict'] }>();
  let unknown = 0;
  for (const { left, right, verdict } of verdicts) {
    const [a, b] = [numberOf(left), numberOf(right)];
    if (a === undefined || b === undefined) unknown++;
    if (a === undefined || b === undefined || a === b) continue;
    const pair = a < b ? ([a, b] as const) : ([b, a] as const);
    known.set(pair.join(' '), { pair, verdict });
  }
  if (unknown > 0) {
    const count = unknown === 1 ? '1 verdict names' : `${unknown} verdicts name`;
    warn({ code: 'UNKNOWN_VERDICT', message: `${count} a record that is not there, and was left aside.` });
  }
  const contradicted = countContradictions([...known.values()]);
  if (contradicted > 0) {
    const count = contradicted === 1 ? '1 verdict' : `${contradicted} verdicts`;
    warn({
      code: 'CONTRADICTORY_VERDICTS',
      message: `${count} "different" on records that others call the same, directly or through more records; kept apart.`,
    });
  }
  const is = (wanted: Verdict['verdict']) => (left: number, right: number) =>
    known.size > 0 && known.get(left < right ? `${left} ${right}` : `${right} ${left}`)?.verdict === wanted;
  const bound = new Set([...known.values()].flatMap(({ pair, verdict }) => (verdict === 'different' ? pair : [])));
  return {
    isApart: is('different'),
    isTogether: is('same'),
    isBound: (record) => bound.has(record),
    together: [...known.values()].flatMap(({ pair, verdict }) => (verdict === 'same' ? [pair] : [])),
  };
}

/** How many pairs are different though a chain of verdicts makes them the same. */
function countContradictions(
  known: readonly { readonly pair: readonly [number, number]; readonly verdict: Verdict['verdict'] }[],
): number {
  const places = new Map<number, number>();
  const placeOf = (record: number): number => {
    const place = places.get(record) ?? places.size;
    places.set(record, place);
    return place;
  };
  const pairs = known.map(({ pair: [a, b], verdict }) => ({ a: placeOf(a), b: placeOf(b), verdict }));
  const sets = new DisjointSets(places.size);
  for (const { a, b, verdict } of pairs) if (verdict === 'same') sets.join(a, b);
  return pairs.filter(({ a, b, verdict }) => verdict === 'different' && sets.find(a) === sets.find(b)).length;
}
