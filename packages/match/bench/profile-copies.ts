import type { Draw } from './profile-draw.js';
import type { Row } from './profile-slips.js';

/** How many records customers have. */
export interface Duplicates {
  /** Share of customers with more than one record. */
  readonly share: number;
  /** Most records of a customer; most have two. Default 4. */
  readonly most?: number;
}

/** A row and whose it is. */
export interface OwnedRow {
  readonly row: Row;
  readonly owner: number;
}

/**
 * Writes every customer down once or more, and shuffles the records.
 *
 * @param write - writes a customer down; `copy` is 0 for the first time
 */
export function writeCopies<T>(
  customers: readonly T[],
  { share, most = 4 }: Duplicates,
  write: (customer: T, copy: number) => Row,
  draw: Draw,
): readonly OwnedRow[] {
  const rows: OwnedRow[] = [];
  customers.forEach((customer, owner) => {
    let records = 1;
    if (draw.chance(share)) for (records = 2; records < most && draw.chance(most > 8 ? 0.8 : 0.35); ) records++;
    for (let copy = 0; copy < records; copy++) rows.push({ row: write(customer, copy), owner });
  });
  for (let at = rows.length - 1; at > 0; at--) {
    const other = draw.below(at + 1);
    [rows[at], rows[other]] = [rows[other] as OwnedRow, rows[at] as OwnedRow];
  }
  return rows;
}
