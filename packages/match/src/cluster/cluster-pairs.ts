import type { ComponentEdge } from './component-input.js';
import { DisjointSets } from './components.js';
import { splitComponent } from './split-component.js';

/** Scored pairs, side by side. */
export interface ScoredPairs {
  readonly length: number;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** Natural logarithm of the odds that both are the same. */
  readonly weights: Float32Array;
}

/** How pairs become clusters. */
export interface ClusterRules {
  /** Pairs below it do not join clusters; natural logarithm of odds. */
  readonly threshold: number;
  /** Clusters with more records are doubted: they must hold together at a higher threshold. */
  readonly plausibleSize: number;
  /** What any two records count for joining, as `linkageWeight` gives it. */
  readonly weigh: (left: number, right: number) => number;
  readonly isApart: (left: number, right: number) => boolean;
  readonly isTogether: (left: number, right: number) => boolean;
  /**
   * Id of a record. Within a component records are taken in the order of their ids, so that the clusters are the same
   * whatever numbers the records have.
   */
  readonly idOf: (record: number) => string;
}

/** A pair above the threshold. */
export interface Edge {
  readonly left: number;
  readonly right: number;
  readonly weight: number;
}

/** How much a cluster of implausible size is doubted at most: on average e^6, 400 to one, per pair. */
const MOST_DOUBT = 6;

/**
 * Clusters records: components of the pairs above the threshold, each split by average linkage.
 *
 * @param records - how many records there are
 * @returns for every record the lowest record number of its cluster
 */
export function clusterPairs(
  records: number,
  pairs: ScoredPairs,
  rules: Omit<ClusterRules, 'plausibleSize'> & {
    /** Learned from the clusters when absent. */
    readonly plausibleSize?: number | undefined;
    /** Pairs known to be the same, whether they are candidates or not. */
    readonly together: readonly (readonly [number, number])[];
  },
): { readonly clusters: Uint32Array; readonly plausibleSize: number } {
  const clusters = new Uint32Array(records);
  for (let record = 0; record < records; record++) clusters[record] = record;
  const components = listComponents(records, pairs, rules);
  const assign = (parts: readonly (readonly number[])[]): void => {
    for (const part of parts) {
      let lowest = records;
      for (const record of part) lowest = Math.min(lowest, record);
      for (const record of part) clusters[record] = lowest;
    }
  };
  const sizes: number[] = [];
  const largest: number[] = [];
  const open = { ...rules, plausibleSize: rules.plausibleSize ?? Number.POSITIVE_INFINITY };
  for (const edges of components) {
    const whole = wholeComponent(edges, open);
    const parts = whole === undefined ? splitEdges(edges, open) : [whole];
    assign(parts);
    let most = 0;
    for (const { length } of parts) {
      if (length > 1) sizes.push(length);
      most = Math.max(most, length);
    }
    largest.push(most);
  }
  if (rules.plausibleSize !== undefined) return { clusters, plausibleSize: rules.plausibleSize };
  const plausibleSize = learnPlausibleSize(records, sizes);
  components.forEach((edges, at) => {
    if ((largest[at] as number) > plausibleSize) assign(splitEdges(edges, { ...rules, plausibleSize }));
  });
  return { clusters, plausibleSize };
}

/**
 * The records of a component in which every pair is an edge: all averages reach the threshold then, so it is one cluster
 * and nothing has to be searched. `undefined` for any other.
 */
function wholeComponent(
  edges: readonly Edge[],
  { isApart, plausibleSize }: ClusterRules,
): readonly number[] | undefined {
  const size = (1 + Math.sqrt(1 + 8 * edges.length)) / 2;
  if (!Number.isInteger(size) || size > plausibleSize) return undefined;
  // Most components are small, where a list is faster than a set; in a large one it would be searched for every edge.
  const members = size > FEW ? new Set<number>() : undefined;
  const list: number[] = [];
  const add = (record: number): void => {
    if (members === undefined ? list.includes(record) : members.has(record)) return;
    members?.add(record);
    list.push(record);
  };
  for (const { left, right } of edges) {
    if (isApart(left, right)) return undefined;
    add(left);
    add(right);
    if (list.length > size) return undefined;
  }
  // With as many different pairs as there can be among so few records, every pair is there.
  return list.length === size && !isAnyTwice(edges) ? list : undefined;
}

const FEW = 16;

/** Whether two edges are the same pair: a pair that a verdict calls the same may be a candidate as well. */
function isAnyTwice(edges: readonly Edge[]): boolean {
  // Candidates are there once each, so only a verdict can be the second.
  if (edges[0]?.weight !== Number.POSITIVE_INFINITY) return false;
  // Most components are small, and a set is dear for three edges.
  if (edges.length > 3) return new Set(edges.map(({ left, right }) => pairKey(left, right))).size < edges.length;
  return edges.some(({ left, right }, at) =>
    edges.slice(0, at).some((other) => pairKey(other.left, other.right) === pairKey(left, right)),
  );
}

