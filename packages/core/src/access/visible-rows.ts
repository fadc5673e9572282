import type { Row, StoredValue } from '../storage/contract.js';
import { type Grant, grantsOf, opensField } from './grant.js';
import type { RelatedSource } from './load-related.js';
import { matchGrants } from './match-grants.js';

/**
 * Takes away what a principal may not see: rows no grant opens become null, fields no grant that holds on the row
 * opens are left out.
 *
 * @param source - the storage to read related rows from
 * @param grants - of the principal on the entity
 * @param entity - entity name
 * @param rows - as stored; null stays null
 * @returns same length and order
 */
export async function visibleRows(
  source: RelatedSource,
  grants: readonly Grant[],
  entity: string,
  rows: readonly (Row | null)[],
): Promise<readonly (Row | null)[]> {
  const readers = grantsOf(grants, 'read');
  if (readers.length === 0) return rows.map(() => null);
  if (readers.some(({ condition, read }) => condition === null && read === null)) return rows;
  const present = rows.filter((row): row is Row => row !== null);
  const match = await matchGrants(source, readers, entity, present);
  return rows.map((row) => {
    if (row === null) return null;
    const holding = match(row);
    return holding.length === 0 ? null : hideFields(row, holding);
  });
}

function hideFields(row: Row, holding: readonly Grant[]): Row {
  if (holding.some(({ read }) => read === null)) return row;
  const isOpen = (path: string): boolean => holding.some(({ read }) => opensField(read, path));
  const { custom = {}, ...own } = row;
  const shown = Object.fromEntries(Object.entries(own).filter(([name]) => isOpen(name)));
  const shownCustom = Object.entries(custom).filter(([name]) => isOpen(`custom.${name}`));
  return {
    ...(shown as { readonly [field: string]: StoredValue }),
    id: row.id,
    rev: row.rev,
    ...(shownCustom.length > 0 && { custom: Object.fromEntries(shownCustom) }),
  };
}
