// Records one by one beside a run over all of them: a model is learned from 900,000 made-up people, they are loaded,
// 100,000 more are added one by one, and the clusters are compared with those of a batch over the million under the same
// model. Then records of the million, each with a change, are asked for one by one.
import { readFileSync } from 'node:fs';
import { reportFigure } from '@crmkit/devkit';
import { dedupe } from '../src/dedupe.js';
import { createResolver } from '../src/resolver/create-resolver.js';
import type { Row } from '../src/source.js';
import { readCsv } from '../src/table/read-csv.js';
import { findPeopleFile } from './people-file.js';

const FIRST = 900_000;
const MORE = 100_000;
const QUESTIONS = 5_000;
const WARM_UP = 500;

const path = findPeopleFile();

const bytes = readFileSync(path);
const headerEnd = bytes.indexOf(10) + 1;
const cut = findLine(FIRST);
const head = bytes.subarray(0, cut);
const tail = Buffer.concat([bytes.subarray(0, headerEnd), bytes.subarray(cut, findLine(FIRST + MORE))]);
const all = bytes.subarray(0, findLine(FIRST + MORE));
const options = { id: 'id', kinds: { cluster: 'ignore' } } as const;

const { model } = await dedupe({ csv: head }, options);
// As it comes back from a file.
const resolver = await createResolver(JSON.parse(JSON.stringify(model)));
const loadStart = performance.now();
await resolver.addAll({ csv: head });
console.error(`# resolver: ${FIRST} records loaded in ${((performance.now() - loadStart) / 1000).toFixed(1)} s`);

const rows = await readRowsOf(tail);
const addStart = performance.now();
const slowest = new Float64Array(rows.length);
rows.forEach((row, at) => {
  const start = performance.now();
  resolver.add(row);
  slowest[at] = performance.now() - start;
});
const addSeconds = (performance.now() - addStart) / 1000;

const { recordBytes, keyBytes, edgeBytes, clusterBytes, records } = resolver.memory;
const batch = await dedupe({ csv: all }, { ...options, model });
let unequal = records === FIRST + MORE ? 0 : 1;
for (const cluster of batch.clusters({ least: 1 })) {
  const own = resolver.clusterOf(cluster.records[0] as string)?.records ?? [];
  if (own.length !== cluster.records.length || own.toSorted().join() !== cluster.records.toSorted().join()) unequal++;
}

const step = Math.floor(rows.length / (QUESTIONS + WARM_UP));
const times = new Float64Array(QUESTIONS);
let found = 0;
for (let question = 0; question < QUESTIONS + WARM_UP; question++) {
  const row = change(rows[question * step] as Row, question);
  const start = performance.now();
  const answer = resolver.find(row);
  const time = performance.now() - start;
  if (question >= WARM_UP) times[question - WARM_UP] = time;
  if (answer.length > 0) found++;
}
times.sort();
slowest.sort();
console.error(
  `# resolver: ${found} of ${QUESTIONS + WARM_UP} found; slowest find ${times.at(-1)?.toFixed(1)} ms; ` +
    `add p99 ${slowest[Math.floor(slowest.length * 0.99)]?.toFixed(2)} ms, slowest ${slowest.at(-1)?.toFixed(1)} ms; ` +
    `${unequal} clusters unequal`,
);

const bar = (op: '<=' | '>=', value: number) => ({ op, value, of: 'value' }) as const;
reportFigure({ name: 'resolver.find.p50', value: times[QUESTIONS / 2] as number, unit: 'ms', bar: bar('<=', 1) });
reportFigure({
  name: 'resolver.find.p99',
  value: times[Math.floor(QUESTIONS * 0.99)] as number,
  unit: 'ms',
  bar: bar('<=', 8),
});
reportFigure({ name: 'resolver.add', value: rows.length / addSeconds, unit: 'records/s', bar: bar('>=', 1000) });
reportFigure({
  name: 'resolver.equals-batch',
  value: unequal === 0 ? 1 : 0,
  unit: '1 when clusters are equal',
  bar: bar('>=', 1),
});
reportFigure({
  name: 'resolver.memory',
  value: (recordBytes + keyBytes + edgeBytes + clusterBytes) / records,
  unit: 'bytes/record',
  bar: bar('<=', 700),
});

/** Where the line after so many rows begins. */
function findLine(count: number): number {
  let at = headerEnd;
  for (let row = 0; row < count && at < bytes.length; row++) {
    const end = bytes.indexOf(10, at);
    at = end < 0 ? bytes.length : end + 1;
  }
  return at;
}

async function readRowsOf(csv: Uint8Array): Promise<readonly Row[]> {
  const { length, columns } = await readCsv(csv);
  return Array.from({ length }, (_, row) =>
    Object.fromEntries(columns.map(({ name, ids, dictionary }) => [name, dictionary.text(ids[row] as number)])),
  );
}

/** The row of somebody who comes back with one letter less in a name or without a phone. */
function change({ id: _, ...row }: Row, question: number): Row {
  if (question % 3 === 0) return { ...row, phone: '' };
  const name = question % 3 === 1 ? 'surname' : 'first_name';
  return { ...row, [name]: String(row[name]).slice(0, -1) };
}
