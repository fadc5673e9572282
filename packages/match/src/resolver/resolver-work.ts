import { isAcross } from '../block/group-copies.js';
import type { ClusterRules } from '../cluster/cluster-pairs.js';
import type { CopyGroup } from '../cluster/copy-group.js';
import type { Verdict } from '../pipeline/verdict.js';
import type { ClusterChanges } from './cluster-changes.js';
import { createPairEngine, type PairEngine } from './pair-engine.js';
import { type RemovedRecord, recluster } from './recluster.js';
import type { StoredRecord } from './record-store.js';
import type { ResolverOptions } from './resolver-options.js';
import type { ResolverState } from './resolver-state.js';

/**
 * Keeps edges, keys and clusters of a state in step with its records. Inputs have been checked: ids are there or new.
 */
export class ResolverWork {
  readonly #state: ResolverState;
  readonly #rules: ClusterRules;
  readonly #onChanges: ResolverOptions['onChanges'];
  #engine: PairEngine;

  constructor(state: ResolverState, { source, onChanges }: ResolverOptions) {
    const { model, records, verdicts } = state;
    this.#state = state;
    this.#onChanges = onChanges;
    this.#engine = createPairEngine(model, records.fields);
    const idOf = (record: number): string => records.idOf(record);
    const isClean = model.cleanSources && source !== undefined;
    const between = (left: number, right: number): Verdict['verdict'] | undefined =>
      verdicts.size === 0 ? undefined : verdicts.between(idOf(left), idOf(right));
    this.#rules = {
      threshold: model.threshold,
      plausibleSize: model.plausibleSize,
      weigh: (left, right) => this.#engine.link(left, right),
      isApart: (left, right) =>
        (isClean && records.sources[left] === records.sources[right]) || between(left, right) === 'different',
      isTogether: (left, right) => between(left, right) === 'same',
      isFree: (record) => !isClean && (verdicts.size === 0 || !verdicts.isBound(idOf(record))),
      sourceOf: isClean ? (record) => records.sources[record] as number : undefined,
      idOf,
    };
  }

  /** Compares and scores; another one after `renew`. */
  get engine(): PairEngine {
    return this.#engine;
  }

  /** Adds a record whose id is new; its cluster is found by `recluster`. */
  enter(record: StoredRecord): number {
    const number = this.#state.records.add(record);
    this.#attach(number);
    return number;
  }

  /** Replaces records. */
  replace(changed: readonly (readonly [number, StoredRecord])[]): ClusterChanges {
    const touched = new Set<number>(changed.map(([number]) => number));
    for (const [number, record] of changed) {
      this.#detach(number, touched);
      this.#state.records.write(number, record);
      this.#attach(number);
    }
    return this.recluster(touched, []);
  }

  /** Removes records. */
  remove(numbers: ReadonlySet<number>): ClusterChanges {
    const { records, clusters } = this.#state;
    const touched = new Set<number>();
    const removed: RemovedRecord[] = [];
    for (const number of numbers) {
      const id = records.idOf(number);
      this.#detach(number, touched);
      this.#forEachTogether(id, (other) => touched.add(other));
      removed.push({ id, cluster: clusters.of(number) });
    }
    for (const number of numbers) {
      records.remove(number);
      touched.delete(number);
    }
    return this.recluster(touched, removed);
  }

  /** Finds the edges of a record and enters its keys. */
  #attach(number: number): void {
    const { candidates, edges, model } = this.#state;
    candidates.forEach(this.#engine, number, 0, (candidate) => {
      const weight = this.#engine.weigh(number, candidate);
      if (weight >= model.threshold) edges.add(number, candidate, weight);
    });
    candidates.enter(this.#engine, number);
  }

  /** Takes edges and keys of a record away, and notes who was its neighbour. */
  #detach(number: number, touched: Set<number>): void {
    const { candidates, edges } = this.#state;
    edges.forEach(number, (neighbour) => touched.add(neighbour));
    for (const copy of this.#copiesOf(number)?.members ?? []) touched.add(copy);
    edges.clear(number);
    candidates.leave(this.#engine, number);
  }

  /** Brings the clusters around the touched records up to date. */
  recluster(touched: Iterable<number>, removed: readonly RemovedRecord[]): ClusterChanges {
    const { records, edges, clusters, verdicts } = this.#state;
    const changes = recluster(clusters, touched, removed, {
      rules: this.#rules,
      ageOf: (record) => records.ageOf(record),
      idOf: this.#rules.idOf,
      copiesOf: (record) => this.#copiesOf(record),
      forEachEdge: (record, visit) => {
        edges.forEach(record, visit);
        if (verdicts.size > 0) {
          this.#forEachTogether(records.idOf(record), (other) => visit(other, Number.POSITIVE_INFINITY));
        }
      },
    });
    this.#state.changes++;
    this.tidy();
    if (!isEmpty(changes)) this.#onChanges?.(changes);
    return changes;
  }

  #copiesOf(number: number): CopyGroup | undefined {
    const { candidates, model, records } = this.#state;
    const members = [number];
    let weight = Number.NEGATIVE_INFINITY;
    candidates.forEachCopy(this.#engine, number, (copy) => {
      if (members.length === 1) weight = this.#engine.weigh(number, copy);
      // All copies weigh the same, so one tells whether it is worth listing the others.
      if (weight < model.threshold) return false;
      members.push(copy);
      return true;
    });
    if (members.length === 1 || (candidates.hasSources && !isAcross(members, records.sources))) return undefined;
    return { members, weight };
  }

  #forEachTogether(id: string, visit: (other: number) => void): void {
    for (const { other, verdict } of this.#state.verdicts.of(id)) {
      if (verdict !== 'same') continue;
      const number = this.#state.records.numberOf(other);
      if (number !== 0) visit(number);
    }
  }

  /** Drops texts of records that are gone or were only asked for, once there are many. */
  tidy(): void {
    if (!this.#state.records.isWasteful) return;
    this.#state.records.compact();
    this.renew();
  }

  /** Builds the engine anew after ids of texts have changed. */
  renew(): void {
    this.#engine = createPairEngine(this.#state.model, this.#state.records.fields);
  }
}

function isEmpty({ created, merged, split, moved, removed }: ClusterChanges): boolean {
  return created.length + merged.length + split.length + moved.length + removed.length === 0;
}
