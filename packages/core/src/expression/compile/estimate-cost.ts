import { childNodes, type Node, type Operator } from '../operators.js';

/** What dear operators cost beside a comparison of one field with a constant. */
const weights: { readonly [O in Operator]?: number } = { startsWith: 3, endsWith: 3, contains: 3, fold: 10, some: 1_000, agg: 1_000 };

/**
 * Estimates what a node costs per row; only the order of the estimates has a meaning.
 *
 * @example
 * estimateCost({ op: 'some', rel: 'orders' }) > estimateCost({ op: 'field', path: ['active'] }); // true
 */
export function estimateCost(node: Node): number {
  return childNodes(node).reduce((total, child) => total + estimateCost(child.node), weights[node.op] ?? 1);
}
