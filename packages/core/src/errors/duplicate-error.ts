import { CrmError } from './crm-error.js';

/**
 * A unique key (unique field, external reference, idempotency key) is already held by another record;
 * `duplicate.holder` is null where the caller cannot see it.
 *
 * @example
 * const twin = { id: party.id, kind: 'organization', name: 'Acme' } as const;
 * await rep.party.create(twin).catch(({ duplicate }) => duplicate.holder === party.id); // true
 */
export class DuplicateError extends CrmError {
  override readonly name = 'DuplicateError';
  readonly code = 'DUPLICATE';
  constructor(readonly duplicate: { readonly entity: string; readonly key: string; readonly holder: string | null }) {
    super(
      `${duplicate.key} of ${duplicate.entity} is already held by ${duplicate.holder ?? 'another record'}. Use upsert, or update that record.`,
    );
  }
}
