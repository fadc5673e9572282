import { childNodes, type Node, type Operator } from '../operators.js';

/** What dear operators cost beside a comparison of one field with a constant. */
const costs: { readonly [O in Operator]?: number } = {
  startsWith: 3,
  endsWith: 3,
  contains: 3,
  fold: 10,
  some: 1_000,
  agg: 1_000,
};
/** The part of all rows that a condition usually lets through. */
const shares: { readonly [O in Operator]?: number } = { eq: 0.1, in: 0.2, isNull: 0.1, between: 0.25 };
const USUAL_SHARE = 0.33;

/**
 * Ranks a part of an `and` or `or`: parts that decide much for little come first. Only the order has a meaning.
 *
 * @see Selinger et al., "Access Path Selection in a Relational Database Management System", SIGMOD 1979: the idea and
 * about the shares
 * @example
 * rankPart(equality, 'and') < rankPart(range, 'and'); // true
 */
export function rankPart(node: Node, junction: 'and' | 'or'): number {
  const share = estimateShare(node);
  return estimateCost(node) / (junction === 'and' ? 1 - share : share);
}

function estimateCost(node: Node): number {
  return childNodes(node).reduce((total, child) => total + estimateCost(child.node), costs[node.op] ?? 1);
}

function estimateShare(node: Node): number {
  return node.op === 'not' ? 1 - estimateShare(node.arg) : (shares[node.op] ?? USUAL_SHARE);
}
