import type { Mapping } from '../mapping/define-mapping.js';
import type { Source } from '../source/source.js';
import type { ImportResult } from './import-result.js';
import type { ImportOptions } from './run-through-port.js';
import { runThroughPort } from './run-through-port.js';
import type { ImportSession } from './session-port.js';
import { createSessionPort } from './session-port.js';

/**
 * Brings the rows of a source into the CRM, under the rights of a session. Rows are read, mapped and committed in
 * batches; a row that is wrong is quarantined with its reasons and the others go on. The same rows again write
 * nothing: records are known by system and number, changes by version or content.
 *
 * @param session - `crm.as(principal)`; joined to a host transaction (`using(tx)`) all batches end with it
 * @param mapping - one mapping, or several that are applied to the same rows one after the other
 * @param source - rows; see `fromSql`, `fromCsv`, `fromIterable`
 * @returns counts, the first problems, and where to go on
 * @throws {@link InvalidMappingError} `INVALID_MAPPING` before anything is read
 * @throws {@link InvalidSourceError} `INVALID_SOURCE` before anything is written: a missing column, a foreign resume token
 * @throws {@link ImportInterruptedError} `IMPORT_INTERRUPTED` when source or storage fail behind the first batch, with the resume token
 * @example
 * const { counts } = await runImport(session, customers, fromSql(query, 'select * from erp.customers', { key: 'customer_no' }));
 */
export function runImport(
  session: ImportSession,
  mapping: Mapping | readonly Mapping[],
  source: Source,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const mappings: readonly Mapping[] = Array.isArray(mapping) ? mapping : [mapping as Mapping];
  return runThroughPort(createSessionPort(session), mappings, source, options);
}
