import type { ContactPointValue } from './normalise-contact-point.js';
import type { DatedValue } from './reconcile-values.js';
import { overlaps } from './validity.js';

/** A contact point as read, public values. */
export type StoredContactPoint = DatedValue &
  ContactPointValue & { readonly purposes: readonly string[]; readonly preferred: boolean };

/** The contact points that have to give up being preferred, so that `point` is the only one of its kind in its days. */
export function unprefer(rows: readonly StoredContactPoint[], point: StoredContactPoint): StoredContactPoint[] {
  return rows
    .filter((row) => row.id !== point.id && row.preferred && row.kind === point.kind && overlaps(row, point))
    .map((row) => ({ ...row, preferred: false }));
}
