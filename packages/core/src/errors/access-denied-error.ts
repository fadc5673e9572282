import { CrmError } from './crm-error.js';

/**
 * The principal holds no right for what it asked; `denial.reason` says which right is missing.
 *
 *
 * @example
 * const locked = await createCrm({ storage: memoryStorage(), access: [] });
 * await locked.as(principal).party.list().catch(({ denial }) => denial.action); // 'party.read'
 */
export class AccessDeniedError extends CrmError {
  override readonly name = 'AccessDeniedError';
  readonly code = 'ACCESS_DENIED';
  constructor(
    readonly denial: {
      readonly action: string;
      readonly entity: string;
      readonly reason: string;
      readonly fields?: readonly string[];
    },
  ) {
    super(
      `${denial.action} is not allowed on ${denial.entity}: ${denial.reason}.${denial.fields && denial.fields.length > 0 ? ` Fields: ${denial.fields.join(', ')}.` : ''}`,
    );
  }
}
