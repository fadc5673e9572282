import { loadHan } from './chinese/han-tools.js';
import type { DedupeOptions } from './dedupe-options.js';
import { guessFields } from './guess/guess-fields.js';
import { loadKinds } from './kinds/index-of-kinds.js';
import { kindWith } from './kinds/kind-parts.js';
import { needsHan } from './kinds/needs-han.js';
import type { MatchWarning } from './match-warning.js';
import { checkIds } from './pipeline/check-ids.js';
import type { OptionNames } from './pipeline/check-option-names.js';
import { checkColumns, checkOptions, checkRules } from './pipeline/check-options.js';
import { resolveSet } from './pipeline/resolve-set.js';
import { breathe, type RunOptions } from './pipeline/run-options.js';
import { lookUpVerdicts } from './pipeline/verdict.js';
import { decideDateOrder } from './records/decide-date-order.js';
import { decideParties } from './records/decide-parties.js';
import { declaredGuess } from './records/declared-guess.js';
import type { FieldSpec } from './records/field-spec.js';
import { columnsOf, readField } from './records/read-field.js';
import type { Field, SourceNumbers } from './records/record-set.js';
import { specsFromGuesses } from './records/specs-from-guesses.js';
import { Resolution } from './resolution.js';
import { type RecordSource, readSource } from './source.js';
import { findColumn, type Table } from './table/table.js';
import { Crew } from './workers/crew.js';
import { receiveField, type SharedField, shareColumn } from './workers/shared-fields.js';
import { nodeModule, nodeSpawn } from './workers/spawn-worker.js';
import type { ReadFieldTask } from './workers/work.js';

/**
 * Finds the records of one source that are the same customer.
 *
 * @param source - rows, CSV or a table
 * @throws InvalidTableError `INVALID_TABLE` for a source that cannot be read, or lacks the column of ids
 * @throws InvalidInputError `INVALID_INPUT` for options that do not exist or name what is not there, and ids that come
 *   more than once
 * @throws AbortedError `ABORTED` when the signal ends the run
 * @throws WorkerFailedError `WORKER_FAILED` when a thread ends in the middle of the run
 * @example
 * const found = await dedupe([
 *   { name: 'Robert Miller', email: 'rob.miller@example.org', city: 'Leeds' },
 *   { name: 'Bob Miller', email: 'rob.miller@example.org', city: 'Leeds' },
 *   { name: 'Anna Schmidt', email: 'anna@example.com', city: 'York' },
 * ]);
 * [...found.clusters()]; // [{ id: '0', records: ['0', '1'] }]
 */
export async function dedupe(source: RecordSource, options: DedupeOptions = {}): Promise<Resolution> {
  checkOptions('dedupe', options, DEDUPE_OPTIONS);
  const crews: Crew[] = [];
  const hire = (records: number): Crew => {
    const crew = crews[0] ?? hireCrew(records, threadsOf(options));
    crews[0] = crew;
    return crew;
  };
  try {
    const table = await readSource(source, {
      id: options.id,
      signal: options.signal,
      omit: Object.entries(options.kinds ?? {}).flatMap(([column, kind]) => (kind === 'ignore' ? [column] : [])),
      onBytes: (done) => {
        // Threads start while a large file is still being read.
        if (done > LARGE_FILE) hire(WORTH_THREADS);
        options.onProgress?.({ stage: 'read', done, total: 0 });
      },
    });
    checkColumns('dedupe', table, options, 'csv' in source);
    const ids = options.id === undefined ? undefined : findColumn(table, options.id);
    if (ids !== undefined) checkIds('dedupe', ids);
    return await resolveTable(table, options, readSources(table, options.source), hire(table.length));
  } finally {
    crews[0]?.close();
  }
}

const DEDUPE_OPTIONS: OptionNames<DedupeOptions> = {
  id: true,
  kinds: true,
  kindParts: true,
  rules: true,
  fields: true,
  model: true,
  source: true,
  cleanSources: true,
  verdicts: true,
  workers: true,
  checkpoint: true,
  threshold: true,
  onProgress: true,
  signal: true,
};

