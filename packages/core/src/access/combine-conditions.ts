import type { Expression } from '../expression/node.js';
import type { Grant } from './grant.js';

/**
 * Joins conditions with `and`; null stands for no restriction.
 *
 * @example
 * allOf([null, null]); // null
 */
export function allOf(conditions: readonly (Expression | null | undefined)[]): Expression | null {
  const args = conditions.filter((condition): condition is Expression => condition !== null && condition !== undefined);
  if (args.length === 0) return null;
  return args.length === 1 ? (args[0] ?? null) : { op: 'and', args };
}

/**
 * The rows that at least one of the grants opens; null stands for every row. At least one grant must be given.
 *
 * @example
 * anyGrant([grant]); // the grant's own condition
 */
export function anyGrant(grants: readonly Grant[]): Expression | null {
  const args: Expression[] = [];
  for (const { condition } of grants) {
    if (condition === null) return null;
    args.push(condition);
  }
  return args.length === 1 ? (args[0] ?? null) : { op: 'or', args };
}
