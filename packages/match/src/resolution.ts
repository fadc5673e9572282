import type { MatchWarning } from './match-warning.js';
import type { MatchModel } from './model/match-model.js';
import type { ResolvedSet } from './pipeline/resolve-set.js';
import type { FieldSpec } from './records/field-spec.js';
import type { RecordSet } from './records/record-set.js';
import type { Outcome } from './score/class-model.js';
import { probabilityOf } from './score/recommend-threshold.js';

/** Records that are the same customer. */
export interface Cluster {
  /** Id of the first record of the cluster, in the order of the input. */
  readonly id: string;
  /** Ids of the records, in the order of the input. */
  readonly records: readonly string[];
}

/** Two records that were compared. */
export interface MatchedPair {
  readonly left: string;
  readonly right: string;
  /** Probability that both are the same customer, 0 to 1. */
  readonly probability: number;
  /** What they most likely are to each other. */
  readonly outcome: Outcome;
}

/** The figures of a run. */
export interface ResolutionSummary {
  readonly records: number;
  readonly clusters: number;
  /** Records that are in a cluster with at least one other. */
  readonly clustered: number;
  readonly largest: number;
  /** Candidate pairs that were compared. */
  readonly compared: number;
  /** Probability from which a pair counts as the same. */
  readonly threshold: number;
  /** Of the pairs of records that the clusters put together, the share expected to be right. */
  readonly expectedPrecision: number;
  /**
   * Of all pairs of records that belong together, the share that the clusters are expected to put together. What blocking is
   * estimated to have missed counts; where too few matches were found to estimate it, it counts as nothing.
   */
  readonly expectedRecall: number;
}

/** The parts of a run that explanations and charts read. */
export interface ResolutionParts {
  readonly set: RecordSet;
  /** Id of every record. */
  readonly idOf: (record: number) => string;
  readonly numberOf: (id: string) => number | undefined;
  readonly resolved: ResolvedSet;
  readonly warnings: readonly MatchWarning[];
}

/**
 * What a run found: which records are the same, how sure that is, and the model that decided it.
 *
 * @example
 * const found = await dedupe([
 *   { id: 'a', name: 'Robert Miller', email: 'rob.miller@example.org' },
 *   { id: 'b', name: 'Bob Miller', email: 'rob.miller@example.org' },
 *   { id: 'c', name: 'Anna Schmidt', email: 'anna@example.com' },
 * ], { id: 'id' });
 * found.clusterOf('b')?.records; // ['a', 'b']
 * [...found.assignments()].length; // 3
 * found.summary.clusters; // 2
 */
export class Resolution {
  readonly #parts: ResolutionParts;
  /** By record the next one of its cluster, 0 after the last; made when a cluster is first asked for. */
  #next: Uint32Array | undefined;

  /** Made by `dedupe` and `link`. */
  constructor(parts: ResolutionParts) {
    this.#parts = parts;
  }

  /** @internal The parts of a resolution, for what explains it. */
  static partsOf(resolution: Resolution): ResolutionParts {
    return resolution.#parts;
  }

  /** The model, as JSON: give it to a later run, or to `createResolver`. */
  get model(): MatchModel {
    return this.#parts.resolved.model;
  }

  /** How the fields were read from the columns. */
  get fields(): readonly FieldSpec[] {
    return this.model.fields;
  }

  get warnings(): readonly MatchWarning[] {
    return this.#parts.warnings;
  }

  get summary(): ResolutionSummary {
    const { clusters, pairs, model, expected } = this.#parts.resolved;
    const { precision, recall } = expected();
    const sizes = new Uint32Array(clusters.length);
    for (const cluster of clusters) sizes[cluster] = (sizes[cluster] as number) + 1;
    let count = 0;
    let clustered = 0;
    let largest = 0;
    for (const size of sizes) {
      if (size > 0) count++;
      if (size > 1) clustered += size;
      if (size > largest) largest = size;
    }
    return {
      records: clusters.length,
      clusters: count,
      clustered,
      largest,
      compared: pairs.length,
      threshold: probabilityOf(model.threshold),
      expectedPrecision: precision,
      expectedRecall: recall,
    };
  }

  /**
   * The cluster of a record: its id and the other records of the same customer.
   *
   * @returns `undefined` for an id that was not in the input
   */
  clusterOf(id: string): Cluster | undefined {
    const { numberOf, resolved } = this.#parts;
    const record = numberOf(id);
    if (record === undefined) return undefined;
    const lead = resolved.clusters[record] as number;
    this.#next ??= chainRecords(resolved.clusters);
    const records = [lead];
    for (let at = this.#next[lead] as number; at !== 0; at = this.#next[at] as number) records.push(at);
    return this.#cluster(lead, records);
  }

  /** Id of the cluster of every record, in the order of the input. */
  *assignments(): Generator<{ readonly record: string; readonly cluster: string }> {
    const { idOf, resolved } = this.#parts;
    for (let record = 0; record < resolved.clusters.length; record++) {
      yield { record: idOf(record), cluster: idOf(resolved.clusters[record] as number) };
    }
  }

  /**
   * All clusters in the order of their first record.
   *
   * @param options - `least`: fewest records of a cluster; 1 lists single records too. Default 2.
   */
  *clusters({ least = 2 }: { readonly least?: number } = {}): Generator<Cluster> {
    const { clusters } = this.#parts.resolved;
    const members = new Map<number, number[]>();
    for (let record = 0; record < clusters.length; record++) {
      const lead = clusters[record] as number;
      const known = members.get(lead);
      if (known === undefined) members.set(lead, [record]);
      else known.push(record);
    }
    for (const [lead, records] of members) if (records.length >= least) yield this.#cluster(lead, records);
  }

  /**
   * Compared pairs, in the order in which they were compared.
   *
   * @param options - `least`: lowest probability; default 0.5. `most`: highest probability; default 1.
   */
  *pairs({ least = 0.5, most = 1 }: { readonly least?: number; readonly most?: number } = {}): Generator<MatchedPair> {
    const { idOf, resolved, set } = this.#parts;
    const { pairs, patterns, weights, scorer } = resolved;
    for (let pair = 0; pair < pairs.length; pair++) {
      const probability = probabilityOf(weights[pair] as number);
      if (probability < least || probability > most) continue;
      const left = pairs.left[pair] as number;
      scorer.score(patterns.levels, (pairs.patterns[pair] as number) * set.fields.length, left);
      yield { left: idOf(left), right: idOf(pairs.right[pair] as number), probability, outcome: scorer.lastOutcome() };
    }
  }

  #cluster(lead: number, records: readonly number[]): Cluster {
    const { idOf } = this.#parts;
    return { id: idOf(lead), records: records.map(idOf) };
  }
}

/** The next record of the cluster, by record: whoever asks for one cluster after the other need not walk over all records. */
function chainRecords(clusters: Uint32Array): Uint32Array {
  const next = new Uint32Array(clusters.length);
  const last = Uint32Array.from(clusters);
  clusters.forEach((lead, record) => {
    if (record === lead) return;
    next[last[lead] as number] = record;
    last[lead] = record;
  });
  return next;
}
