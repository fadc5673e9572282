import { parseArgs } from 'node:util';
import { sampleSchema } from '@crmkit/core/testing';
import { freshDatabase } from '@crmkit/devkit';
import { pgSession, postgresStorage } from '@crmkit/postgres';
import pg from 'pg';
import { findInChromium } from './find-in-chromium.js';
import {
  CASES_PER_SET,
  idsByClosures,
  idsByReference,
  idsByStorage,
  loadSet,
  makeCase,
  makeSet,
  type RandomCase,
} from './random-case.js';

// Random expressions mean the same in every engine: the reference evaluator, compiled closures, Postgres, and (for a
// part of them, as a browser is slower to ask) IndexedDB in Chromium. Any difference is printed and fails the run.
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '20240229' },
    browser: { type: 'string' },
  },
});
const cases = readCount(values.cases, '--cases');
const seed = readCount(values.seed, '--seed');
const inBrowser = Math.min(cases, values.browser === undefined ? 1000 : readCount(values.browser, '--browser'));
const SHOWN = 10;

const compared = { closures: 0, postgres: 0, indexeddb: 0 };
const differences: string[] = [];
let matched = 0;
let asked = 0;

console.log(`${cases} random expressions, seed ${seed}`);
const expected = await compareHere();
await compareChromium(expected);
report();

async function compareHere(): Promise<readonly (readonly string[])[]> {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  const storage = postgresStorage({ session: pgSession(pool) });
  await storage.open(sampleSchema);
  const ids: (readonly string[])[] = [];
  for (let start = 0; start < cases; start += CASES_PER_SET) {
    const set = makeSet(seed, start / CASES_PER_SET);
    await loadSet(storage, set);
    const indexes = Array.from({ length: Math.min(CASES_PER_SET, cases - start) }, (_, offset) => start + offset);
    await Promise.all(
      indexes.map(async (index) => {
        const one = makeCase(seed, index);
        const reference = idsByReference(one, set);
        ids[index] = reference;
        matched += reference.length;
        asked += set.rows[one.entity]?.length ?? 0;
        compare('closures', one, reference, idsByClosures(one, set));
        compare('postgres', one, reference, await idsByStorage(storage, one, set));
      }),
    );
    if ((start / CASES_PER_SET) % 20 === 19)
      console.log(`${start + indexes.length} of ${cases}, ${differences.length} differences`);
  }
  await storage.close();
  await pool.end();
  await database.drop();
  return ids;
}

async function compareChromium(reference: readonly (readonly string[])[]): Promise<void> {
  const found = await findInChromium(seed, inBrowser);
  for (const [index, ids] of found.entries()) compare('indexeddb', makeCase(seed, index), reference[index] ?? [], ids);
}

function compare(
  engine: keyof typeof compared,
  one: RandomCase,
  reference: readonly string[],
  found: readonly string[],
): void {
  compared[engine] += 1;
  if (JSON.stringify(reference) === JSON.stringify(found)) return;
  const missing = reference.filter((id) => !found.includes(id));
  const extra = found.filter((id) => !reference.includes(id));
  differences.push(
    `${engine}, seed ${one.seed}, ${one.entity}: missing ${JSON.stringify(missing)}, extra ${JSON.stringify(extra)}\n  ${JSON.stringify(one.expression)}\n  now ${one.query.now}, params ${JSON.stringify(one.query.params)}`,
  );
}

function report(): void {
  for (const text of differences.slice(0, SHOWN)) console.log(text);
  const share = ((100 * matched) / asked).toFixed(1);
  console.log(
    `compared with the reference: closures ${compared.closures}, postgres ${compared.postgres}, indexeddb ${compared.indexeddb}; ${share} % of the rows matched`,
  );
  console.log(`${differences.length} differences, seed ${seed}`);
  // An evaluator that says yes or no to everything would agree with itself.
  if (differences.length > 0 || matched === 0 || matched === asked || compared.indexeddb !== inBrowser)
    process.exitCode = 1;
}

function readCount(text: string, name: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`${name} expects a whole number, not ${text}.`);
  return count;
}
