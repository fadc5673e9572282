import type { MatchModel } from '../model/match-model.js';
import type { Verdict } from '../pipeline/verdict.js';
import { CandidateFinder } from './candidate-finder.js';
import { ClusterBook } from './cluster-book.js';
import { EdgeLists } from './edge-lists.js';
import { invalidInput } from './invalid-input.js';
import { RecordStore } from './record-store.js';
import type { ResolverOptions } from './resolver-options.js';
import { VerdictBook } from './verdict-book.js';

/** All that a resolver knows. */
export interface ResolverState {
  readonly model: MatchModel;
  readonly records: RecordStore;
  readonly candidates: CandidateFinder;
  readonly edges: EdgeLists;
  readonly clusters: ClusterBook;
  readonly verdicts: VerdictBook;
  /** Rises with every change. */
  changes: number;
}

/** The state of a resolver without records. */
export function createState(
  model: MatchModel,
  { source, kindParts }: Pick<ResolverOptions, 'source' | 'kindParts'>,
  verdicts: readonly Verdict[],
): ResolverState {
  const records = new RecordStore(model.fields, kindParts);
  const book = new VerdictBook();
  verdicts.forEach(({ left, right, verdict }, at) => {
    if (verdict !== 'same' && verdict !== 'different') {
      throw invalidInput('createResolver', `verdicts.${at}.verdict`, 'it is `same` or `different`');
    }
    if (left === right) throw invalidInput('createResolver', `verdicts.${at}`, 'it is about two different records');
    book.set({ left, right, verdict });
  });
  return {
    model,
    records,
    candidates: new CandidateFinder(model, records, source !== undefined),
    edges: new EdgeLists(),
    clusters: new ClusterBook(),
    verdicts: book,
    changes: 0,
  };
}
