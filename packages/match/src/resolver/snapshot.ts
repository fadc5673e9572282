import { fingerprintModel } from '../model/fingerprint-model.js';
import type { MatchModel } from '../model/match-model.js';
import type { Verdict } from '../pipeline/verdict.js';
import { invalidInput } from './invalid-input.js';
import type { PairEngine } from './pair-engine.js';
import { clusterName } from './recluster.js';
import type { ResolverState } from './resolver-state.js';

/** The first row: what the others belong to. */
export interface SnapshotHead {
  readonly type: 'resolver';
  readonly version: 1;
  /** Fingerprint of the model. */
  readonly model: string;
  readonly records: number;
  /** Clusters that were ever there; the next one gets the number after it. */
  readonly issued: number;
}

/** A record, the one added first before the others. */
export interface SnapshotRecord {
  readonly type: 'record';
  readonly id: string;
  /** Canonical text by field, in the order of the model. */
  readonly texts: readonly string[];
  readonly source: string;
  /** Hashed keys by blocking rule, for a storage that looks candidates up itself; skipped ones are left out. */
  readonly keys: readonly (readonly number[])[];
  readonly cluster: string;
}

/** An accepted pair of records. */
export interface SnapshotLink {
  readonly type: 'link';
  readonly left: string;
  readonly right: string;
  /** Natural logarithm of the odds that both are the same. */
  readonly weight: number;
}

/** A verdict. */
export interface SnapshotVerdict extends Verdict {
  readonly type: 'verdict';
}

/** A cluster that became part of another one. */
export interface SnapshotMerge {
  readonly type: 'merge';
  readonly cluster: string;
  readonly into: string;
}

/** The last row, without which a snapshot is not whole. */
export interface SnapshotEnd {
  readonly type: 'end';
}

/** One row of a snapshot: plain JSON. */
export type SnapshotRow = SnapshotHead | SnapshotRecord | SnapshotLink | SnapshotVerdict | SnapshotMerge | SnapshotEnd;

/** Writes a state row by row. */
export function* writeSnapshot(state: ResolverState, engine: PairEngine): Generator<SnapshotRow> {
  const { model, records, candidates, edges, clusters, verdicts, changes } = state;
  const mustBeUnchanged = (): void => {
    if (state.changes === changes) return;
    throw invalidInput('snapshot', '', 'the resolver was changed while its snapshot was read; begin anew');
  };
  yield {
    type: 'resolver',
    version: 1,
    model: fingerprintModel(model),
    records: records.size,
    issued: clusters.next - 1,
  };
  const inOrder: number[] = [];
  for (let record = 1; record < records.end; record++) if (records.has(record)) inOrder.push(record);
  inOrder.sort((a, b) => records.ageOf(a) - records.ageOf(b));
  for (const record of inOrder) {
    mustBeUnchanged();
    const keys = candidates.keysOf(engine, record);
    yield { type: 'record', ...records.read(record), keys, cluster: clusterName(clusters.of(record)) };
  }
  for (const record of inOrder) {
    mustBeUnchanged();
    const links: SnapshotLink[] = [];
    edges.forEach(record, (neighbour, weight) => {
      if (records.ageOf(record) > records.ageOf(neighbour)) return;
      links.push({ type: 'link', left: records.idOf(record), right: records.idOf(neighbour), weight });
    });
    yield* links;
  }
  mustBeUnchanged();
  for (const verdict of verdicts.all()) yield { type: 'verdict', ...verdict };
  for (const [cluster, into] of clusters.merges()) {
    yield { type: 'merge', cluster: clusterName(cluster), into: clusterName(into) };
  }
  yield { type: 'end' };
}

/** Tells whether a snapshot was made under a model. */
export function isMadeUnder(head: SnapshotHead, model: MatchModel): boolean {
  return head.model === fingerprintModel(model);
}
