import { CrmError } from './crm-error.js';

/**
 * An entity, field, relation, state machine or module is declared in a way that cannot work.
 *
 * @example
 * const misspelt = { prty: { creditClass: keyword() } };
 * await createCrm({ storage, access: [openAccess()], fields: misspelt }).catch(({ code }) => code); // 'INVALID_MODEL'
 */
export class InvalidModelError extends CrmError {
  override readonly name = 'InvalidModelError';
  readonly code = 'INVALID_MODEL';
  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(`The model is not valid at ${path}: ${problem}.`);
  }
}
