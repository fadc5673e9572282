import type { Row, StoredValue } from '../storage/contract.js';

/**
 * Reads the value a path names from a row.
 *
 * @param path - `['name']` or `['custom', 'creditClass']`, as the schema has it
 * @returns the stored value, or null when the row has none
 * @example
 * readPath({ id: 'pty_1', rev: '1', name: 'Acme' }, ['name']); // 'Acme'
 */
export function readPath(row: Row, path: readonly string[]): StoredValue | null {
  let value: unknown = row;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
    value = (value as { readonly [key: string]: unknown })[key];
  }
  // A path of the schema ends on a stored value; only `custom` itself would be something else.
  return (value ?? null) as StoredValue | null;
}
