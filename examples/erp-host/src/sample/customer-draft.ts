import type { ChineseName } from './chinese-names.js';
import type { OrganizationName } from './organizations.js';
import type { CustomerRow } from './sample-rows.js';

/** A customer before it has a number, with what its duplicates are made from. */
export interface CustomerDraft {
  readonly row: Omit<CustomerRow, 'customer_no' | 'sales_rep'>;
  readonly chinese: ChineseName | null;
  readonly shortGivenName: string | null;
  readonly organization: OrganizationName | null;
  /** The draft this one is a duplicate of. */
  readonly original: CustomerDraft | null;
}
