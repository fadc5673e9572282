import { type ClusterRules, type Edge, splitEdges } from '../cluster/cluster-pairs.js';
import type { CopyGroup } from '../cluster/copy-group.js';
import type { ClusterBook } from './cluster-book.js';
import type { ClusterChanges } from './cluster-changes.js';

/** What the clusters of a region are made from. */
export interface RegionInput {
  readonly rules: ClusterRules;
  /** Calls `visit` with every accepted pair and every verdict `same` of a record. */
  readonly forEachEdge: (record: number, visit: (neighbour: number, weight: number) => void) => void;
  /** The copies that a record is one of, where no key brings them together and they are the same by their weight. */
  readonly copiesOf: (record: number) => CopyGroup | undefined;
  readonly ageOf: (record: number) => number;
  readonly idOf: (record: number) => string;
}

/** A record that is gone, with the cluster it was in. */
export interface RemovedRecord {
  readonly id: string;
  readonly cluster: number;
}

/** The id of a cluster for users. */
export function clusterName(cluster: number): string {
  return `c${cluster}`;
}

/** The number behind the id of a cluster; 0 when it is none. */
export function clusterNumber(name: string): number {
  return /^c[1-9]\d{0,9}$/.test(name) ? Number(name.slice(1)) : 0;
}

/**
 * Clusters anew the components that the touched records are in, and nothing else: a cluster never reaches beyond its
 * component, and a component without a touched record is what it was.
 *
 * @param touched - records that are new, changed, or had an edge to one that changed or went
 * @param removed - records that are gone; they are in no cluster any more
 */
export function recluster(
  book: ClusterBook,
  touched: Iterable<number>,
  removed: readonly RemovedRecord[],
  input: RegionInput,
): ClusterChanges {
  const parts = listParts(touched, input);
  const before = new Map<number, number>();
  for (const part of parts) for (const record of part) before.set(record, book.of(record));
  const old = new Set([...before.values(), ...removed.map(({ cluster }) => cluster)]);
  old.delete(0);
  const claims = claimIds(parts, before, input);
  for (const cluster of old) book.dissolve(cluster);
  const created: { readonly cluster: number; readonly part: readonly number[] }[] = [];
  const merged: { readonly cluster: number; readonly from: readonly number[] }[] = [];
  const order = parts.map((_, at) => at).sort((a, b) => oldest(parts[a], input) - oldest(parts[b], input));
  for (const at of order) {
    const part = parts[at] as readonly number[];
    const own = (claims[at] as readonly number[]).toSorted((a, b) => a - b);
    const cluster = own[0] ?? book.issue();
    book.assign(cluster, part);
    if (own.length === 0) created.push({ cluster, part });
    else if (own.length > 1) merged.push({ cluster, from: own.slice(1) });
    for (const other of own.slice(1)) book.redirect(other, cluster);
  }
  return describe(book, { before, old, removed, created, merged }, input);
}

/** The new clusters of the components of the touched records, single ones as well. */
function listParts(touched: Iterable<number>, input: RegionInput): readonly (readonly number[])[] {
  const seen = new Set<number>();
  const grouped = new Set<number>();
  const parts: (readonly number[])[] = [];
  for (const start of touched) {
    if (seen.has(start)) continue;
    seen.add(start);
    const component = [start];
    const edges: Edge[] = [];
    const copies: CopyGroup[] = [];
    const meet = (neighbour: number): void => {
      if (seen.has(neighbour)) return;
      seen.add(neighbour);
      component.push(neighbour);
    };
    for (let at = 0; at < component.length; at++) {
      const record = component[at] as number;
      input.forEachEdge(record, (neighbour, weight) => {
        // Each edge is met from both of its ends.
        if (record < neighbour) edges.push({ left: record, right: neighbour, weight });
        meet(neighbour);
      });
      if (grouped.has(record)) continue;
      const group = input.copiesOf(record);
      if (group === undefined) continue;
      copies.push(group);
      for (const copy of group.members) {
        grouped.add(copy);
        meet(copy);
      }
    }
    if (edges.length + copies.length === 0) parts.push(component);
    // Not spread into one call: more copies than its arguments have room for may each be alone.
    else for (const part of splitEdges(edges, input.rules, copies)) parts.push(part);
  }
  return parts;
}

