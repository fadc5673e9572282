import { CrmError } from '@crmkit/core';
import type { ImportCounts, ResumeToken } from '../run/import-result.js';

/**
 * An import broke off because its source or the storage failed; `cause` says why. Whole batches were written:
 * give `resume` to `runImport` as `resumeFrom` to go on behind them.
 *
 * @example
 * const source = fromSql(query, 'select * from erp.customers', { key: 'customer_no' });
 * const result = await runImport(session, customers, source).catch((error: unknown) => {
 *   if (!(error instanceof ImportInterruptedError) || error.resume === null) throw error;
 *   return runImport(session, customers, source, { resumeFrom: error.resume });
 * });
 */
export class ImportInterruptedError extends CrmError {
  override readonly name = 'ImportInterruptedError';
  readonly code = 'IMPORT_INTERRUPTED';
  constructor(
    readonly counts: ImportCounts,
    readonly resume: ResumeToken | null,
    options: { readonly cause: unknown },
  ) {
    super(
      `The import broke off after ${counts.read} rows in ${counts.commits} commits. Go on with its resume token.`,
      options,
    );
  }
}
