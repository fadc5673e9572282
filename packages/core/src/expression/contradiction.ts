import { canonicalJson } from './canonical.js';
import { createComparer } from './compile/compare.js';
import { storeLiteral, typeOfLiteral } from './literal.js';
import type { Expression, Literal, ValueNode } from './node.js';

/** What the parts of an `and` require of one field. */
interface Demands {
  readonly name: string;
  absent: boolean;
  present: boolean;
  /** Each list restricts the value to its items. */
  readonly lists: (readonly Literal[])[];
  readonly above: Limit[];
  readonly below: Limit[];
}

/** One end of a range. */
interface Limit {
  readonly literal: Literal;
  readonly included: boolean;
}

// Long lists beside each other are not worth the time; a missed warning is no error.
const MOST_ITEMS = 100;

/**
 * Finds a field that the parts of an `and` ask impossible things of: two values at once, a range that is empty, a
 * value and its absence.
 *
 * @param parts - normalised parts of one `and`
 * @returns the dotted field, or null when nothing is found; never a false alarm, but not every contradiction is found
 * @example
 * findContradiction([statusIsActive, statusIsLost]); // 'status'
 */
export function findContradiction(parts: readonly Expression[]): string | null {
  const byField = new Map<string, Demands>();
  const demand = (node: ValueNode, change: (demands: Demands) => void): void => {
    if (node.op !== 'field') return;
    const key = canonicalJson(node.path);
    const demands = byField.get(key) ?? {
      name: node.path.join('.'),
      absent: false,
      present: false,
      lists: [],
      above: [],
      below: [],
    };
    byField.set(key, demands);
    change(demands);
  };
  const limit = (node: ValueNode, side: 'above' | 'below', literal: ValueNode, included: boolean): void => {
    if (literal.op !== 'lit') return;
    demand(node, (demands) => {
      demands.present = true;
      demands[side].push({ literal, included });
    });
  };
  const restrict = (node: ValueNode, list: readonly Literal[]): void =>
    demand(node, (demands) => {
      demands.present = true;
      if (list.length <= MOST_ITEMS) demands.lists.push(list);
    });
  for (const part of parts) {
    if (part.op === 'isNull') demand(part.arg, (demands) => (demands.absent = true));
    if (part.op === 'in') restrict(part.arg, part.list);
    if (part.op === 'eq' && part.right.op === 'lit') restrict(part.left, [part.right]);
    if (part.op === 'lt' || part.op === 'lte') {
      limit(part.left, 'below', part.right, part.op === 'lte');
      limit(part.right, 'above', part.left, part.op === 'lte');
    }
    if (part.op === 'between') {
      limit(part.arg, 'above', part.low, true);
      limit(part.arg, 'below', part.high, true);
    }
  }
  return [...byField.values()].find(isImpossible)?.name ?? null;
}

function isImpossible({ absent, present, lists: [first, ...others], above, below }: Demands): boolean {
  if (absent && present) return true;
  if (first === undefined) return above.some((low) => below.some((high) => !isOrdered(low, high)));
  const fits = (literal: Literal): boolean => {
    const own: Limit = { literal, included: true };
    const isListed = others.every((list) => list.some((item) => compareLiterals(item, literal) === 0));
    return isListed && above.every((low) => isOrdered(low, own)) && below.every((high) => isOrdered(own, high));
  };
  return !first.some(fits);
}

/** Whether any value can stand between the two; amounts of two currencies leave no room. */
function isOrdered(low: Limit, high: Limit): boolean {
  const order = compareLiterals(low.literal, high.literal);
  return order < 0 || (order === 0 && low.included && high.included);
}

// NaN where they do not compare.
function compareLiterals(a: Literal, b: Literal): number {
  const [typeOfA, typeOfB] = [typeOfLiteral(a), typeOfLiteral(b)];
  return createComparer(typeOfA, typeOfB)(storeLiteral(a, typeOfA), storeLiteral(b, typeOfB));
}
