import type { Rev, Row } from '@crmkit/core';
import { indexedDbStorage } from '../../src/index.js';
import { cause, type RawDatabase } from './raw-database.js';
import { openRawPacked } from './raw-packed.js';
import { openRawRows } from './raw-rows.js';
import { benchSchema, sampleRow } from './sample-rows.js';

/** Rows per second, the median of the rounds: crmkit, hand-written rows, hand-written over crmkit's layout. */
export interface Speeds {
  readonly [name: string]: { readonly crmkit: number; readonly rows: number; readonly packed: number };
}

const BATCH = 1_000;
const SINGLES = 100;
const WARM_UP = 3;
const ROUNDS = 9;
const context = { tenant: 'acme' };

async function measure(): Promise<Speeds> {
  const sides = { crmkit: await openCrmkit(), rows: await openRawRows(), packed: await openRawPacked() };
  const batch = (round: number): readonly Row[] =>
    Array.from({ length: BATCH }, (_, at) => sampleRow(round * BATCH + at));
  const later = (row: Row): Row => ({ ...row, score: (Number(row.score) + 1) % 1_000 });
  const expectWhole = (found: number): void => {
    if (found !== BATCH) throw new Error(`${found} rows in place of ${BATCH}.`);
  };
  const ids = (round: number): readonly string[] => batch(round % WARM_UP).map(({ id }) => id);
  return {
    'commit of 1,000 new records': await compare(sides, (side, round) => side.create(batch(round))),
    'commit of 1,000 changes': await compare(sides, (side, round) => side.update(batch(round).map(later))),
    '100 commits of one new record': await compare(
      sides,
      async (side, round) => {
        for (const row of batch(100 + round).slice(0, SINGLES)) await side.create([row]);
      },
      SINGLES,
    ),
    'get of 1,000': await compare(sides, async (side, round) => expectWhole(await side.get(ids(round)))),
    'page of 1,000 by an index': await compare(sides, async (side) => expectWhole(await side.pageByTime(BATCH))),
  };
}

async function openCrmkit(): Promise<RawDatabase> {
  const storage = indexedDbStorage({ name: 'bench' });
  await storage.open(benchSchema);
  const revs = new Map<string, Rev>();
  const commit = async (rows: readonly Row[]): Promise<void> => {
    const writes = rows.map(
      (row) => ({ entity: 'party', id: row.id, op: 'put', expect: revs.get(row.id) ?? 'absent', row }) as const,
    );
    const result = await storage.commit(context, { writes, claims: [], cause });
    if (!result.ok) throw new Error(`The commit was refused: ${result.reason}.`);
    for (const [at, row] of rows.entries()) revs.set(row.id, result.revs[at] ?? '');
  };
  return {
    create: commit,
    update: commit,
    get: async (ids) => (await storage.get(context, 'party', ids)).filter((row) => row !== null).length,
    pageByTime: async (limit) =>
      (await storage.query(context, 'party', { sort: [{ path: ['createdAt'], direction: 'asc' }], limit, now: 0 })).rows
        .length,
  };
}

/** Runs the sides in turn, another one first each round, so that noise of the machine falls on all. */
async function compare(
  sides: { readonly [side in keyof Speeds[string]]: RawDatabase },
  run: (side: RawDatabase, round: number) => Promise<void>,
  rows: number = BATCH,
): Promise<Speeds[string]> {
  const names = ['crmkit', 'rows', 'packed'] as const;
  const times = { crmkit: [] as number[], rows: [] as number[], packed: [] as number[] };
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length] ?? 'crmkit';
      const start = performance.now();
      await run(sides[name], round);
      if (round >= WARM_UP) times[name].push(performance.now() - start);
    }
  }
  const rate = (spent: readonly number[]): number =>
    (rows * 1_000) / ([...spent].sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN);
  return { crmkit: rate(times.crmkit), rows: rate(times.rows), packed: rate(times.packed) };
}

Object.assign(globalThis, { measure });
