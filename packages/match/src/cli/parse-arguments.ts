import { parseArgs } from 'node:util';
import type { ColumnKind } from '../dedupe-options.js';
import type { Language } from '../explain/words.js';
import { columnKinds } from '../pipeline/check-options.js';
import { CliError } from './cli-error.js';

/** What the command line asks for. */
export interface CliOptions {
  readonly file: string;
  readonly out?: string;
  readonly id?: string;
  readonly source?: string;
  readonly model?: string;
  readonly kinds: { readonly [column: string]: ColumnKind };
  readonly threshold?: number;
  readonly workers?: number;
  readonly language: Language;
}

/** The help text. */
export const HELP = `Finds the records of a CSV file that are the same customer.

  npx @crmkit/match <file.csv> [options]

  --id <column>          column with the ids of the records; found by itself when absent
  --out <folder>         where the results go; default: the name of the file and "-matches"
  --kind <column>=<kind> what a column holds, where the guess is wrong; may be repeated. Kinds:
                         ${columnKinds.slice(0, 9).join(', ')},
                         ${columnKinds.slice(9, 18).join(', ')},
                         ${columnKinds.slice(18).join(', ')}
  --source <column>      column that names the source of a record; records of one source are not compared
  --model <file>         decide by a model that was saved before (model.json)
  --threshold <p>        probability from which two records count as the same, between 0 and 1
  --language <en|zh>     language of the report
  --workers <n>          number of threads
  --help                 this text

It writes clusters.csv (every record with its cluster), duplicates.csv (the rows of all clusters of two
records and more, side by side), pairs.csv (pairs that match or are doubtful), model.json and report.html.
`;

/**
 * Reads the arguments.
 *
 * @returns `help` when that is asked for
 * @throws CliError for arguments that make no sense
 */
export function parseArguments(argv: readonly string[]): CliOptions | 'help' {
  const { values, positionals } = readArguments(argv);
  if (values.help === true) return 'help';
  const [file, ...more] = positionals;
  if (file === undefined)
    throw new CliError('Name a CSV file: npx @crmkit/match customers.csv (--help shows all options)', 2);
  if (more.length > 0) throw new CliError(`One file at a time, please; ${more.join(', ')} is one too many.`, 2);
  const { language = 'en', threshold, workers, out, id, source, model } = values;
  if (language !== 'en' && language !== 'zh') throw new CliError(`--language is en or zh, not ${language}.`, 2);
  return {
    file,
    language,
    kinds: Object.fromEntries((values.kind ?? []).map(readKind)),
    ...(threshold === undefined ? {} : { threshold: readThreshold(threshold) }),
    ...(workers === undefined ? {} : { workers: readWorkers(workers) }),
    ...(out === undefined ? {} : { out }),
    ...(id === undefined ? {} : { id }),
    ...(source === undefined ? {} : { source }),
    ...(model === undefined ? {} : { model }),
  };
}

function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        id: { type: 'string' },
        out: { type: 'string' },
        kind: { type: 'string', multiple: true },
        source: { type: 'string' },
        model: { type: 'string' },
        threshold: { type: 'string' },
        language: { type: 'string' },
        workers: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new CliError(`${(error as Error).message} (--help shows all options)`, 2);
  }
}

function readKind(text: string): readonly [string, ColumnKind] {
  const at = text.lastIndexOf('=');
  const kind = text.slice(at + 1);
  if (at < 1) throw new CliError(`--kind is written column=kind, not ${text}.`, 2);
  if (!columnKinds.includes(kind)) {
    throw new CliError(`${kind} is no kind; there are ${columnKinds.join(', ')}.`, 2);
  }
  return [text.slice(0, at), kind as ColumnKind];
}

function readThreshold(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1)) throw new CliError(`--threshold is a probability between 0 and 1, not ${text}.`, 2);
  return value;
}

function readWorkers(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 64) {
    throw new CliError(`--workers is a whole number from 1 to 64, not ${text}.`, 2);
  }
  return value;
}
