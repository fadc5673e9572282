import type { BlockingRule } from './block/rule.js';
import type { CheckpointStore } from './checkpoint/checkpoint-store.js';
import type { KindName } from './kinds/kind.js';
import type { KindParts } from './kinds/kind-parts.js';
import type { MatchModel } from './model/match-model.js';
import type { RunOptions } from './pipeline/run-options.js';
import type { Verdict } from './pipeline/verdict.js';
import type { FieldSpec } from './records/field-spec.js';
import type { SpawnWorker } from './workers/crew.js';

/**
 * Kinds a column can be declared as: those of fields, a whole name of a person, or of a person or an organization, dates whose order of day and month is known (of
 * `date` the column tells it), or nothing to compare.
 */
export type ColumnKind = KindName | 'personName' | 'partyName' | 'dayFirstDate' | 'monthFirstDate' | 'ignore';

/** How `dedupe` works. Everything has a default: kinds are guessed and a model is learned from the data. */
export interface DedupeOptions extends RunOptions {
  /** Column with the ids of the records, each different; their numbers from 0 when absent. */
  readonly id?: string;
  /** Kinds of columns where the guess shall not decide; the other columns are guessed. */
  readonly kinds?: { readonly [column: string]: ColumnKind };
  /** Parts of kinds that the host replaces; none when absent. Such a run has one thread and no checkpoint. */
  readonly kindParts?: KindParts;
  /** Blocking rules in place of planned ones, each of one or two key families; planned when absent. */
  readonly rules?: readonly BlockingRule[];
  /** The fields, all of them; nothing is guessed then. */
  readonly fields?: readonly FieldSpec[];
  /** Decide by this model; fields, blocking and threshold are its own. A new one is learned when absent. */
  readonly model?: MatchModel;
  /** Column that names the source of a record. Records of one source, or of none, are not compared with each other. */
  readonly source?: string;
  /** Sources have no duplicates of their own, so records of one source are never the same. Default false. */
  readonly cleanSources?: boolean;
  /** What was decided before; never overruled. */
  readonly verdicts?: readonly Verdict[];
  /**
   * How many threads work, the calling one included. In Node they are started by themselves; default the number of
   * cores, 4 at most, from 100,000 records on and 1 below. A browser is told how a thread is started; default there 1.
   * The result is the same with any number.
   */
  readonly workers?: number | { readonly count: number; readonly spawn: SpawnWorker };
  /**
   * Where the run keeps what it has done. A run that was killed or aborted goes on from there when it is started again
   * with the same input and options, and its result is the same; at its end the store is empty. None when absent.
   */
  readonly checkpoint?: CheckpointStore;
  /** Probability from which a pair counts as the same; the recommended one when absent. */
  readonly threshold?: number;
}
