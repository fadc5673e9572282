import { CrmError } from './crm-error.js';

/**
 * A unique key (unique field, external reference, idempotency key) is already held by another record.
 *
 *
 * @example
 * const twin = { id: party.id, kind: 'organization', name: 'Acme' } as const;
 * await rep.party.create(twin).catch(({ duplicate }) => duplicate.holder === party.id); // true
 */
export class DuplicateError extends CrmError {
  override readonly name = 'DuplicateError';
  readonly code = 'DUPLICATE';
  constructor(readonly duplicate: { readonly entity: string; readonly key: string; readonly holder: string }) {
    super(
      `${duplicate.key} of ${duplicate.entity} is already held by ${duplicate.holder}. Use upsert, or update that record.`,
    );
  }
}
