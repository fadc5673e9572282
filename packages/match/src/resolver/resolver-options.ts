import { InvalidInputError } from '@crmkit/core';
import type { KindParts } from '../kinds/kind-parts.js';
import { findUnknownOptions, type OptionNames } from '../pipeline/check-option-names.js';
import type { Verdict } from '../pipeline/verdict.js';
import type { Outcome } from '../score/class-model.js';
import type { ClusterChanges } from './cluster-changes.js';

/** How a resolver reads its records. */
export interface ResolverOptions {
  /** Column with the ids of the records; default `id`. */
  readonly id?: string;
  /** Column that names the source of a record; records of one source are then not compared with each other. */
  readonly source?: string;
  /** Parts of kinds that the host replaces, as in the run that made the model; none when absent. */
  readonly kindParts?: KindParts;
  /** What was decided before, also on records that come later. */
  readonly verdicts?: readonly Verdict[];
  /**
   * Told of every change of clusters, after it was made: what calls answer, and what `addAll` does record by record when
   * there are records already. The clusters of a first load are not told of; read them with `clusters`.
   */
  readonly onChanges?: (changes: ClusterChanges) => void;
}

const RESOLVER_OPTIONS: OptionNames<ResolverOptions> = {
  id: true,
  source: true,
  kindParts: true,
  verdicts: true,
  onChanges: true,
};

// The verdicts of a resolver that comes back are those of its snapshot.
const { verdicts: _, ...RESTORE_OPTIONS } = RESOLVER_OPTIONS;

/** @throws InvalidInputError `INVALID_INPUT` for an option that the call does not have */
export function checkResolverOptions(call: 'createResolver' | 'restoreResolver', options: ResolverOptions): void {
  const issues =
    call === 'createResolver'
      ? findUnknownOptions(call, options, RESOLVER_OPTIONS)
      : findUnknownOptions<Omit<ResolverOptions, 'verdicts'>>(call, options, RESTORE_OPTIONS);
  if (issues.length > 0) throw new InvalidInputError(call, issues);
}

/** A record that may be the same customer as the one asked for. */
export interface FoundRecord {
  readonly record: string;
  /** Probability that both are the same customer, 0 to 1. */
  readonly probability: number;
  /** What they most likely are to each other. */
  readonly outcome: Outcome;
  /** Id of the cluster the record is in. */
  readonly cluster: string;
}

/** How much `find` answers. */
export interface FindOptions {
  /** Most records to answer; default 10. */
  readonly limit?: number;
  /** Lowest probability; default 0.5. */
  readonly least?: number;
}

/** How much memory a resolver takes, in bytes, without what comparing remembers of texts. */
export interface ResolverSize {
  readonly records: number;
  readonly recordBytes: number;
  readonly keyBytes: number;
  readonly edgeBytes: number;
  readonly clusterBytes: number;
}
