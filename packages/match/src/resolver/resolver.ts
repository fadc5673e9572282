import { DuplicateError, NotFoundError } from '@crmkit/core';
import type { DedupeOptions } from '../dedupe-options.js';
import type { MatchModel } from '../model/match-model.js';
import type { RunOptions } from '../pipeline/run-options.js';
import type { Verdict } from '../pipeline/verdict.js';
import type { Cluster } from '../resolution.js';
import { probabilityOf } from '../score/recommend-threshold.js';
import type { RecordSource, Row } from '../source.js';
import { adviseModel, type ResolverAdvice } from './advice.js';
import { type ClusterChanges, NO_CHANGES } from './cluster-changes.js';
import { invalidInput } from './invalid-input.js';
import { loadSet } from './load-set.js';
import { createRecordReader, type RecordReader } from './read-record.js';
import { clusterName, clusterNumber } from './recluster.js';
import { PROBE } from './record-store.js';
import type { FindOptions, FoundRecord, ResolverOptions, ResolverSize } from './resolver-options.js';
import type { ResolverState } from './resolver-state.js';
import { ResolverWork } from './resolver-work.js';
import { type SnapshotRow, writeSnapshot } from './snapshot.js';

/**
 * Records that come, change and go one by one, and the clusters they form under a model that stays as it is: at every
 * moment the same clusters as `dedupe` would find in the records that are there.
 *
 * A call does all of what it says or, when it throws, nothing.
 *
 * @example
 * const resolver = await createResolver((await dedupe(people, { id: 'id' })).model);
 * await resolver.addAll(people);
 * resolver.find({ name: 'Bob Miller', email: 'rob.miller@example.org' })[0]?.record; // '2'
 */
export class Resolver {
  readonly #state: ResolverState;
  readonly #reader: RecordReader;
  readonly #options: ResolverOptions;
  readonly #work: ResolverWork;
  #isLoading = false;

  /** Made by `createResolver` and `restoreResolver`. */
  constructor(state: ResolverState, options: ResolverOptions) {
    this.#state = state;
    this.#options = options;
    this.#reader = createRecordReader(state.model.fields, options);
    this.#work = new ResolverWork(state, options);
  }

  /** The model that decides. */
  get model(): MatchModel {
    return this.#state.model;
  }

  /** How many records there are. */
  get size(): number {
    return this.#state.records.size;
  }

  /** What the state takes in memory. */
  get memory(): ResolverSize {
    const { records, candidates, edges, clusters } = this.#state;
    return {
      records: records.size,
      recordBytes: records.bytes,
      keyBytes: candidates.bytes,
      edgeBytes: edges.bytes,
      clusterBytes: clusters.bytes,
    };
  }

  /**
   * Adds records. One without any usable value is a cluster of its own.
   *
   * @param rows - one row or several, each with a new id
   * @throws InvalidInputError `INVALID_INPUT` for a row without an id, or two with the same
   * @throws InvalidTableError `INVALID_TABLE` for a value that is no text, number, boolean or date
   * @throws DuplicateError `DUPLICATE` for the id of a record that is there
   * @example
   * resolver.add({ id: '7', name: 'Bob Miller', city: 'Leeds' }).moved; // [{ record: '7', from: null, to: 'c4' }]
   */
  add(rows: object | readonly object[]): ClusterChanges {
    this.#mustBeIdle('add');
    const read = this.#reader.readAll('add', asList(rows));
    for (const { id } of read) this.#mustBeNew(id);
    return this.#work.recluster(
      read.map((record) => this.#work.enter(record)),
      [],
    );
  }

