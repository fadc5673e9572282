import type { Id, Row } from './contract.js';

/**
 * The rows there are, by id.
 *
 * @param rows - as a storage gives them; null where there is none
 * @returns rows in the same order
 * @example
 * rowsById(await storage.get(context, 'party', ids)).get('pty_1');
 */
export function rowsById(rows: readonly (Row | null)[]): Map<Id, Row> {
  return new Map(rows.flatMap((row) => (row === null ? [] : [[row.id, row] as const])));
}
