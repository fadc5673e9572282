// The pair stage (blocking, each candidate pair once, one level per field) on a million people, beside DuckDB with the
// same number of threads doing the same rules as one SQL statement over the same normalised texts.
//
// In DuckDB's favour: keys that are no SQL (phonetic ones, house number and street) stand ready in its table as numbers,
// comparisons that are no SQL cost it nothing, and its rows stay in DuckDB. The time of the engine includes making and
// hashing all keys, and handing the columns to its second thread.
import { createReadStream } from 'node:fs';
import { reportFigure } from '@crmkit/devkit';
import { dedupe } from '../src/dedupe.js';
import type { Stage } from '../src/pipeline/run-options.js';
import { Resolution } from '../src/resolution.js';
import { readCsv } from '../src/table/read-csv.js';
import type { Table } from '../src/table/table.js';
import { withoutColumns } from './data-set.js';
import { openDuckDb } from './duckdb-peer.js';
import { findPeopleFile } from './people-file.js';

const THREADS = 2;
const ROUNDS = 3;
/** The engine leaves out blocks with more records. */
const MOST_IN_BLOCK = 200;

const source = createReadStream(findPeopleFile(), { highWaterMark: 1 << 20 });
const table = withoutColumns(await readCsv(source, { plain: ['id'] }), ['cluster']);
const first = await runEngine(table);
const { set, resolved } = Resolution.partsOf(first.found);
const { rules, skippedKeys } = first.found.model.blocking;
const peer = await openDuckDb(set, rules, MOST_IN_BLOCK, skippedKeys, THREADS);
const own = [first.seconds];
const theirs: number[] = [];
let pairs = 0;
for (let round = 0; round < ROUNDS; round++) {
  const measured = await peer.run();
  theirs.push(measured.seconds);
  pairs = measured.pairs;
  if (round > 0) own.push((await runEngine(table)).seconds);
}
peer.close();
console.error(`# DuckDB ${peer.version}: ${pairs} pairs, ${theirs.map((seconds) => seconds.toFixed(2)).join(', ')} s`);
console.error(`# engine: ${resolved.pairs.length} pairs, ${own.map((seconds) => seconds.toFixed(2)).join(', ')} s`);
// Keys of the engine are hashes of 32 bits, so that a few of its pairs share a hash and no key.
if (Math.abs(resolved.pairs.length - pairs) > 0.005 * pairs) {
  throw new Error(`DuckDB compared ${pairs} pairs, the engine ${resolved.pairs.length}: the rules are not the same.`);
}
reportFigure({
  name: 'people 1,000,000: pair stage beside DuckDB',
  value: Math.min(...own),
  unit: 's',
  baseline: Math.min(...theirs),
  bar: { op: '<=', value: 0.5, of: 'ratio' },
});

async function runEngine(records: Table): Promise<{ readonly found: Resolution; readonly seconds: number }> {
  const starts = new Map<Stage, number>();
  const found = await dedupe(records, {
    id: 'id',
    workers: THREADS,
    onProgress: ({ stage }) => {
      if (!starts.has(stage)) starts.set(stage, performance.now());
    },
  });
  return { found, seconds: ((starts.get('learn') as number) - (starts.get('block') as number)) / 1000 };
}
