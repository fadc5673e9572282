// Storage contract beside raw `pg`: same server, same process, same tables, statements prepared alike, in turns.
// 20,000 customers of 16 fields; on the two-core machine of docs/architecture.md a round of all figures takes a minute.
import { freshDatabase, reportFigure } from '@crmkit/devkit';
import pg from 'pg';
import { pgSession, postgresStorage } from '../src/index.js';
import { benchSchema, benchWrite } from './bench-schema.js';
import { rawCommit } from './raw-commit.js';

const ROWS = 20_000;
const ROUNDS = 24;
const GETS = 400;
const PAGES = 4;
const BATCH = 1000;
const context = { tenant: 'bench' };
const cause = { command: 'bench', actor: 'bench', at: 1_700_000_000_000 };

const database = await freshDatabase();
const pool = new pg.Pool({ connectionString: database.url, max: 4 });
const storage = postgresStorage({ session: pgSession(pool) });
await storage.open(benchSchema);
for (let from = 0; from < ROWS; from += BATCH) {
  const numbers = Array.from({ length: BATCH }, (_, index) => from + index);
  await storage.commit(context, { writes: numbers.map(benchWrite), claims: [], cause });
}
await pool.query('vacuum analyze');

const idOf = (number: number): string => `pty_${String((number * 7919) % ROWS).padStart(9, '0')}`;

await compare('postgres get', 'reads/s', 0.7, GETS, {
  own: async (turn) => {
    for (let index = 0; index < GETS; index += 1) await storage.get(context, 'party', [idOf(turn * GETS + index)]);
  },
  raw: async (turn) => {
    const text = 'select * from crm.party where tenant = $1 and id = $2 and deleted_at is null';
    for (let index = 0; index < GETS; index += 1)
      await pool.query({ name: 'raw_get', text, values: ['bench', idOf(turn * GETS + index)] });
  },
});

await compare('postgres page of 1,000', 'rows/s', 0.7, PAGES * BATCH, {
  own: async () => {
    let cursor: string | null = null;
    for (let page = 0; page < PAGES; page += 1) {
      ({ cursor } = await storage.query(context, 'party', { limit: BATCH, cursor, now: 0 }));
    }
  },
  raw: async () => {
    const text = 'select * from crm.party where tenant = $1 and deleted_at is null and id > $2 order by id limit $3';
    let after = '';
    for (let page = 0; page < PAGES; page += 1) {
      const { rows } = await pool.query<{ id: string }>({ text, values: ['bench', after, BATCH] });
      after = rows.at(-1)?.id ?? '';
    }
  },
});

await compare('postgres commit of 1,000', 'records/s', 0.5, BATCH, {
  own: async (turn) => {
    const numbers = Array.from({ length: BATCH }, (_, index) => 1_000_000 + turn * BATCH + index);
    const claims = numbers.map((number) => ({
      key: `own:${number}`,
      holder: `pty_${number}`,
      expect: 'absent' as const,
    }));
    const result = await storage.commit(context, { writes: numbers.map(benchWrite), claims, cause });
    if (!result.ok) throw new Error(result.reason);
  },
  raw: async (turn) => {
    const numbers = Array.from({ length: BATCH }, (_, index) => 2_000_000 + turn * BATCH + index);
    await rawCommit(pool, numbers.map(benchWrite), cause);
  },
});

await storage.close();
await pool.end();
await database.drop();

interface Contest {
  own(turn: number): Promise<void>;
  raw(turn: number): Promise<void>;
}

/** Runs both in turns, each going first every other time, and compares the medians of their rounds. */
async function compare(name: string, unit: string, bar: number, amount: number, contest: Contest): Promise<void> {
  const times: { readonly own: number[]; readonly raw: number[] } = { own: [], raw: [] };
  for (let turn = -2; turn < ROUNDS; turn += 1) {
    for (const side of turn % 2 === 0 ? (['own', 'raw'] as const) : (['raw', 'own'] as const)) {
      const start = performance.now();
      await contest[side](turn + 2);
      // The first two rounds warm caches and prepared statements up.
      if (turn >= 0) times[side].push(performance.now() - start);
    }
  }
  const perSecond = (values: readonly number[]): number => (amount * 1000) / median(values);
  reportFigure({
    name,
    value: perSecond(times.own),
    unit,
    baseline: perSecond(times.raw),
    bar: { op: '>=', value: bar, of: 'ratio' },
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
