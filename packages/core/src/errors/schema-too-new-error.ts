import { CrmError } from './crm-error.js';

/** The stored schema was written by a newer version of the model than this process runs. */
export class SchemaTooNewError extends CrmError {
  override readonly name = 'SchemaTooNewError';
  readonly code = 'SCHEMA_TOO_NEW';
}
