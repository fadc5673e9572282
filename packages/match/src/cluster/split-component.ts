import { type ComponentInput, weightOf } from './component-input.js';
import { splitDense } from './split-dense.js';
import { splitSparse } from './split-sparse.js';

/** Up to this many records the square of all clusters is small whatever there is in it. */
const SMALL = 256;
/** Beyond that it pays, up to this many records, when one pair in so many is an edge. */
const MEDIUM = 4096;
const DENSE = 16;

/**
 * Splits a component into clusters by average linkage: the two clusters with the highest average weight over all their
 * pairs join, as long as it reaches the threshold. A chain of doubtful pairs does not hold, because the pairs that are
 * no candidates count as well. Among equal averages those of the first positions join first, so the result depends on
 * nothing but the input and the order of its records.
 *
 * @returns for every record the position of the first record of its cluster
 * @see Sokal and Michener, "A statistical method for evaluating systematic relationships", 1958
 */
export function splitComponent(input: ComponentInput): readonly number[] {
  const { size, edges } = input;
  if (size === 2) return splitPair(input);
  const isDense = size <= SMALL || (size <= MEDIUM && edges.length * DENSE > size * size);
  return isDense ? splitDense(input) : splitSparse(input);
}

/** Most components are two records. */
function splitPair(input: ComponentInput): readonly number[] {
  const edge = input.edges.at(-1);
  if (edge === undefined || input.isApart(0, 1)) return [0, 1];
  return weightOf(input, 0, 1, edge.weight) >= input.threshold ? [0, 0] : [0, 1];
}
