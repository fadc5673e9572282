import type { ImportCounts, RowResult, RowStatus } from './import-result.js';

/** Counts rows as they come out, and keeps the first problems. */
export interface RowCounter {
  readonly read: (rows: number) => void;
  readonly commit: (commits: number) => void;
  readonly row: (result: RowResult) => void;
  readonly counts: () => ImportCounts;
  readonly problems: () => readonly RowResult[];
}

const statuses: readonly RowStatus[] = [
  'created',
  'updated',
  'linked',
  'recorded',
  'superseded',
  'unchanged',
  'stale',
  'reversed',
  'deleted',
  'review',
  'quarantined',
  'failed',
  'new',
  'known',
];

/** Starts counting at zero. */
export function createRowCounter(keepProblems: number): RowCounter {
  const counted = Object.fromEntries(statuses.map((status) => [status, 0])) as { [status in RowStatus]: number };
  const problems: RowResult[] = [];
  let read = 0;
  let commits = 0;
  return {
    read: (rows) => {
      read += rows;
    },
    commit: (more) => {
      commits += more;
    },
    row: (result) => {
      counted[result.status] += 1;
      if (result.problems && problems.length < keepProblems) problems.push(result);
    },
    counts: () => ({ read, ...counted, commits }),
    problems: () => [...problems],
  };
}
