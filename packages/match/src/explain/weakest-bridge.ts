import { MOST_WEIGHT } from '../cluster/component-input.js';

/** Where a cluster holds together least: two halves, as positions. */
export interface Bridge {
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** Average weight over all pairs between the halves, each counted up to e^8 to one. */
  readonly linkage: number;
}

/**
 * Splits a cluster where it holds together least: average linkage joins its records until two halves are left, and the
 * average weight between these is the lowest of all joins.
 *
 * @param size - records of the cluster, at least 2
 * @param weigh - weight of two of them for joining, as clustering counts it
 */
export function findWeakestBridge(size: number, weigh: (a: number, b: number) => number): Bridge {
  const members: (readonly number[] | undefined)[] = Array.from({ length: size }, (_, at) => [at]);
  // sums[a][b]: weight over all pairs between the parts a and b.
  const sums = members.map((_, a) =>
    Float64Array.from({ length: size }, (__, b) =>
      a === b ? 0 : Math.max(-MOST_WEIGHT, Math.min(MOST_WEIGHT, weigh(Math.min(a, b), Math.max(a, b)))),
    ),
  );
  for (let parts = size; ; parts--) {
    const { a, b, average } = closest(members, sums);
    const [left, right] = [members[a] as readonly number[], members[b] as readonly number[]];
    if (parts === 2) return { left: left.toSorted(ascending), right: right.toSorted(ascending), linkage: average };
    members[a] = [...left, ...right];
    members[b] = undefined;
    for (let other = 0; other < size; other++) {
      const joined = (sums[a]?.[other] as number) + (sums[b]?.[other] as number);
      (sums[a] as Float64Array)[other] = joined;
      (sums[other] as Float64Array)[a] = joined;
    }
  }
}

function closest(
  members: readonly (readonly number[] | undefined)[],
  sums: readonly Float64Array[],
): { readonly a: number; readonly b: number; readonly average: number } {
  let best = { a: 0, b: 1, average: Number.NEGATIVE_INFINITY };
  members.forEach((left, a) => {
    if (left === undefined) return;
    for (let b = a + 1; b < members.length; b++) {
      const right = members[b];
      if (right === undefined) continue;
      const average = (sums[a]?.[b] as number) / (left.length * right.length);
      if (average > best.average) best = { a, b, average };
    }
  });
  return best;
}

const ascending = (a: number, b: number): number => a - b;
