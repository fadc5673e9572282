// Reading a million people from CSV, ten columns, into ids of distinct texts, one column of record ids kept plain.
// Beside it udsv, a fast CSV parser from npm: once alone, which makes strings of the fields and interns nothing, and once
// with a Map for each column, which gives the same ids. They read the same file in the same run, by turns; the time is
// that of the processor in this process, so that what else the machine does weighs less.
import { createReadStream } from 'node:fs';
import { reportFigure } from '@crmkit/devkit';
import { type BaseParse, inferSchema, initParser, type Parser } from 'udsv';
import { readCsv } from '../src/table/read-csv.js';
import { findPeopleFile } from './people-file.js';

const ROUNDS = 3;
const path = findPeopleFile();

if (path === null) {
  console.error('# no people file: set PEOPLE_CSV');
  process.exit(1);
}

const best = { own: Number.POSITIVE_INFINITY, wall: Number.POSITIVE_INFINITY };
const peers = { parse: Number.POSITIVE_INFINITY, intern: Number.POSITIVE_INFINITY };
let rows = 0;
let growth = 0;
for (let round = 0; round < ROUNDS; round++) {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const own = await measure(readOwn);
  if (round === 0) growth = process.memoryUsage.rss() - before;
  best.own = Math.min(best.own, own.processor);
  best.wall = Math.min(best.wall, own.wall);
  peers.parse = Math.min(peers.parse, (await measure(() => readPeer(() => {}))).processor);
  peers.intern = Math.min(peers.intern, (await measure(internPeer)).processor);
}
const perSecond = (milliseconds: number): number => rows / milliseconds / 1000;
const unit = 'million rows/s of processor time';
const bar = (op: '<=' | '>=', value: number, of: 'ratio' | 'value') => ({ op, value, of });
const own = perSecond(best.own);
reportFigure({
  name: 'table.read-csv',
  value: own,
  unit,
  baseline: perSecond(peers.intern),
  bar: bar('>=', 2, 'ratio'),
});
reportFigure({
  name: 'table.read-csv.beside-parsing-alone',
  value: own,
  unit,
  baseline: perSecond(peers.parse),
  bar: bar('>=', 0.3, 'ratio'),
});
reportFigure({ name: 'table.read-csv.wall', value: best.wall / 1000, unit: 's', bar: bar('<=', 2.5, 'value') });
reportFigure({ name: 'table.read-csv.memory', value: growth / 1e6, unit: 'MB more', bar: bar('<=', 450, 'value') });

async function measure(read: () => Promise<void>): Promise<{ readonly processor: number; readonly wall: number }> {
  const start = performance.now();
  const used = process.cpuUsage();
  await read();
  const { user, system } = process.cpuUsage(used);
  return { processor: (user + system) / 1000, wall: performance.now() - start };
}

async function readOwn(): Promise<void> {
  const table = await readCsv(createReadStream(path as string, { highWaterMark: 1 << 20 }), { plain: ['id'] });
  rows = table.length;
}

async function readPeer(take: (row: readonly string[]) => void): Promise<void> {
  const stream = createReadStream(path as string, { highWaterMark: 1 << 20, encoding: 'utf8' });
  let parser: Parser | null = null;
  let count = 0;
  const takeRow = (row: unknown): void => {
    count++;
    take(row as string[]);
  };
  for await (const chunk of stream as AsyncIterable<string>) {
    parser ??= initParser(inferSchema(chunk));
    // Its types do not let one method be an argument of the other.
    parser.chunk(chunk, parser.stringArrs as BaseParse<unknown>, takeRow);
  }
  parser?.end();
  if (count !== rows) throw new Error(`The peer found ${count} rows, not ${rows}.`);
}

async function internPeer(): Promise<void> {
  const columns = Array.from({ length: 10 }, () => ({ ids: [] as number[], known: new Map<string, number>() }));
  await readPeer((row) => {
    for (let column = 0; column < columns.length; column++) {
      const { ids, known } = columns[column] as (typeof columns)[number];
      const text = row[column] ?? '';
      let id = known.get(text);
      if (id === undefined) {
        id = known.size;
        // The record ids of the first column are all different: kept, not interned, as in the reader beside it.
        if (column > 0) known.set(text, id);
      }
      ids.push(id);
    }
  });
}
