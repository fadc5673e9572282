import { isCrmError } from '@crmkit/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { databaseNames, type TestDatabases, testDatabases } from './databases.js';
import { commitOf, create, testSchema } from './test-schema.js';

const acme = { tenant: 'acme' };
let databases: TestDatabases;

beforeEach(() => {
  databases = testDatabases();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await databases.dispose();
});

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no error';
  } catch (error) {
    if (!isCrmError(error)) throw error;
    return error.code;
  }
}

describe('across pages and restarts', () => {
  it('keeps records, feed and checkpoints over close and open', async () => {
    const first = databases.page();
    await first.open(testSchema);
    await first.commit(acme, {
      ...commitOf(create('party', { id: 'p1', name: 'Acme' })),
      checkpoints: [{ subscriber: 's', expect: null, next: '7' }],
    });
    await first.close();
    const second = databases.page();
    await second.open(testSchema);
    expect(await second.get(acme, 'party', ['p1'])).toMatchObject([{ id: 'p1', name: 'Acme' }]);
    expect(await second.get(acme, '$checkpoint', ['s'])).toMatchObject([{ id: 's', checkpoint: '7' }]);
    expect((await second.changes(acme, { after: null, limit: 10 })).changes).toMatchObject([
      { number: 1, op: 'put', row: { name: 'Acme' } },
    ]);
  });

  it('lets exactly one of two pages win a record, and numbers the feed without a gap', async () => {
    const pages = [databases.page(), databases.page()];
    for (const page of pages) await page.open(testSchema);
    await pages[0]?.commit(acme, commitOf(create('party', { id: 'p1', score: 0 })));
    const [row] = (await pages[0]?.get(acme, 'party', ['p1'])) ?? [];
    const attempts = Array.from({ length: 40 }, (_, at) =>
      pages[at % 2]?.commit(
        acme,
        commitOf({
          entity: 'party',
          id: 'p1',
          op: 'put',
          expect: row?.rev ?? '',
          row: { id: 'p1', rev: '', score: at },
        }),
      ),
    );
    const results = await Promise.all(attempts);
    expect(results.filter((result) => result?.ok)).toHaveLength(1);
    const { changes } = (await pages[1]?.changes(acme, { after: null, limit: 100 })) ?? { changes: [] };
    expect(changes.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('sees at once what another page committed', async () => {
    const [one, two] = [databases.page(), databases.page()];
    await Promise.all([one.open(testSchema), two.open(testSchema)]);
    await two.get(acme, 'party', ['p1']);
    await one.commit(acme, commitOf(create('party', { id: 'p1', city: 'Taipei' })));
    expect(await two.get(acme, 'party', ['p1'])).toMatchObject([{ city: 'Taipei' }]);
  });
});

describe('a newer version of the application', () => {
  const newer = { ...testSchema, version: 2 };

  it('makes the older page step aside, and refuses it from then on', async () => {
    const old = databases.page();
    await old.open(testSchema);
    await old.commit(acme, commitOf(create('party', { id: 'p1' })));
    const page = databases.page();
    await page.open(newer);
    expect(await page.get(acme, 'party', ['p1'])).toMatchObject([{ id: 'p1' }]);
    expect(await codeOf(old.get(acme, 'party', ['p1']))).toBe('SCHEMA_TOO_NEW');
    expect(await codeOf(databases.page().open(testSchema))).toBe('SCHEMA_TOO_NEW');
  });

  it('tells the host who blocks it, and ends in a typed error when nobody moves', async () => {
    const old = databases.page();
    await old.open(testSchema);
    await old.get(acme, 'party', ['p1']);
    await old.close();
    const [name] = (await databaseNames(databases.name)).filter((found) => found.endsWith('acme'));
    // A page of another library version that ignores `versionchange`.
    const stubborn = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name ?? '');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const told = vi.fn();
    const page = databases.page({ onBlocked: told, openTimeoutMs: 300 });
    await page.open(newer);
    expect(await codeOf(page.get(acme, 'party', ['p1']))).toBe('UNAVAILABLE');
    expect(told).toHaveBeenCalledWith({ database: name, oldVersion: 1, newVersion: 2 });
    stubborn.close();
    await vi.waitFor(async () => expect(await page.get(acme, 'party', ['p1'])).toEqual([null]), { timeout: 5_000 });
  });

  it('finds old records through an index that the new version declares, and keeps the keys of the host', async () => {
    const bare = {
      ...testSchema,
      entities: { ...testSchema.entities, party: { ...testSchema.entities.party, indexes: [] } },
    } as typeof testSchema;
    const old = databases.page();
    await old.open(bare);
    const writes = Array.from({ length: 1_200 }, (_, at) =>
      create('party', { id: `p${String(at).padStart(4, '0')}`, city: at % 3 === 0 ? 'Taipei' : 'Tainan', score: at }),
    );
    await old.commit(
      acme,
      commitOf(...writes.map((write) => ({ ...write, keys: [{ name: 'token', value: write.id }] }))),
    );
    const page = databases.page();
    await page.open(newer);
    const where = {
      op: 'eq',
      left: { op: 'field', path: ['city'] },
      right: { op: 'lit', type: 'keyword', value: 'Taipei' },
    } as const;
    const found = await page.query(acme, 'party', {
      where,
      sort: [{ path: ['score'], direction: 'desc' }],
      limit: 3,
      now: 0,
    });
    expect(found.rows.map(({ score }) => score)).toEqual([1197, 1194, 1191]);
    await page.close();
    expect(await keyCount(databases.name, 'party\0key\0token')).toBe(1_200);
  });
});

describe('when the browser fails', () => {
  it('opens the database once more when the connection was lost', async () => {
    const page = databases.page();
    await page.open(testSchema);
    await page.commit(acme, commitOf(create('party', { id: 'p1' })));
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('The database connection is closing.', 'InvalidStateError');
    });
    expect(await page.get(acme, 'party', ['p1'])).toMatchObject([{ id: 'p1' }]);
  });

  it('ends in UNAVAILABLE when the connection stays lost, the vendor error as cause', async () => {
    const page = databases.page();
    await page.open(testSchema);
    const lost = new DOMException('Internal error.', 'UnknownError');
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw lost;
    });
    await expect(page.get(acme, 'party', ['p1'])).rejects.toMatchObject({ code: 'UNAVAILABLE', cause: lost });
  });

  it('undoes a commit whose signal fires, and says so', async () => {
    const page = databases.page();
    await page.open(testSchema);
    await page.get(acme, 'party', ['p0']);
    const controller = new AbortController();
    const writes = Array.from({ length: 500 }, (_, at) => create('party', { id: `p${at}` }));
    // The signal fires while the transaction is open: when its first answer comes.
    const { get } = IDBObjectStore.prototype;
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementationOnce(function (this: IDBObjectStore, key) {
      const request = get.call(this, key);
      request.addEventListener('success', () => controller.abort());
      return request;
    });
    const commit = page.commit({ ...acme, signal: controller.signal }, commitOf(...writes));
    expect(await codeOf(commit)).toBe('ABORTED');
    expect(controller.signal.aborted).toBe(true);
    expect((await page.query(acme, 'party', { limit: 1, now: 0 })).rows).toEqual([]);
    expect((await page.changes(acme, { after: null, limit: 1 })).changes).toEqual([]);
  });

  it('refuses calls after close', async () => {
    const page = databases.page();
    expect(await codeOf(page.get(acme, 'party', ['p1']))).toBe('CLOSED');
    await page.open(testSchema);
    await page.close();
    expect(await codeOf(page.get(acme, 'party', ['p1']))).toBe('CLOSED');
    expect(await codeOf(page.open(testSchema))).toBe('CLOSED');
  });
});

