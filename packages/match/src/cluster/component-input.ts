/** A pair of a component with its weight. */
export interface ComponentEdge {
  /** Positions in the component. */
  readonly a: number;
  readonly b: number;
  /** Natural logarithm of the odds that both are the same. */
  readonly weight: number;
}

/** What clusters a component needs to know. */
export interface ComponentInput {
  /** How many records it has. */
  readonly size: number;
  /** Pairs above the threshold, each once. */
  readonly edges: readonly ComponentEdge[];
  /** Weight of any pair of the component, candidates or not, as `linkageWeight` gives it. */
  readonly weigh: (a: number, b: number) => number;
  /** Two records that must not be in one cluster, by a verdict or because their source has no duplicates. */
  readonly isApart: (a: number, b: number) => boolean;
  /** Two records that are known to be the same. */
  readonly isTogether: (a: number, b: number) => boolean;
  /** Two clusters join only while their average weight is at least this. */
  readonly threshold: number;
}

/** A single pair can count for this much and no more, for or against: e^8 is about 3,000 to one. */
export const MOST_WEIGHT = 8;
/** What is left of the part of a weight above the bound. */
const BEYOND = 0.01;
/** Known to be the same: before everything else. */
const TOGETHER = 1e6;

/** What two clusters count together. */
export interface Link {
  readonly sum: number;
  readonly isApart: boolean;
}

/** What a pair counts; `known` is its weight where it is an edge. */
export function weightOf({ isTogether, weigh }: ComponentInput, a: number, b: number, known?: number): number {
  if (isTogether(a, b)) return TOGETHER;
  const weight = known ?? weigh(a, b);
  // Beyond the bound a little still counts, so that of two sure pairs the surer one joins first.
  if (weight > MOST_WEIGHT) return MOST_WEIGHT + BEYOND * (weight - MOST_WEIGHT);
  return Math.max(-MOST_WEIGHT, weight);
}

/** What two clusters without an edge count together. */
export function linkBetween(left: readonly number[], right: readonly number[], input: ComponentInput): Link {
  let sum = 0;
  let isApart = false;
  for (const a of left) {
    for (const b of right) {
      if (input.isApart(a, b)) isApart = true;
      else sum += weightOf(input, a, b);
    }
  }
  return { sum, isApart };
}

/** For every record the lowest position of its cluster. */
export function leadOf(clusters: readonly (readonly number[])[], size: number): readonly number[] {
  const first = new Array<number>(size);
  for (const cluster of clusters) {
    let lead = size;
    for (const member of cluster) lead = Math.min(lead, member);
    for (const member of cluster) first[member] = lead;
  }
  return first;
}
