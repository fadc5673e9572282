import type { CursorPosition } from '@crmkit/core';
import type { Rendering } from '../condition/scope.js';
import type { SortTerm } from './sort-terms.js';

/**
 * Renders "comes after this position" for an order, so that pages need no offset. The bound on the first term stands
 * alone in front, where an index can use it.
 *
 * @param terms - the order
 * @param position - where the last page ended
 * @param rendering - the statement, which gets the keys as parameters
 * @returns a condition
 * @example
 * const parameters = new ParameterList();
 * const scope = createScope(schema, 'party', postgresDialect, { now: 0 }, parameters);
 * keysetCondition(planSort([], scope), { keys: [], id: 'pty_1' }, scope.rendering);
 * parameters.values; // ['pty_1']
 */
export function keysetCondition(
  terms: readonly SortTerm[],
  position: Omit<CursorPosition, 'now'>,
  rendering: Rendering,
): string {
  const keys = terms.map((term) => keyOf(term, position, rendering));
  const branches = terms.map((term, index) => {
    const equal = terms.slice(0, index).map((before, at) => isEqual(before, keys[at] ?? null));
    return conjunction([...equal, isAfter(term, keys[index] ?? null)]);
  });
  const reachable = branches.filter((branch) => branch !== 'false');
  const [first] = terms;
  const bound = first === undefined || terms.length === 1 ? 'true' : isAtOrAfter(first, keys[0] ?? null);
  return conjunction([bound, `(${reachable.join(' or ')})`]);
}

function keyOf(
  term: SortTerm,
  position: Omit<CursorPosition, 'now'>,
  { dialect, parameters }: Rendering,
): string | null {
  const text = term.readText(term.key < 0 ? position.id : (position.keys[term.key] ?? null));
  return text === null ? null : dialect.parameter(parameters.add(text), term.kind);
}

function isEqual({ sql }: SortTerm, key: string | null): string {
  return key === null ? `${sql} is null` : `${sql} = ${key}`;
}

function isAfter({ sql, direction, certain }: SortTerm, key: string | null): string {
  if (direction === 'asc') return key === null ? `${sql} is not null` : `${sql} > ${key}`;
  if (key === null) return 'false';
  return certain ? `${sql} < ${key}` : `(${sql} < ${key} or ${sql} is null)`;
}

function isAtOrAfter({ sql, direction, certain }: SortTerm, key: string | null): string {
  if (direction === 'asc') return key === null ? 'true' : `${sql} >= ${key}`;
  if (key === null) return `${sql} is null`;
  return certain ? `${sql} <= ${key}` : `(${sql} <= ${key} or ${sql} is null)`;
}

function conjunction(parts: readonly string[]): string {
  if (parts.includes('false')) return 'false';
  const needed = parts.filter((part) => part !== 'true');
  if (needed.length === 1) return `${needed[0]}`;
  return needed.length === 0 ? 'true' : `(${needed.join(' and ')})`;
}
