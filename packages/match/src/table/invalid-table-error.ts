import { CrmError } from '@crmkit/core';

/** What makes a table unreadable. */
export interface TableProblem {
  readonly reason: 'EMPTY' | 'UNKNOWN_COLUMN' | 'INVALID_VALUE' | 'INVALID_OPTION';
  /** Counted from 0, where one row is the cause. */
  readonly row?: number;
  readonly column?: string;
}

/**
 * The records cannot be read as a table: there is no header, a named column is missing, or a value is no plain value.
 *
 * @example
 * await readCsv('').catch(({ problem }) => problem.reason); // 'EMPTY'
 */
export class InvalidTableError extends CrmError {
  override readonly name = 'InvalidTableError';
  readonly code = 'INVALID_TABLE';
  constructor(
    readonly problem: TableProblem,
    message: string,
  ) {
    super(message);
  }
}
