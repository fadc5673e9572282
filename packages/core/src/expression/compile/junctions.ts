import type { Predicate } from './run.js';

/**
 * Joins conditions that must all hold. Written out for the usual lengths: each call site then sees one closure shape
 * and no loop runs per row.
 *
 * @example
 * joinAll([(row) => row.id !== '', () => true])({ id: 'a', rev: '1' }); // true
 */
export function joinAll(parts: readonly Predicate[]): Predicate {
  const [a, b, c, d, e, f] = parts;
  if (!a) return () => true;
  if (!b) return a;
  if (!c) return (row) => a(row) && b(row);
  if (!d) return (row) => a(row) && b(row) && c(row);
  if (!e) return (row) => a(row) && b(row) && c(row) && d(row);
  if (!f) return (row) => a(row) && b(row) && c(row) && d(row) && e(row);
  const rest = joinAll(parts.slice(5));
  return (row) => a(row) && b(row) && c(row) && d(row) && e(row) && rest(row);
}

/**
 * Joins conditions of which one must hold.
 *
 * @example
 * joinAny([() => false, () => true])({ id: 'a', rev: '1' }); // true
 */
export function joinAny(parts: readonly Predicate[]): Predicate {
  const [a, b, c, d] = parts;
  if (!a) return () => false;
  if (!b) return a;
  if (!c) return (row) => a(row) || b(row);
  if (!d) return (row) => a(row) || b(row) || c(row);
  const rest = joinAny(parts.slice(3));
  return (row) => a(row) || b(row) || c(row) || rest(row);
}

/**
 * Turns a condition round.
 *
 * @example
 * negate(() => true)({ id: 'a', rev: '1' }); // false
 */
export function negate(part: Predicate): Predicate {
  return (row) => !part(row);
}
