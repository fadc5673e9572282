import { createComparer } from './compile/compare.js';
import { storeLiteral, typeOfLiteral } from './literal.js';
import type { Expression, Literal, ValueNode } from './node.js';

/** What the parts of an `and` require of one field. */
interface Demands {
  readonly name: string;
  isAbsent: boolean;
  isPresent: boolean;
  /** Each list restricts the value to its items. */
  readonly lists: (readonly Literal[])[];
  readonly above: Limit[];
  readonly below: Limit[];
}

/** One end of a range. */
interface Limit {
  readonly literal: Literal;
  readonly isIncluded: boolean;
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
  const demand = (node: ValueNode, isPresent: boolean): Demands | null => {
    if (node.op !== 'field') return null;
    const name = node.path.join('.');
    const demands = byField.get(name) ?? { name, isAbsent: false, isPresent, lists: [], above: [], below: [] };
    byField.set(name, demands);
    demands[isPresent ? 'isPresent' : 'isAbsent'] = true;
    return demands;
  };
  const limit = (node: ValueNode, side: 'above' | 'below', literal: ValueNode, isIncluded: boolean): void => {
    if (literal.op === 'lit') demand(node, true)?.[side].push({ literal, isIncluded });
  };
  for (const part of parts) {
    switch (part.op) {
      case 'isNull':
        demand(part.arg, false);
        break;
      case 'in':
        if (part.list.length <= MOST_ITEMS) demand(part.arg, true)?.lists.push(part.list);
        break;
      case 'eq':
      case 'lt':
      case 'lte':
        limit(part.left, 'below', part.right, part.op !== 'lt');
        limit(part.right, 'above', part.left, part.op !== 'lt');
        if (part.op === 'eq') limit(part.left, 'above', part.right, true);
        break;
      case 'between':
        limit(part.arg, 'above', part.low, true);
        limit(part.arg, 'below', part.high, true);
        break;
      default:
    }
  }
  return [...byField.values()].find(isImpossible)?.name ?? null;
}

function isImpossible({ isAbsent, isPresent, lists: [first, ...others], above, below }: Demands): boolean {
  if (isAbsent && isPresent) return true;
  if (first === undefined) return above.some((low) => below.some((high) => !isOrdered(low, high)));
  return !first.some((literal) => {
    const own: Limit = { literal, isIncluded: true };
    const isListed = others.every((list) => list.some((item) => compareLiterals(item, literal) === 0));
    return isListed && above.every((low) => isOrdered(low, own)) && below.every((high) => isOrdered(own, high));
  });
}

/** Whether any value can stand between the two; amounts of two currencies leave no room. */
function isOrdered(low: Limit, high: Limit): boolean {
  const order = compareLiterals(low.literal, high.literal);
  return order < 0 || (order === 0 && low.isIncluded && high.isIncluded);
}

// NaN where they do not compare.
function compareLiterals(a: Literal, b: Literal): number {
  const [typeOfA, typeOfB] = [typeOfLiteral(a), typeOfLiteral(b)];
  return createComparer(typeOfA, typeOfB)(storeLiteral(a, typeOfA), storeLiteral(b, typeOfB));
}
