import { createReadStream } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { isCrmError } from '@crmkit/core';
import { loadHan } from '../chinese/han-tools.js';
import { dedupe } from '../dedupe.js';
import type { DedupeOptions } from '../dedupe-options.js';
import type { FieldGuess } from '../guess/field-guess.js';
import { guessFields } from '../guess/guess-fields.js';
import { needsHan } from '../kinds/needs-han.js';
import type { MatchWarning } from '../match-warning.js';
import type { MatchModel } from '../model/match-model.js';
import { parseModel } from '../model/parse-model.js';
import { declaredGuess } from '../records/declared-guess.js';
import { specsFromGuesses } from '../records/specs-from-guesses.js';
import type { Resolution } from '../resolution.js';
import { readCsv } from '../table/read-csv.js';
import { findColumn, type Table } from '../table/table.js';
import { chooseIdColumn } from './choose-id-column.js';
import { CliError } from './cli-error.js';
import { type CliOptions, HELP, parseArguments } from './parse-arguments.js';
import { loadRenderer } from './render-svg.js';
import { writeReport } from './report.js';
import { createProgress } from './show-progress.js';
import { writeTables } from './write-results.js';

/** Where the command line writes. */
export interface CliHost {
  /** The result in short. */
  readonly out: (text: string) => void;
  /** Progress, warnings and errors. */
  readonly progress: (text: string) => void;
  readonly isTerminal: boolean;
}

/**
 * Runs the command line.
 *
 * @param argv - arguments after the name of the program
 * @returns the exit code: 0 when all went well, 1 for input that cannot be used, 2 for a wrong call
 */
export async function runCli(argv: readonly string[], host: CliHost): Promise<number> {
  const progress = createProgress(host.progress, host.isTerminal);
  try {
    const options = parseArguments(argv);
    if (options === 'help') {
      host.out(HELP);
      return 0;
    }
    await matchFile(options, host, progress);
    return 0;
  } catch (error) {
    progress.end();
    if (!(error instanceof CliError) && !isCrmError(error) && !isSystemError(error)) throw error;
    host.progress(`${error.message}\n`);
    return error instanceof CliError ? error.exitCode : 1;
  }
}

/** A file that cannot be read or written: its message names the file and the reason. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}

async function matchFile(
  options: CliOptions,
  host: CliHost,
  progress: ReturnType<typeof createProgress>,
): Promise<void> {
  const { file, out = `${basename(file, extname(file))}-matches`, threshold, workers, source, language } = options;
  const table = await readTable(file, progress);
  const model = options.model === undefined ? undefined : await readModel(options.model);
  const id = chooseId(table, options, host);
  const guesses = model === undefined ? await guessKinds(table, id, options) : undefined;
  const warnings: MatchWarning[] = table.warnings.map(({ code, message, lines }) => ({
    code,
    message: lines.length === 0 ? message : `${message} (line ${lines.join(', ')})`,
  }));
  const settings: DedupeOptions = {
    onProgress: progress.show,
    ...(id === undefined ? {} : { id }),
    ...(guesses === undefined ? {} : { fields: specsFromGuesses(guesses) }),
    ...(model === undefined ? {} : { model }),
    ...(source === undefined ? {} : { source }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(workers === undefined ? {} : { workers }),
  };
  const resolution = await dedupe(table, settings);
  progress.end();
  const own = new Set(table.warnings.map(({ code }): string => code));
  warnings.push(...resolution.warnings.filter(({ code }) => !own.has(code)));
  for (const { message } of warnings) host.progress(`Warning: ${message}\n`);
  await mkdir(out, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(`The folder ${out} cannot be made (${error.code}).`);
  });
  const written = await writeTables(out, resolution, table, id);
  await writeFile(join(out, 'model.json'), `${JSON.stringify(resolution.model, null, 2)}\n`);
  const render = await loadRenderer();
  const page = await writeReport({
    name: basename(file),
    resolution,
    table: { ...table, columns: table.columns.filter(({ name }) => name !== id) },
    warnings,
    language,
    isThresholdGiven: threshold !== undefined,
    ...(guesses === undefined ? {} : { guesses }),
    ...(render === undefined ? {} : { render }),
  });
  await writeFile(join(out, 'report.html'), page);
  host.out(describeResult(resolution, out, [...written, 'model.json', 'report.html']));
}

async function readTable(file: string, progress: ReturnType<typeof createProgress>): Promise<Table> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) throw new CliError(`There is no file ${file}.`);
  if (found.isDirectory()) throw new CliError(`${file} is a folder; name a CSV file.`);
  const table = await readCsv(createReadStream(file, { highWaterMark: 1 << 20 }), {
    onProgress: ({ bytes }) => progress.show({ stage: 'read', done: bytes, total: found.size }),
  });
  if (table.length === 0) throw new CliError(`${file} has a header and no rows.`);
  return table;
}

async function readModel(file: string): Promise<MatchModel> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CliError(`There is no model ${file}.`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CliError(`${file} is no JSON.`);
  }
  return parseModel(json);
}

function chooseId(table: Table, { id, source, kinds }: CliOptions, host: CliHost): string | undefined {
  for (const name of [id, source, ...Object.keys(kinds)]) {
    if (name === undefined || findColumn(table, name) !== undefined) continue;
    throw new CliError(
      `There is no column ${name}; there are ${table.columns.map((column) => column.name).join(', ')}.`,
      2,
    );
  }
  if (id !== undefined) return id;
  const found = chooseIdColumn(table)?.name;
  host.progress(
    found === undefined
      ? 'No column has an id of its own for every row, so records are numbered from 0 (--id names one).\n'
      : `Records are known by column ${found} (--id names another).\n`,
  );
  return found;
}

async function guessKinds(
  table: Table,
  id: string | undefined,
  { source, kinds }: CliOptions,
): Promise<readonly FieldGuess[]> {
  if (table.columns.some(({ name, dictionary }) => name !== id && needsHan(dictionary))) await loadHan();
  const own = Object.entries(kinds);
  const taken = new Set([id, source, ...own.map(([column]) => column)]);
  const guesses = [
    ...own.map(([column, kind]) => declaredGuess(column, kind, 'Given by --kind.')),
    ...guessFields({ ...table, columns: table.columns.filter(({ name }) => !taken.has(name)) }),
  ];
  if (specsFromGuesses(guesses).length === 0) {
    throw new CliError(
      'No column holds anything that tells customers apart; say what they hold with --kind column=kind.',
    );
  }
  return guesses;
}

function describeResult({ summary }: Resolution, out: string, files: readonly string[]): string {
  const { records, clusters, clustered, largest } = summary;
  const count = (value: number): string => value.toLocaleString('en');
  return `${count(records)} records are ${count(clusters)} customers; ${count(clustered)} records share a customer with others, ${largest} at most.
Written to ${out}: ${files.join(', ')}. Open report.html to see why.
`;
}
