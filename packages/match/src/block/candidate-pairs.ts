import type { CandidateIndex, IndexedRule } from './candidate-index.js';

/** A piece of the work: some blocks of one rule, or some rows of the full square when every pair is a candidate. */
export interface CandidateTask {
  readonly rule: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts the candidate pairs into tasks of about the same size. The cut depends on the data alone, so results put together
 * in task order are the same whoever did the work.
 *
 * @param index - the blocks
 * @param pairsPerTask - aimed number of pairs before repeated ones are dropped
 */
export function cutTasks(index: CandidateIndex, pairsPerTask = 100_000): readonly CandidateTask[] {
  const tasks: CandidateTask[] = [];
  const cut = (rule: number, count: number, pairsAt: (at: number) => number): void => {
    let from = 0;
    let pairs = 0;
    for (let at = 0; at < count; at++) {
      pairs += pairsAt(at);
      if (pairs < pairsPerTask && at + 1 < count) continue;
      tasks.push({ rule, from, to: at + 1 });
      from = at + 1;
      pairs = 0;
    }
  };
  if (index.isExhaustive) cut(-1, index.records, (record) => index.records - record - 1);
  index.rules.forEach(({ blocks }, rule) => {
    cut(rule, blocks.keys.length, (block) => {
      const size = (blocks.starts[block + 1] as number) - (blocks.starts[block] as number);
      return (size * (size - 1)) / 2;
    });
  });
  return tasks;
}

/**
 * Visits the candidate pairs of one task, each pair in the one task whose rule yields it first.
 *
 * @param index - the blocks
 * @param task - what to visit
 * @param visit - gets the lower record number first
 */
export function visitCandidates(
  index: CandidateIndex,
  task: CandidateTask,
  visit: (left: number, right: number) => void,
): void {
  if (index.isExhaustive) visitSquare(index, task, visit);
  else visitBlocks(index, task, visit);
}

function visitSquare(
  { records, sources }: CandidateIndex,
  { from, to }: CandidateTask,
  visit: (left: number, right: number) => void,
): void {
  for (let left = from; left < to; left++) {
    for (let right = left + 1; right < records; right++) {
      if (sources === undefined || sources[left] !== sources[right]) visit(left, right);
    }
  }
}

function visitBlocks(
  index: CandidateIndex,
  { rule, from, to }: CandidateTask,
  visit: (left: number, right: number) => void,
): void {
  const { rules, sources } = index;
  const { blocks, kept } = rules[rule] as IndexedRule;
  const { members, starts, keys } = blocks;
  const isEarlier = earlierCheck(index, rule);
  for (let block = from; block < to; block++) {
    const end = starts[block + 1] as number;
    const key = keys[block] as number;
    for (let a = starts[block] as number; a < end; a++) {
      const left = members[a] as number;
      for (let b = a + 1; b < end; b++) {
        const right = members[b] as number;
        if (sources !== undefined && sources[left] === sources[right]) continue;
        if (kept.type === 'many' && firstSharedKey(kept, left, right) !== key) continue;
        if (!isEarlier(left, right)) visit(left, right);
      }
    }
  }
}

/** Tells whether a rule before the given one yields a pair. */
function earlierCheck(
  { rules, keys, width }: CandidateIndex,
  before: number,
): (left: number, right: number) => boolean {
  const earlier = rules.slice(0, before).map(({ kept }) => kept);
  const single = earlier.filter(({ type }) => type === 'one').length;
  const several = earlier.filter((kept) => kept.type === 'many');
  return (left, right) => {
    // The keys of single rules stand in the order of the rules.
    const from = left * width;
    const other = right * width;
    for (let column = 0; column < single; column++) {
      const key = keys[from + column] as number;
      if (key !== 0 && key === keys[other + column]) return true;
    }
    for (const kept of several) if (firstSharedKey(kept, left, right) !== 0) return true;
    return false;
  };
}

function firstSharedKey(
  { starts, keys }: { readonly starts: Uint32Array; readonly keys: Uint32Array },
  left: number,
  right: number,
): number {
  let a = starts[left] as number;
  let b = starts[right] as number;
  const endA = starts[left + 1] as number;
  const endB = starts[right + 1] as number;
  while (a < endA && b < endB) {
    const keyA = keys[a] as number;
    const keyB = keys[b] as number;
    // Keys of blocks that are left out stand as 0 among the sorted ones.
    if (keyA === 0) a++;
    else if (keyB === 0) b++;
    else if (keyA === keyB) return keyA;
    else if (keyA < keyB) a++;
    else b++;
  }
  return 0;
}
