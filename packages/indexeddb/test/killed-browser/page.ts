import type { Storage } from '@crmkit/core';
import { indexedDbStorage } from '../../src/index.js';
import { cause, create, testSchema } from '../test-schema.js';

/** What the test asks a page to do. */
export interface KillPage {
  /** Commits batches without end from several sides at once, and logs `done <batch>` for each that was acknowledged. */
  write(round: number): Promise<void>;
  /** What is in the store. */
  read(): Promise<Contents>;
}

/** Contents of the store, as far as the promises are about it. */
export interface Contents {
  /** Records per batch. */
  readonly batches: { readonly [batch: string]: number };
  /** Batches whose claim is held. */
  readonly claimed: readonly string[];
  /** Numbers of the feed, in the order read. */
  readonly numbers: readonly number[];
}

/** Records per batch. */
const BATCH = 20;
const WRITERS = 4;
const context = { tenant: 'acme' };

async function openStorage(): Promise<Storage> {
  const storage = indexedDbStorage({ name: 'killed' });
  await storage.open(testSchema);
  return storage;
}

async function write(round: number): Promise<void> {
  const storage = await openStorage();
  const writeOn = async (writer: number): Promise<void> => {
    for (let turn = 0; ; turn++) {
      const batch = `${round}.${writer}.${turn}`;
      const writes = Array.from({ length: BATCH }, (_, at) => create('party', { id: `${batch}.${at}`, city: batch }));
      const result = await storage.commit(context, {
        writes,
        claims: [{ key: batch, holder: batch, expect: 'absent' }],
        cause,
      });
      if (result.ok) console.log(`done ${batch}`);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => writeOn(writer)));
}

async function read(): Promise<Contents> {
  const storage = await openStorage();
  const batches: Record<string, number> = {};
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Storage['query']>> = await storage.query(context, 'party', {
      limit: 1_000,
      cursor,
      now: 0,
    });
    for (const { city } of page.rows) batches[String(city)] = (batches[String(city)] ?? 0) + 1;
    cursor = page.cursor;
  } while (cursor !== null);
  const names = Object.keys(batches);
  const claims = await storage.get(context, '$claim', names);
  const numbers: number[] = [];
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<Storage['changes']>> = await storage.changes(context, { after, limit: 5_000 });
    if (page.changes.length === 0) break;
    for (const { number } of page.changes) numbers.push(number);
    after = page.checkpoint;
  }
  await storage.close();
  return { batches, claimed: names.filter((_, at) => claims[at] !== null), numbers };
}

Object.assign(globalThis, { write, read } satisfies KillPage);
