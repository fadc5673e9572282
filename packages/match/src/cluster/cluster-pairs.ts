import type { ComponentEdge } from './component-input.js';
import { DisjointSets } from './components.js';
import { type CopyGroup, splitCopies } from './copy-group.js';
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
  /** Whether no record is apart from this one; asked of copies, of which there may be many. Never when absent. */
  readonly isFree?: ((record: number) => boolean) | undefined;
  /** Source of a record, where all records of one source are apart. */
  readonly sourceOf?: ((record: number) => number) | undefined;
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
    /** Copies that are the same by their weight; none of their pairs is among `pairs`. */
    readonly copies?: readonly CopyGroup[] | undefined;
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
  for (const { edges, copies } of components) {
    const whole = copies.length > 0 ? undefined : wholeComponent(edges, open);
    const parts = whole === undefined ? splitEdges(edges, open, copies) : [whole];
    assign(parts);
    let most = 0;
    for (const { length } of parts) {
      // How often one record was copied tells nothing of how many records customers have.
      if (length > 1 && copies.length === 0) sizes.push(length);
      most = Math.max(most, length);
    }
    largest.push(most);
  }
  if (rules.plausibleSize !== undefined) return { clusters, plausibleSize: rules.plausibleSize };
  const plausibleSize = learnPlausibleSize(records, sizes);
  components.forEach(({ edges, copies }, at) => {
    if ((largest[at] as number) > plausibleSize) assign(splitEdges(edges, { ...rules, plausibleSize }, copies));
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

interface Component {
  readonly edges: Edge[];
  readonly copies: CopyGroup[];
}

/** The edges and copies of every component, in the order of their first edge; those of copies alone come last. */
function listComponents(
  records: number,
  { left, right, weights, length }: ScoredPairs,
  {
    threshold,
    together,
    copies = [],
  }: {
    readonly threshold: number;
    readonly together: readonly (readonly [number, number])[];
    readonly copies?: readonly CopyGroup[] | undefined;
  },
): readonly Component[] {
  const sets = new DisjointSets(records);
  for (let pair = 0; pair < length; pair++) {
    if ((weights[pair] as number) >= threshold) sets.join(left[pair] as number, right[pair] as number);
  }
  for (const [a, b] of together) sets.join(a, b);
  for (const { members } of copies) for (const record of members) sets.join(members[0] as number, record);
  const placeOf = new Int32Array(records).fill(-1);
  const components: Component[] = [];
  const componentOf = (record: number): Component => {
    const root = sets.find(record);
    if ((placeOf[root] as number) < 0) placeOf[root] = components.push({ edges: [], copies: [] }) - 1;
    return components[placeOf[root] as number] as Component;
  };
  const add = (edge: Edge): void => void componentOf(edge.left).edges.push(edge);
  for (const [a, b] of together) add({ left: a, right: b, weight: Number.POSITIVE_INFINITY });
  for (let pair = 0; pair < length; pair++) {
    const weight = weights[pair] as number;
    if (weight >= threshold) add({ left: left[pair] as number, right: right[pair] as number, weight });
  }
  for (const group of copies) componentOf(group.members[0] as number).copies.push(group);
  return components;
}

/**
 * The clusters of one component.
 *
 * @param edges - all its pairs above the threshold
 * @param copies - groups of copies in it; they have no edges but verdicts
 * @returns clusters with their records in the order of their ids
 */
export function splitEdges(
  edges: readonly Edge[],
  rules: ClusterRules,
  copies: readonly CopyGroup[] = [],
): readonly (readonly number[])[] {
  if (copies.length > 0) return splitWithCopies(edges, rules, copies);
  const [only] = edges;
  // Most components are one pair, and need no more than that.
  if (only !== undefined && edges.length === 1) {
    const { left, right } = only;
    if (rules.isApart(left, right)) return [[left], [right]];
    return [rules.idOf(left) <= rules.idOf(right) ? [left, right] : [right, left]];
  }
  return splitMembers(sortById(edges, rules.idOf), edges, rules, 0);
}

/** Copies join first; verdicts connect them with each other and with other records. */
function splitWithCopies(
  edges: readonly Edge[],
  rules: ClusterRules,
  copies: readonly CopyGroup[],
): readonly (readonly number[])[] {
  const parts = copies.flatMap((group) => splitCopies(group, rules, MOST_DOUBT));
  if (edges.length === 0) return parts;
  const partOf = new Map(parts.flatMap((part) => part.map((record) => [record, part] as const)));
  const chains = parts.flatMap((part) =>
    part.slice(1).map((right, at): Edge => ({ left: part[at] as number, right, weight: Number.POSITIVE_INFINITY })),
  );
  const isTogether = (a: number, b: number): boolean => {
    const part = partOf.get(a);
    return (part !== undefined && part === partOf.get(b)) || rules.isTogether(a, b);
  };
  const all = [...edges, ...chains];
  const connected = sortById(all, rules.idOf);
  const known = new Set(connected);
  const alone = parts.filter(([first]) => !known.has(first as number));
  return [...splitMembers(connected, all, { ...rules, isTogether }, 0), ...alone];
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