describe('how data lies', () => {
  it('commits with strict durability unless told otherwise', async () => {
    const spy = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const strict = databases.page();
    await strict.open(testSchema);
    await strict.commit(acme, commitOf(create('party', { id: 'p1' })));
    expect(spy.mock.lastCall?.slice(1)).toEqual(['readwrite', { durability: 'strict' }]);
    const relaxed = databases.page({ durability: 'relaxed' });
    await relaxed.open(testSchema);
    await relaxed.commit(acme, commitOf(create('party', { id: 'p2' })));
    expect(spy.mock.lastCall?.slice(1)).toEqual(['readwrite', { durability: 'relaxed' }]);
  });

  it('gives every tenant and every user a database of their own', async () => {
    for (const [user, tenant] of [
      ['u1', 'acme'],
      ['u1', 'globex'],
      ['u2', 'acme'],
    ] as const) {
      const page = databases.page({ user });
      await page.open(testSchema);
      await page.commit({ tenant }, commitOf(create('party', { id: 'p1', name: `${user} of ${tenant}` })));
    }
    expect(await databaseNames(databases.name)).toEqual(
      ['u1', 'u1/acme', 'u1/globex', 'u2', 'u2/acme'].map((part) => `crmkit/${databases.name}/${part}`),
    );
    const page = databases.page({ user: 'u2' });
    await page.open(testSchema);
    expect(await page.get({ tenant: 'acme' }, 'party', ['p1'])).toMatchObject([{ name: 'u2 of acme' }]);
    expect(await page.get({ tenant: 'globex' }, 'party', ['p1'])).toEqual([null]);
  });

  it('leaves no trace of an erased record in any store', async () => {
    const page = databases.page();
    await page.open(testSchema);
    const secret = 'Nobody-Knows-Me';
    await page.commit(
      acme,
      commitOf({ ...create('party', { id: 'p1', name: secret }), keys: [{ name: 'token', value: secret }] }),
    );
    const [first] = await page.get(acme, 'party', ['p1']);
    await page.commit(
      acme,
      commitOf({
        entity: 'party',
        id: 'p1',
        op: 'put',
        expect: first?.rev ?? '',
        row: { id: 'p1', rev: '', name: `${secret} II` },
      }),
    );
    const [second] = await page.get(acme, 'party', ['p1']);
    await page.commit(acme, commitOf({ entity: 'party', id: 'p1', op: 'erase', expect: second?.rev ?? '' }));
    await page.close();
    const dump = await dumpDatabase(databases.name);
    expect(dump).toContain('"p1"');
    expect(dump).not.toContain(secret);
    expect(await keyCount(databases.name, 'party')).toBe(0);
  });
});

async function openTenant(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(`crmkit/${name}//acme`);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function readAll<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Everything in the tenant's database as text, binary keys decoded. */
async function dumpDatabase(name: string): Promise<string> {
  const database = await openTenant(name);
  const decoder = new TextDecoder();
  const parts: string[] = [];
  for (const store of database.objectStoreNames) {
    const source = database.transaction(store).objectStore(store);
    const [keys, values] = await Promise.all([readAll(source.getAllKeys()), readAll(source.getAll())]);
    parts.push(
      JSON.stringify([keys, values], (_, value: unknown) =>
        value instanceof Uint8Array || value instanceof ArrayBuffer ? decoder.decode(value) : value,
      ),
    );
  }
  database.close();
  return parts.join('\n');
}

/** How many look-up keys begin with a text. */
async function keyCount(name: string, prefix: string): Promise<number> {
  const database = await openTenant(name);
  const from = new TextEncoder().encode(prefix);
  const until = new TextEncoder().encode(`${prefix}\u{10FFFF}`);
  const count = await readAll(
    database.transaction('rec').objectStore('rec').index('key').count(IDBKeyRange.bound(from, until)),
  );
  database.close();
  return count;
}
