import type { Row } from '../storage/contract.js';

/**
 * The changed paths a reader may know of: all of them when it sees the whole row, otherwise those of fields it sees.
 * That a hidden field changed is as hidden as its value.
 *
 * @param changed - dotted paths
 * @param stored - the row with all its fields
 * @param seen - the row as the reader may see it; the same object when nothing is hidden
 */
export function shownPaths(changed: readonly string[], stored: Row | null, seen: Row | null): readonly string[] {
  if (seen === null || seen === stored) return changed;
  return changed.filter((path) => {
    const [first = '', second] = path.split('.');
    return second === undefined ? Object.hasOwn(seen, first) : Object.hasOwn(seen.custom ?? {}, second);
  });
}
