import type { StoredValue } from '../../storage/contract.js';
import type { Reader } from './run.js';

/**
 * Makes the reader of a path that was resolved against the schema.
 *
 * @example
 * readField(['custom', 'vip'])({ id: 'a', rev: '1', custom: { vip: true } }); // true
 */
export function readField(path: readonly string[]): Reader {
  const [first = '', second] = path;
  // One field of the row, or one below custom: a resolved path has no other form.
  if (second === undefined) return (row) => (row[first] as StoredValue | undefined) ?? undefined;
  return (row) => row.custom?.[second] ?? undefined;
}
