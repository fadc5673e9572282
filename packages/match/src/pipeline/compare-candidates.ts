import type { CandidateTask } from '../block/candidate-pairs.js';
import type { RunJournal } from '../checkpoint/run-journal.js';
import { PatternTable } from '../compare/pattern-table.js';
import type { PatternedPairs } from '../score/patterned-pairs.js';
import type { Crew } from '../workers/crew.js';
import type { ComparedPiece } from '../workers/work.js';
import { breathe, type RunOptions } from './run-options.js';

/** All candidate pairs with their patterns. */
export interface ComparedPairs {
  readonly pairs: PatternedPairs;
  readonly patterns: PatternTable;
  /** How many pairs at the end of the list no block yields: they stand for groups of copies. */
  readonly copyPairs: number;
}

/**
 * Compares every candidate pair once.
 *
 * @param crew - the threads; they know the set and the index
 * @param tasks - the candidates, as `cutTasks` cuts them
 * @param fields - how many fields a pattern has
 * @param journal - gives the pieces an earlier run has compared, and keeps those of this one
 */
export async function compareCandidates(
  crew: Crew,
  tasks: readonly CandidateTask[],
  fields: number,
  options: RunOptions & { readonly journal: RunJournal | undefined },
): Promise<ComparedPairs> {
  const { journal } = options;
  const pieces = new Map(await journal?.readPieces());
  const open = tasks.flatMap((task, at) => (pieces.has(at) ? [] : [{ at, task: { type: 'compare', task } as const }]));
  const onDone = (done: number): Promise<void> =>
    breathe(options, { stage: 'compare', done: tasks.length - open.length + done, total: tasks.length });
  await onDone(0);
  const compared = await crew.share(
    open.map(({ task }) => task),
    async (done, place, piece) => {
      await journal?.savePiece((open[place] as (typeof open)[number]).at, piece);
      await onDone(done);
    },
  );
  open.forEach(({ at }, place) => void pieces.set(at, compared[place] as ComparedPiece));
  return joinPieces(
    tasks.map((_, at) => pieces.get(at) as ComparedPiece),
    fields,
  );
}

/** Puts the pieces together in their order; patterns get their numbers in the order in which they first occur. */
function joinPieces(pieces: readonly ComparedPiece[], fields: number): ComparedPairs {
  const length = pieces.reduce((sum, { left }) => sum + left.length, 0);
  const pairs = {
    length,
    left: new Uint32Array(length),
    right: new Uint32Array(length),
    patterns: new Uint32Array(length),
  };
  const patterns = new PatternTable(fields);
  let filled = 0;
  for (const piece of pieces) {
    const meaning = Uint32Array.from(piece.counts, (count, at) => patterns.add(piece.levels, count, at * fields));
    pairs.left.set(piece.left, filled);
    pairs.right.set(piece.right, filled);
    for (let pair = 0; pair < piece.patterns.length; pair++) {
      pairs.patterns[filled + pair] = meaning[piece.patterns[pair] as number] as number;
    }
    filled += piece.left.length;
  }
  return { pairs, patterns, copyPairs: 0 };
}