function pairKey(left: number, right: number): number {
  return Math.min(left, right) * 0x1_0000_0000 + Math.max(left, right);
}

/** The edges of every component, in the order of their first edge. */
function listComponents(
  records: number,
  { left, right, weights, length }: ScoredPairs,
  { threshold, together }: { readonly threshold: number; readonly together: readonly (readonly [number, number])[] },
): readonly (readonly Edge[])[] {
  const sets = new DisjointSets(records);
  for (let pair = 0; pair < length; pair++) {
    if ((weights[pair] as number) >= threshold) sets.join(left[pair] as number, right[pair] as number);
  }
  for (const [a, b] of together) sets.join(a, b);
  const placeOf = new Int32Array(records).fill(-1);
  const components: Edge[][] = [];
  const add = (edge: Edge): void => {
    const root = sets.find(edge.left);
    const place = placeOf[root] as number;
    if (place >= 0) (components[place] as Edge[]).push(edge);
    else placeOf[root] = components.push([edge]) - 1;
  };
  for (const [a, b] of together) add({ left: a, right: b, weight: Number.POSITIVE_INFINITY });
  for (let pair = 0; pair < length; pair++) {
    const weight = weights[pair] as number;
    if (weight >= threshold) add({ left: left[pair] as number, right: right[pair] as number, weight });
  }
  return components;
}

/**
 * The clusters of one component.
 *
 * @param edges - all its pairs above the threshold
 * @returns clusters with their records in the order of their ids
 */
export function splitEdges(edges: readonly Edge[], rules: ClusterRules): readonly (readonly number[])[] {
  const [only] = edges;
  // Most components are one pair, and need no more than that.
  if (only !== undefined && edges.length === 1) {
    const { left, right } = only;
    if (rules.isApart(left, right)) return [[left], [right]];
    return [rules.idOf(left) <= rules.idOf(right) ? [left, right] : [right, left]];
  }
  return splitMembers(sortById(edges, rules.idOf), edges, rules, 0);
}

/** All records of the edges in the order of their ids; of two with the same id the lower number first. */
function sortById(edges: readonly Edge[], idOf: (record: number) => string): readonly number[] {
  const ids = new Map<number, string>();
  for (const { left, right } of edges) {
    if (!ids.has(left)) ids.set(left, idOf(left));
    if (!ids.has(right)) ids.set(right, idOf(right));
  }
  return [...ids].sort(([a, idA], [b, idB]) => (idA === idB ? a - b : idA < idB ? -1 : 1)).map(([record]) => record);
}

function splitMembers(
  own: readonly number[],
  edges: readonly Edge[],
  rules: ClusterRules,
  doubt: number,
): readonly (readonly number[])[] {
  const place = new Map(own.map((record, at) => [record, at]));
  const inside = edges.flatMap(({ left, right, weight }): ComponentEdge[] => {
    const [a, b] = [place.get(left), place.get(right)];
    return a === undefined || b === undefined ? [] : [{ a, b, weight }];
  });
  const first = splitComponent({
    size: own.length,
    edges: inside,
    threshold: rules.threshold + doubt,
    weigh: (a, b) => rules.weigh(own[a] as number, own[b] as number),
    isApart: (a, b) => rules.isApart(own[a] as number, own[b] as number),
    isTogether: (a, b) => rules.isTogether(own[a] as number, own[b] as number),
  });
  const parts = new Map<number, number[]>();
  first.forEach((lead, at) => {
    const part = parts.get(lead);
    if (part === undefined) parts.set(lead, [own[at] as number]);
    else part.push(own[at] as number);
  });
  return [...parts.values()].flatMap((part) =>
    part.length > rules.plausibleSize && doubt < MOST_DOUBT ? splitMembers(part, edges, rules, doubt + 1) : [part],
  );
}

const FEW_CLUSTERS = 100;
const TAIL = 0.01;
const MARGIN = 1.25;

/**
 * The size up to which clusters of this data are plausible: a quarter more than all but one in a hundred clustered
 * records see. Nothing is doubted while there are few clusters to learn from.
 */
function learnPlausibleSize(records: number, clusterSizes: readonly number[]): number {
  const sizes = Uint32Array.from(clusterSizes).sort().reverse();
  if (sizes.length < FEW_CLUSTERS) return records;
  let left = TAIL * sizes.reduce((sum, size) => sum + size, 0);
  for (const size of sizes) {
    left -= size;
    if (left < 0) return Math.ceil(size * MARGIN);
  }
  return records;
}
