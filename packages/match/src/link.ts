import { hireCrew, resolveTable, threadsOf } from './dedupe.js';
import type { DedupeOptions } from './dedupe-options.js';
import { checkIds } from './pipeline/check-ids.js';
import type { OptionNames } from './pipeline/check-option-names.js';
import { checkColumns, checkOptions } from './pipeline/check-options.js';
import type { Resolution } from './resolution.js';
import { type RecordSource, readSource } from './source.js';
import { concatTables } from './table/concat-tables.js';
import { findColumn, type Table } from './table/table.js';

/** How `link` works. */
export interface LinkOptions extends Omit<DedupeOptions, 'source' | 'cleanSources'> {
  /**
   * True when neither source has duplicates of its own: a record is then linked with one record of the other source at
   * most, the best one. Default true.
   */
  readonly oneToOne?: boolean;
}

/**
 * Finds the records of two sources that are the same customer. Records of one source are not compared with each other.
 * Both sources name their columns alike; a column that one of them lacks is empty there. Where they have none in common
 * the result is empty and bears the warning `NO_COMMON_FIELD`.
 *
 * Ids of records are prefixed by `a:` and `b:`.
 *
 * @param a - the first source
 * @param b - the second source
 * @throws InvalidTableError `INVALID_TABLE` for a source that cannot be read
 * @throws InvalidInputError `INVALID_INPUT` for options that do not exist or name what is not there, and ids that come
 *   more than once
 * @throws AbortedError `ABORTED` when the signal ends the run
 * @throws WorkerFailedError `WORKER_FAILED` when a thread ends in the middle of the run
 * @example
 * const found = await link([{ name: 'Arnie Morton’s' }], [{ name: 'Arnie Mortons' }]);
 * [...found.clusters()].length; // 1
 */
export async function link(a: RecordSource, b: RecordSource, options: LinkOptions = {}): Promise<Resolution> {
  checkOptions('link', options, LINK_OPTIONS);
  const { oneToOne = true, ...rest } = options;
  const reading = { id: options.id, signal: options.signal };
  const left = await readSource(a, reading);
  const right = await readSource(b, reading);
  for (const source of [left, right]) checkSource(source, options.id);
  const table = concatTables(left, right, options.id);
  const { id: _, ...others } = options;
  checkColumns('link', table, others);
  const sources = new Uint8Array(table.length).fill(1, left.length);
  const crew = hireCrew(table.length, threadsOf(options));
  try {
    return await resolveTable(table, { ...rest, cleanSources: oneToOne, id: ID_COLUMN }, sources, crew);
  } finally {
    crew.close();
  }
}

const LINK_OPTIONS: OptionNames<LinkOptions> = {
  id: true,
  kinds: true,
  kindParts: true,
  rules: true,
  fields: true,
  model: true,
  oneToOne: true,
  verdicts: true,
  workers: true,
  checkpoint: true,
  threshold: true,
  onProgress: true,
  signal: true,
};

function checkSource(table: Table, id: string | undefined): void {
  if (id === undefined) return;
  checkColumns('link', table, { id });
  const column = findColumn(table, id);
  if (column !== undefined) checkIds('link', column);
}

/** The column in which `concatTables` keeps the ids of both sources. */
const ID_COLUMN = ' id';