/** By part, the clusters before whose largest share it holds: their ids are its own. */
function claimIds(
  parts: readonly (readonly number[])[],
  before: ReadonlyMap<number, number>,
  { ageOf }: RegionInput,
): readonly (readonly number[])[] {
  const heirs = new Map<number, { readonly part: number; readonly count: number; readonly oldest: number }>();
  parts.forEach((part, at) => {
    const shares = new Map<number, { count: number; oldest: number }>();
    for (const record of part) {
      const cluster = before.get(record) as number;
      if (cluster === 0) continue;
      const share = shares.get(cluster);
      if (share === undefined) shares.set(cluster, { count: 1, oldest: ageOf(record) });
      else {
        share.count++;
        share.oldest = Math.min(share.oldest, ageOf(record));
      }
    }
    for (const [cluster, share] of shares) {
      const heir = heirs.get(cluster);
      const isFirst =
        heir === undefined || share.count > heir.count || (share.count === heir.count && share.oldest < heir.oldest);
      if (isFirst) heirs.set(cluster, { part: at, ...share });
    }
  });
  const claims: number[][] = parts.map(() => []);
  for (const [cluster, { part }] of heirs) (claims[part] as number[]).push(cluster);
  return claims;
}

function oldest(part: readonly number[] | undefined, { ageOf }: RegionInput): number {
  let least = Number.POSITIVE_INFINITY;
  for (const record of part ?? []) least = Math.min(least, ageOf(record));
  return least;
}

interface Region {
  readonly before: ReadonlyMap<number, number>;
  readonly old: ReadonlySet<number>;
  readonly removed: readonly RemovedRecord[];
  readonly created: readonly { readonly cluster: number; readonly part: readonly number[] }[];
  readonly merged: readonly { readonly cluster: number; readonly from: readonly number[] }[];
}

function describe(
  book: ClusterBook,
  { before, old, removed, created, merged }: Region,
  { idOf, ageOf }: RegionInput,
): ClusterChanges {
  const into = new Map<number, Set<number>>();
  const moved: { record: string; from: string | null; to: string | null }[] = removed.map(({ id, cluster }) => ({
    record: id,
    from: clusterName(cluster),
    to: null,
  }));
  for (const [record, cluster] of [...before].sort(([a], [b]) => ageOf(a) - ageOf(b))) {
    const now = book.of(record);
    if (now !== cluster) {
      moved.push({ record: idOf(record), from: cluster === 0 ? null : clusterName(cluster), to: clusterName(now) });
    }
    if (cluster === 0) continue;
    const all = into.get(cluster);
    if (all === undefined) into.set(cluster, new Set([now]));
    else all.add(now);
  }
  const inOrder = (clusters: Iterable<number>): readonly string[] =>
    [...clusters].sort((a, b) => a - b).map(clusterName);
  return {
    created: created.map(({ cluster, part }) => ({
      cluster: clusterName(cluster),
      records: part.toSorted((a, b) => ageOf(a) - ageOf(b)).map(idOf),
    })),
    merged: merged.map(({ cluster, from }) => ({ cluster: clusterName(cluster), from: from.map(clusterName) })),
    split: [...into]
      .filter(([, clusters]) => clusters.size > 1)
      .sort(([a], [b]) => a - b)
      .map(([cluster, clusters]) => ({ cluster: clusterName(cluster), into: inOrder(clusters) })),
    moved,
    removed: inOrder([...old].filter((cluster) => !into.has(cluster))),
  };
}
