import { isCrmError } from '@crmkit/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { indexedDbStorage } from '../src/indexeddb-storage.js';
import { commitOf, create, testSchema } from './test-schema.js';

/** What this file uses of the Storage Buckets API: a bucket has a quota and an IndexedDB of its own. */
interface StorageBuckets {
  open(name: string, options: { readonly quota: number }): Promise<{ readonly indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
}

const { storageBuckets } = navigator as unknown as { readonly storageBuckets: StorageBuckets };
const bucketName = 'crmkit-quota-test';
const acme = { tenant: 'acme' };
let factory: IDBFactory;

beforeEach(async () => {
  await storageBuckets.delete(bucketName);
  factory = (await storageBuckets.open(bucketName, { quota: 2_000_000 })).indexedDB;
});
afterEach(() => storageBuckets.delete(bucketName));

it('ends in QUOTA when the storage is full, writes nothing of the batch, and still reads', async () => {
  const page = indexedDbStorage({ name: 'quota', indexedDB: factory });
  await page.open(testSchema);
  await page.commit(acme, commitOf(create('party', { id: 'p0', name: 'first' })));
  const long = 'x'.repeat(50_000);
  const writes = Array.from({ length: 200 }, (_, at) => create('party', { id: `p${at + 1}`, name: `${at} ${long}` }));
  await expect(page.commit(acme, commitOf(...writes))).rejects.toMatchObject({
    code: 'QUOTA',
    cause: { name: 'QuotaExceededError' },
  });
  expect((await page.query(acme, 'party', { limit: 10, now: 0 })).rows).toMatchObject([{ id: 'p0' }]);
  expect((await page.changes(acme, { after: null, limit: 10 })).checkpoint).toBe('1');
  await page.close();
});

it('ends in UNAVAILABLE when the browser throws the data away underneath, with the commit that was under way', async () => {
  const page = indexedDbStorage({ name: 'quota', indexedDB: factory, openTimeoutMs: 2_000 });
  await page.open(testSchema);
  await page.get(acme, 'party', ['p0']);
  const commits = Array.from({ length: 20 }, (_, at) =>
    page.commit(acme, commitOf(create('party', { id: `p${at}` }))).then(() => 'ok', codeOf),
  );
  await storageBuckets.delete(bucketName);
  expect(['ok', 'UNAVAILABLE']).toEqual(expect.arrayContaining(await Promise.all(commits)));
  expect(await page.get(acme, 'party', ['p0']).then(() => 'ok', codeOf)).toBe('UNAVAILABLE');
  await page.close();
});

function codeOf(error: unknown): string {
  return isCrmError(error) ? error.code : String(error);
}
