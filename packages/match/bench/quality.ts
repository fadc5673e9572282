/** Precision, recall and F1 of pairs. */
export interface Quality {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Records of the largest cluster. */
  readonly largest: number;
}

const pairsOf = (size: number): number => (size * (size - 1)) / 2;

/** Counts how many records bear each label. */
function sizes(labels: ArrayLike<string | number>): Map<string | number, number> {
  const counts = new Map<string | number, number>();
  for (let at = 0; at < labels.length; at++) {
    const label = labels[at] as string | number;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}

function sumPairs(counts: Map<string | number, number>): number {
  let sum = 0;
  for (const size of counts.values()) sum += pairsOf(size);
  return sum;
}

/** How many pairs of records are the same according to the truth. */
export function countTruePairs(truth: ArrayLike<string | number>): number {
  return sumPairs(sizes(truth));
}

/**
 * F1 over the pairs that clusters imply, against all true pairs; a pair lost to blocking is a miss.
 *
 * @param clusters - cluster of every record
 * @param truth - true cluster of every record
 */
export function clusterQuality(clusters: ArrayLike<string | number>, truth: ArrayLike<string | number>): Quality {
  const both = new Map<string, number>();
  for (let at = 0; at < clusters.length; at++) {
    const key = `${clusters[at]}|${truth[at]}`;
    both.set(key, (both.get(key) ?? 0) + 1);
  }
  const found = sizes(clusters);
  let largest = 0;
  for (const size of found.values()) largest = Math.max(largest, size);
  return quality(sumPairs(both), sumPairs(found), countTruePairs(truth), largest);
}

/** Quality from counts of pairs. */
export function quality(right: number, found: number, wanted: number, largest = 0): Quality {
  return {
    precision: found === 0 ? 1 : right / found,
    recall: wanted === 0 ? 1 : right / wanted,
    f1: found + wanted === 0 ? 1 : (2 * right) / (found + wanted),
    largest,
  };
}
