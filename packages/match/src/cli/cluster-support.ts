import { frameOf } from '../explain/explain-frame.js';
import { Resolution } from '../resolution.js';
import { probabilityOf } from '../score/recommend-threshold.js';

/** How well records sit in their clusters; all by record number. */
export interface ClusterSupport {
  /** Records of the cluster. */
  readonly sizes: Uint32Array;
  /** Probability of the strongest pair with another record of the cluster; 0 for a single record. */
  readonly support: Float64Array;
  readonly numberOf: (id: string) => number;
}

const known = new WeakMap<Resolution, ClusterSupport>();

/** Measures how well records sit in their clusters. */
export function supportOf(resolution: Resolution): ClusterSupport {
  const found = known.get(resolution);
  if (found !== undefined) return found;
  const { resolved, numberOf } = Resolution.partsOf(resolution);
  const { clusters, pairs, weights } = resolved;
  const counts = new Uint32Array(clusters.length);
  for (const lead of clusters) counts[lead] = (counts[lead] as number) + 1;
  const best = new Float64Array(clusters.length).fill(Number.NEGATIVE_INFINITY);
  const note = (record: number, weight: number): void => {
    if (weight > (best[record] as number)) best[record] = weight;
  };
  for (let pair = 0; pair < pairs.length; pair++) {
    const [left, right] = [pairs.left[pair] as number, pairs.right[pair] as number];
    if (clusters[left] !== clusters[right]) continue;
    note(left, weights[pair] as number);
    note(right, weights[pair] as number);
  }
  weighTheRest(resolution, clusters, counts, best, note);
  const support = best.map((weight) => (weight === Number.NEGATIVE_INFINITY ? 0 : probabilityOf(weight)));
  const measured = {
    sizes: clusters.map((lead) => counts[lead] as number),
    support,
    numberOf: (id: string) => numberOf(id) as number,
  };
  known.set(resolution, measured);
  return measured;
}

/** Records that a verdict put into a cluster may have been compared with none of its records. */
function weighTheRest(
  resolution: Resolution,
  clusters: Uint32Array,
  counts: Uint32Array,
  best: Float64Array,
  note: (record: number, weight: number) => void,
): void {
  const open: number[] = [];
  for (let record = 0; record < clusters.length; record++) {
    if (best[record] === Number.NEGATIVE_INFINITY && (counts[clusters[record] as number] as number) > 1)
      open.push(record);
  }
  if (open.length === 0) return;
  const { weigh } = frameOf(resolution);
  const members = new Map<number, number[]>();
  for (const record of open) members.set(clusters[record] as number, []);
  for (let record = 0; record < clusters.length; record++) members.get(clusters[record] as number)?.push(record);
  for (const record of open) {
    for (const other of members.get(clusters[record] as number) ?? []) {
      if (other !== record) note(record, weigh(record, other));
    }
  }
}
