import { hashName } from '@crmkit/sql';
import type { SqlConnection, SqlRow } from '../session/session.js';

/** A statement of constant text, prepared under a name that depends on the text alone. */
export interface Statement {
  readonly text: string;
  readonly name: string;
}

/**
 * Makes a constant statement.
 *
 * @param text - SQL with numbered parameters
 * @returns the statement with its name
 * @example
 * createStatement('select 1::text').name; // 'crm_' and sixteen digits
 */
export function createStatement(text: string): Statement {
  return { text, name: `crm_${hashName(text)}${hashName(`${text.length} ${text}`)}` };
}

/** Runs a constant statement. */
export function run(
  connection: SqlConnection,
  { text, name }: Statement,
  parameters: readonly (string | null)[],
): Promise<readonly SqlRow[]> {
  return connection.query(text, parameters, { name });
}