  /**
   * Replaces records; columns that a row lacks are empty afterwards.
   *
   * @throws NotFoundError `NOT_FOUND` for an id that is not there
   * @throws InvalidInputError `INVALID_INPUT` for a row without an id, or two with the same
   * @throws InvalidTableError `INVALID_TABLE` for a value that is no text, number, boolean or date
   */
  update(rows: object | readonly object[]): ClusterChanges {
    this.#mustBeIdle('update');
    const read = this.#reader.readAll('update', asList(rows));
    const numbers = read.map(({ id }) => this.#mustFind(id));
    return this.#work.replace(read.map((record, at) => [numbers[at] as number, record]));
  }

  /**
   * Removes records. Verdicts on them stay and hold again when a record with the same id comes back.
   *
   * @throws NotFoundError `NOT_FOUND` for an id that is not there
   */
  remove(ids: string | readonly string[]): ClusterChanges {
    this.#mustBeIdle('remove');
    return this.#work.remove(new Set((typeof ids === 'string' ? [ids] : ids).map((id) => this.#mustFind(id))));
  }

  /**
   * Takes down what is known about two records: `same` joins their clusters, `different` keeps them apart whatever
   * chain of other records connects them. Where verdicts contradict each other, `different` wins. A later verdict on
   * the same two records replaces an earlier one.
   *
   * @throws NotFoundError `NOT_FOUND` for an id that is not there
   * @throws InvalidInputError `INVALID_INPUT` when both ids are the same
   */
  decide({ left, right, verdict }: Verdict): ClusterChanges {
    this.#mustBeIdle('decide');
    if (left === right) throw invalidInput('decide', 'right', 'a verdict is about two different records');
    if (verdict !== 'same' && verdict !== 'different') {
      throw invalidInput('decide', 'verdict', 'it is `same` or `different`');
    }
    const touched = [this.#mustFind(left), this.#mustFind(right)];
    this.#state.verdicts.set({ left, right, verdict });
    return this.#work.recluster(touched, []);
  }

  /** Takes a verdict back; nothing happens when there is none. The records need not be there any more. */
  withdraw({ left, right }: Pick<Verdict, 'left' | 'right'>): ClusterChanges {
    this.#mustBeIdle('withdraw');
    if (!this.#state.verdicts.delete(left, right)) return NO_CHANGES;
    const { records } = this.#state;
    return this.#work.recluster(
      [records.numberOf(left), records.numberOf(right)].filter((number) => number !== 0),
      [],
    );
  }

  /** All verdicts, those on records that are not there as well. */
  verdicts(): Iterable<Verdict> {
    return this.#state.verdicts.all();
  }

  /**
   * The records that may be the same customer as this one, which is not added. A record with the same id, if there is
   * one, is not compared with it.
   *
   * The time grows with the candidates, a few microseconds for each. Blocks were small when the model was made; a key
   * that tens of thousands bear by now costs a tenth of a second. Such keys still count, because a run over all records
   * counts them; `advice` names them for a new model that skips them.
   *
   * @returns the most probable first; those with equal probability in the order of their ids
   * @throws InvalidTableError `INVALID_TABLE` for a value that is no text, number, boolean or date
   * @throws InvalidInputError `INVALID_INPUT` for a limit or probability out of range
   * @example
   * resolver.find({ name: 'Bob Miller', city: 'Leeds' }, { limit: 3 })[0]?.probability; // 0.98
   */
  find(row: object, { limit = 10, least = 0.5 }: FindOptions = {}): readonly FoundRecord[] {
    this.#mustBeIdle('find');
    if (!(limit >= 0)) throw invalidInput('find', 'limit', 'it is no number of records');
    if (!(least >= 0 && least <= 1)) throw invalidInput('find', 'least', 'it is no probability');
    const { records, candidates, clusters } = this.#state;
    const record = this.#reader.read(row as Row, 0);
    records.write(PROBE, record);
    const found: FoundRecord[] = [];
    const { weigh, scorer } = this.#work.engine;
    const except = records.numberOf(record.id);
    const take = (candidate: number): boolean => {
      const probability = probabilityOf(weigh(PROBE, candidate));
      if (probability < least) return false;
      const cluster = clusterName(clusters.of(candidate));
      found.push({ record: records.idOf(candidate), probability, outcome: scorer.lastOutcome(), cluster });
      return true;
    };
    candidates.forEach(this.#work.engine, PROBE, except, take);
    candidates.forEachCopy(this.#work.engine, PROBE, (copy) => {
      const isSameSource = candidates.hasSources && records.sources[copy] === records.sources[PROBE];
      // All copies weigh the same, so where one is too unlikely the others need not be asked.
      return copy === except || isSameSource || take(copy);
    });
    this.#work.tidy();
    return found.sort((a, b) => b.probability - a.probability || (a.record < b.record ? -1 : 1)).slice(0, limit);
  }

  /** Tells whether a record is there. */
  has(id: string): boolean {
    return this.#state.records.numberOf(id) !== 0;
  }

  /**
   * The cluster a record is in, with its records in the order in which they were added.
   *
   * @returns `undefined` for a record that is not there
   */
  clusterOf(id: string): Cluster | undefined {
    const number = this.#state.records.numberOf(id);
    return number === 0 ? undefined : this.#cluster(this.#state.clusters.of(number));
  }

  /**
   * All clusters, the oldest ids first. Read them to the end before the next change.
   *
   * @param options - `least`: fewest records of a cluster; 1 lists single records too. Default 2.
   */
  *clusters({ least = 2 }: { readonly least?: number } = {}): Generator<Cluster> {
    for (const number of this.#state.clusters.all()) {
      const cluster = this.#cluster(number);
      if (cluster.records.length >= least) yield cluster;
    }
  }

  /**
   * The id that stands now for a cluster: its own, or that of the cluster it was merged into.
   *
   * @returns `undefined` when it was never given or its last record was removed
   */
  resolveId(cluster: string): string | undefined {
    const number = this.#state.clusters.resolve(clusterNumber(cluster));
    return number === 0 ? undefined : clusterName(number);
  }

  /**
   * Adds a whole source. Into an empty resolver it is loaded by the engine of `dedupe`, a million records in seconds;
   * no other call is possible until it has finished.
   *
   * @returns how many records and clusters there are afterwards
   * @throws AbortedError `ABORTED` when the signal ends it; nothing was added then
   */
  async addAll(
    source: RecordSource,
    options: RunOptions & Pick<DedupeOptions, 'workers'> = {},
  ): Promise<{ readonly records: number; readonly clusters: number }> {
    this.#mustBeIdle('addAll');
    this.#isLoading = true;
    try {
      await loadSet(
        this.#state,
        source,
        {
          ...options,
          id: this.#options.id ?? 'id',
          source: this.#options.source,
          kindParts: this.#options.kindParts,
        },
        {
          engine: () => this.#work.engine,
          enter: (record) => {
            this.#mustBeNew(record.id);
            this.#work.recluster([this.#work.enter(record)], []);
          },
          leave: (id) => void this.#work.remove(new Set([this.#mustFind(id)])),
          renew: () => this.#work.renew(),
        },
      );
    } finally {
      this.#isLoading = false;
    }
    return { records: this.size, clusters: this.#state.clusters.size };
  }

  /**
   * The whole state as rows of plain JSON, for a file or a storage; `restoreResolver` takes them. Read it to the end
   * before the next change.
   */
  snapshot(): Generator<SnapshotRow> {
    return writeSnapshot(this.#state, this.#work.engine);
  }

  /**
   * Keys that have become common since the model was made, and the model that skips them. Under the present model
   * they still count, because a run over all records counts them; they cost time with every record that bears one.
   *
   * @param options - `most`: records of a key that is no trouble. Default 2,000.
   */
  advice({ most = 2000 }: { readonly most?: number } = {}): ResolverAdvice {
    return adviseModel(this.#state, most);
  }

  #cluster(cluster: number): Cluster {
    const { records, clusters } = this.#state;
    const members = clusters.members(cluster).toSorted((a, b) => records.ageOf(a) - records.ageOf(b));
    return { id: clusterName(cluster), records: members.map((record) => records.idOf(record)) };
  }

  #mustFind(id: string): number {
    const number = this.#state.records.numberOf(id);
    if (number === 0) throw new NotFoundError('record', id);
    return number;
  }

  #mustBeNew(id: string): void {
    if (this.has(id)) throw new DuplicateError({ entity: 'record', key: 'id', holder: id });
  }

  #mustBeIdle(call: string): void {
    if (this.#isLoading) throw invalidInput(call, '', 'records are being loaded; wait until addAll has finished');
  }
}

/** An interface is no record of any keys for the compiler; the reader looks at every row. */
function asList(rows: object | readonly object[]): readonly Row[] {
  return (Array.isArray(rows) ? rows : [rows]) as readonly Row[];
}
