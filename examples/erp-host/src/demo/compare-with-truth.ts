/** What the sample company knows of itself: pairs of customer numbers that are the same customer. */
export type KnownDuplicates = readonly (readonly [duplicate: string, original: string])[];

/** Pairs of records found to be the same, beside those that are. */
export interface Comparison {
  readonly real: number;
  readonly found: number;
  readonly right: number;
}

/**
 * Compares clusters with what is known.
 *
 * @param clusters - customer numbers of each cluster
 * @param ids - all customers that were looked at
 */
export function compareWithTruth(
  clusters: Iterable<readonly string[]>,
  duplicates: KnownDuplicates,
  ids: readonly string[],
): Comparison {
  const real = pairsOf(groupDuplicates(duplicates, ids));
  const found = pairsOf(clusters);
  return { real: real.size, found: found.size, right: [...found].filter((pair) => real.has(pair)).length };
}

/** Every record entered again names the first one, so the first one stands for its group. */
function groupDuplicates(duplicates: KnownDuplicates, ids: readonly string[]): readonly (readonly string[])[] {
  const originals = new Map(duplicates);
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const first = originals.get(id) ?? id;
    groups.set(first, [...(groups.get(first) ?? []), id]);
  }
  return [...groups.values()];
}

function pairsOf(groups: Iterable<readonly string[]>): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const group of groups) {
    const sorted = [...group].sort();
    sorted.forEach((a, at) => {
      for (const b of sorted.slice(at + 1)) pairs.add(`${a} ${b}`);
    });
  }
  return pairs;
}
