import { CrmError } from '@crmkit/core';

/**
 * A source cannot be read as the mapping needs it: a missing column, a wrong encoding, rows out of order, a foreign resume token.
 *
 * @example
 * const lacking = fromCsv('customer_no\nC-1\n', { name: 'customers.csv' });
 * await runImport(session, customers, lacking).catch(({ source }) => source); // 'customers.csv'
 */
export class InvalidSourceError extends CrmError {
  override readonly name = 'InvalidSourceError';
  readonly code = 'INVALID_SOURCE';
  constructor(
    /** Name of the source, such as a table or a file. */
    readonly source: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`The source ${source} cannot be read: ${problem}.`, options);
  }
}