/** Runs the engine on a table. */
export async function resolveTable(
  table: Table,
  options: DedupeOptions,
  sources: SourceNumbers | undefined,
  crew: Crew,
): Promise<Resolution> {
  // The tables of characters are large, and most data needs none of them.
  const hasHan = table.columns.some(({ name, dictionary }) => name !== options.id && needsHan(dictionary));
  if (hasHan) await loadHan();
  const asked = options.model?.fields ?? decideDateOrder(options.fields ?? chooseFields(table, options), table);
  const read = await readFields(table, asked, { ...options, crew, hasHan });
  const specs = options.model?.fields ?? decideParties(asked, read);
  const fields = read.map((field, at): Field => ({ ...field, either: specs[at]?.either }));
  await loadKinds(fields.map(({ kind }) => kind.name));
  checkRules(options.rules ?? [], fields);
  const set = { length: table.length, fields, sources };
  const ids = createIds(table, options.id);
  const warnings = [...warningsOf(table, fields, options), ...warnOfSources(fields, sources)];
  const warn = (warning: MatchWarning): void => void warnings.push(warning);
  const resolved = await resolveSet(set, {
    specs,
    crew,
    warn,
    checkpoint: options.checkpoint,
    rules: options.rules,
    hasHan,
    model: options.model,
    cleanSources: options.model?.cleanSources ?? options.cleanSources ?? false,
    verdicts: lookUpVerdicts(options.verdicts ?? [], ids.numberOf, warn),
    idOf: ids.idOf,
    threshold: options.threshold === undefined ? undefined : Math.log(options.threshold / (1 - options.threshold)),
    onProgress: options.onProgress,
    signal: options.signal,
  });
  warnings.push(...crew.warnings);
  return new Resolution({ set, ...ids, resolved, warnings });
}

/** Functions of the host stay on the thread of the host. */
export function threadsOf({
  workers,
  kindParts,
}: {
  readonly workers?: DedupeOptions['workers'] | undefined;
  readonly kindParts?: DedupeOptions['kindParts'] | undefined;
}): DedupeOptions['workers'] {
  return kindParts === undefined ? workers : 1;
}

/** Reads the fields of a table, each by one thread. */
async function readFields(
  table: Table,
  specs: readonly FieldSpec[],
  {
    crew,
    hasHan,
    kindParts,
    ...options
  }: RunOptions & Pick<DedupeOptions, 'kindParts'> & { readonly crew: Crew; readonly hasHan: boolean },
): Promise<readonly Field[]> {
  const onDone = (done: number): Promise<void> => breathe(options, { stage: 'normalise', done, total: specs.length });
  await onDone(0);
  if (crew.isAlone) {
    const fields: Field[] = [];
    for (const spec of specs) {
      fields.push(readField(table, spec, kindWith(spec.kind, kindParts)));
      await onDone(fields.length);
    }
    return fields;
  }
  const tasks = specs.map((spec): ReadFieldTask => {
    const wanted = new Set(columnsOf(spec));
    const columns = table.columns.filter(({ name }) => wanted.has(name)).map(shareColumn);
    return { type: 'readField', spec, columns, length: table.length, hasHan };
  });
  // The longest first, so that the threads end together.
  const order = tasks.map((_, at) => at).sort((a, b) => weightOf(tasks[b]) - weightOf(tasks[a]));
  const read = await crew.share(
    order.map((at) => tasks[at] as ReadFieldTask),
    onDone,
  );
  return tasks.map((_, at) => receiveField(read[order.indexOf(at)] as SharedField));
}

function weightOf(task: ReadFieldTask | undefined): number {
  return task?.columns.reduce((sum, { dictionary }) => sum + dictionary.codes.length, 0) ?? 0;
}

/** From this many records on threads beside the calling one pay. */
const WORTH_THREADS = 100_000;
/** Bytes from which a file has that many records. */
const LARGE_FILE = 8_000_000;
/** More threads than this bring little. */
const MOST_THREADS = 4;

