import { CrmError } from './crm-error.js';

/**
 * A record does not exist for this caller: never written, deleted, outside its rights or of another tenant.
 *
 * @example
 * await rep.party.get('pty_missing').catch(({ id }) => id); // 'pty_missing'
 * await rep.party.find('pty_missing'); // null
 */
export class NotFoundError extends CrmError {
  override readonly name = 'NotFoundError';
  readonly code = 'NOT_FOUND';
  constructor(
    readonly entity: string,
    readonly id: string,
  ) {
    super(
      `There is no ${entity} ${id} that this caller can see. Check the id, or use find() where absence is expected.`,
    );
  }
}
