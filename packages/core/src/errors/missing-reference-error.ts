import { CrmError } from './crm-error.js';

/**
 * A reference points at a record that does not exist in this tenant, or that its writer cannot see.
 *
 * @example
 * const astray = { party: 'pty_missing', kind: 'email', value: 'info@acme.example' } as const;
 * await rep.contactPoint.create(astray).catch(({ reference }) => reference.target); // 'pty_missing'
 */
export class MissingReferenceError extends CrmError {
  override readonly name = 'MissingReferenceError';
  readonly code = 'MISSING_REFERENCE';
  constructor(
    readonly reference: {
      readonly entity: string;
      readonly id: string;
      readonly path: string;
      readonly target: string;
    },
  ) {
    super(
      `${reference.entity} ${reference.id} points at ${reference.path} = ${reference.target}, which does not exist in this tenant.`,
    );
  }
}
