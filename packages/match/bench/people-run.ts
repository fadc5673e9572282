// One run over a file of people in a process of its own, so that memory and time are those of the engine alone. Writes
// one line of JSON: what the run took, and after that, outside the measurement, how right it was.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { dedupe } from '../src/dedupe.js';
import type { Stage } from '../src/pipeline/run-options.js';
import { readCsv } from '../src/table/read-csv.js';
import { textsOf } from './data-set.js';
import { type Evaluation, evaluate } from './evaluate.js';

/** What a run took and how right it was. */
export interface PeopleRun {
  readonly wallSeconds: number;
  readonly processorSeconds: number;
  /** Peak of the resident memory. */
  readonly gigabytes: number;
  /** Seconds from the start of each stage to that of the next. */
  readonly stages: readonly (readonly [Stage, number])[];
  /** Of the cluster of every record. */
  readonly hash: string;
  readonly rules: readonly string[];
  readonly evaluation: Evaluation;
}

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('The path of the CSV file is missing.');

const open = (): AsyncIterable<Uint8Array> => createReadStream(path, { highWaterMark: 4 << 20 });
const stages: [Stage, number][] = [];
const start = performance.now();
const found = await dedupe(
  { csv: open() },
  {
    id: 'id',
    // The truth is in the file; nothing else is said of its columns.
    kinds: { cluster: 'ignore' },
    onProgress: ({ stage }) => {
      if (stages.at(-1)?.[0] !== stage) stages.push([stage, performance.now()]);
    },
  },
);
const clusters: string[] = [];
for (const { cluster } of found.assignments()) clusters.push(cluster);
const end = performance.now();
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const assigned = createHash('sha256').update(clusters.join('\n'));
const count = clusters.length;

const truth = textsOf(await readCsv(open(), { columns: ['cluster'] }), 'cluster');
if (truth.length !== count) throw new Error(`${count} records were assigned, the file has ${truth.length}.`);
const run: PeopleRun = {
  wallSeconds: (end - start) / 1000,
  processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
  gigabytes: (maxRSS * 1024) / 1e9,
  stages: stages.map(([stage, at], index) => [stage, ((stages[index + 1]?.[1] ?? end) - at) / 1000]),
  hash: assigned.digest('hex').slice(0, 16),
  rules: found.model.blocking.rules.map(({ id }) => id),
  evaluation: evaluate(found, truth),
};
console.log(JSON.stringify(run));
