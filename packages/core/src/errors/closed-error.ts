import { CrmError } from './crm-error.js';

/**
 * The storage was closed, by this process or by another page that upgrades it.
 *
 * @example
 * await crm.close();
 * await rep.party.list().catch(({ code }) => code); // 'CLOSED'
 */
export class ClosedError extends CrmError {
  override readonly name = 'ClosedError';
  readonly code = 'CLOSED';
}
