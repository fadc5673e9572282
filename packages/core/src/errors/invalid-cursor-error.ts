import { CrmError } from './crm-error.js';

/**
 * A page cursor is malformed or belongs to another tenant, entity or query.
 *
 * @example
 * await rep.party.list({ cursor: 'of another query' }).catch(({ code }) => code); // 'INVALID_CURSOR'
 */
export class InvalidCursorError extends CrmError {
  override readonly name = 'InvalidCursorError';
  readonly code = 'INVALID_CURSOR';
  constructor(readonly problem: string) {
    super(`The page cursor cannot be used: ${problem}. Start again without a cursor.`);
  }
}