/** The threads of a run over so many records; whoever hires them closes them. */
export function hireCrew(records: number, workers: DedupeOptions['workers']): Crew {
  const spawn = typeof workers === 'object' ? workers.spawn : nodeSpawn();
  const count = typeof workers === 'object' ? workers.count : (workers ?? defaultThreads(records));
  return new Crew(Math.max(0, count - 1), spawn);
}

function defaultThreads(records: number): number {
  if (records < WORTH_THREADS) return 1;
  return Math.min(MOST_THREADS, nodeModule('node:os')?.availableParallelism() ?? 1);
}

function chooseFields(table: Table, { id, source, kinds = {} }: DedupeOptions): readonly FieldSpec[] {
  const own = Object.entries(kinds);
  const taken = new Set([id, source, ...own.map(([column]) => column)]);
  const rest = { ...table, columns: table.columns.filter(({ name }) => !taken.has(name)) };
  return specsFromGuesses([
    ...own.map(([column, kind]) => declaredGuess(column, kind, 'declared')),
    ...guessFields(rest),
  ]);
}

function readSources(table: Table, name: string | undefined): SourceNumbers | undefined {
  const column = name === undefined ? undefined : findColumn(table, name);
  if (column === undefined) return undefined;
  return column.dictionary.size <= 256 ? Uint8Array.from(column.ids) : column.ids;
}

function createIds(
  table: Table,
  name: string | undefined,
): { readonly idOf: (record: number) => string; readonly numberOf: (id: string) => number | undefined } {
  const column = name === undefined ? undefined : findColumn(table, name);
  const idOf =
    column === undefined
      ? (record: number) => String(record)
      : (record: number) => column.dictionary.text(column.ids[record] as number);
  let numbers: Map<string, number> | undefined;
  return {
    idOf,
    numberOf: (id) => {
      if (numbers === undefined) {
        numbers = new Map();
        for (let record = 0; record < table.length; record++) numbers.set(idOf(record), record);
      }
      return numbers.get(id);
    },
  };
}

function warningsOf(table: Table, fields: readonly Field[], { model, source }: DedupeOptions): readonly MatchWarning[] {
  const empty = fields.filter(({ column }) => column.dictionary.size === 1);
  const missing = model === undefined ? [] : missingColumns(table, model.fields);
  const unsourced = source === undefined ? 0 : (findColumn(table, source)?.ids.filter((id) => id === 0).length ?? 0);
  return [
    ...table.warnings.map(({ code, message }) => ({ code, message })),
    ...(missing.length === 0
      ? []
      : [{ code: 'MISSING_COLUMNS', message: `The model reads columns that are not there: ${missing.join(', ')}.` }]),
    ...(unsourced === 0
      ? []
      : [{ code: 'NO_SOURCE', message: `Of the records ${unsourced} name no source; they count as one source.` }]),
    ...(fields.length === 0 && table.length > 0
      ? [{ code: 'NO_FIELDS', message: 'No column tells records apart, so each is a customer of its own.' }]
      : []),
    ...(table.length > 0 ? empty : []).map(({ name }) => ({
      code: 'EMPTY_FIELD',
      message: `Field ${name} has no value in any record and says nothing.`,
    })),
  ];
}

/** Records of different sources are compared by what both sources tell; where that is nothing, none can be the same. */
function warnOfSources(fields: readonly Field[], sources: SourceNumbers | undefined): readonly MatchWarning[] {
  if (sources === undefined || fields.length === 0 || !sources.some((source) => source !== sources[0])) return [];
  const isCommon = fields.some(({ column: { ids } }) => {
    const first = ids.findIndex((text) => text !== 0);
    return first >= 0 && ids.some((text, record) => text !== 0 && sources[record] !== sources[first]);
  });
  if (isCommon) return [];
  const names = fields.map(({ name }) => name).join(', ');
  return [
    {
      code: 'NO_COMMON_FIELD',
      message: `No field has values in two sources, so no records can be linked. Name columns of one meaning alike, or say \`fields\`; there are ${names}.`,
    },
  ];
}

/** Columns that fields read but a table lacks. */
function missingColumns(table: Table, specs: readonly FieldSpec[]): readonly string[] {
  return [...new Set(specs.flatMap(columnsOf))].filter((name) => findColumn(table, name) === undefined);
}
