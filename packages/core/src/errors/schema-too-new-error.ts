import { CrmError } from './crm-error.js';

/**
 * The stored schema was written by a newer version of the model than this process runs.
 *
 * @example
 * const data = createMemoryData();
 * await memoryStorage({ data }).open({ ...schema, version: 2 });
 * await memoryStorage({ data }).open({ ...schema, version: 1 }).catch(({ code }) => code); // 'SCHEMA_TOO_NEW'
 */
export class SchemaTooNewError extends CrmError {
  override readonly name = 'SchemaTooNewError';
  readonly code = 'SCHEMA_TOO_NEW';
}
