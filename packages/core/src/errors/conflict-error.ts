import { CrmError } from './crm-error.js';

/**
 * Somebody else changed a record between this caller's read and write; `conflict.fields` names what differs.
 *
 * @example
 * const rename = (name: string) => rep.party.update(party.id, (draft) => void (draft.name = name), { rev: party.rev });
 * await rename('Acme Ltd');
 * await rename('Acme Inc.').catch(({ conflict }) => conflict.fields); // ['name']
 */
export class ConflictError extends CrmError {
  override readonly name = 'ConflictError';
  readonly code = 'CONFLICT';
  constructor(readonly conflict: { readonly entity: string; readonly id: string; readonly fields: readonly string[] }) {
    super(
      `${conflict.entity} ${conflict.id} was changed by someone else${conflict.fields.length > 0 ? ` in ${conflict.fields.join(', ')}` : ''}. ` +
        'Read it again and apply the change to what it is now.',
    );
  }
}
