import type { Row } from '@crmkit/core';
import { cause, complete, open, type RawDatabase, settle, strict } from './raw-database.js';

interface Entry {
  readonly r: Row;
  readonly n: number;
  readonly k: readonly Uint8Array<ArrayBuffer>[];
}

const encoder = new TextEncoder();

/** Hand-written over the layout of crmkit itself: what is left is the price of checks, encoding and the contract. */
export async function openRawPacked(): Promise<RawDatabase> {
  const database = await open('raw-packed', (made) => {
    made.createObjectStore('rec').createIndex('key', 'k', { multiEntry: true });
    for (const store of ['image', 'version', 'meta']) made.createObjectStore(store);
  });
  const writeVersion = (transaction: IDBTransaction, rows: readonly Row[], last: number): void => {
    let number = last;
    for (let at = 0; at < rows.length; at += 256) {
      const changes = rows.slice(at, at + 256).map(({ id }) => ({ e: 'party', o: 'put', i: id }));
      number += changes.length;
      transaction.objectStore('version').put({ cause, changes }, number);
    }
    transaction.objectStore('meta').put(number, 'counter');
  };
  // Several pages number one feed, so the last number is read in the transaction that gives the next.
  const readCounter = async (transaction: IDBTransaction): Promise<number> =>
    (await settle<number | undefined>([transaction.objectStore('meta').get('counter')]))[0] ?? 0;
  const entryOf = (row: Row, last: number): Entry => ({ r: row, n: last + 1, k: keysOf(row) });
  return {
    async create(rows) {
      const transaction = database.transaction(['rec', 'version', 'meta'], 'readwrite', strict);
      const last = await readCounter(transaction);
      for (const row of rows) transaction.objectStore('rec').add(entryOf(row, last), bytes('party', row.id));
      writeVersion(transaction, rows, last);
      await complete(transaction);
    },
    async update(rows) {
      const transaction = database.transaction(['rec', 'image', 'version', 'meta'], 'readwrite', strict);
      const last = await readCounter(transaction);
      const store = transaction.objectStore('rec');
      const present = await settle(rows.map(({ id }) => store.get(bytes('party', id)) as IDBRequest<Entry>));
      for (const { r, n } of present) transaction.objectStore('image').put({ r, n }, bytes('party', r.id, String(n)));
      for (const row of rows) store.put(entryOf(row, last), bytes('party', row.id));
      writeVersion(transaction, rows, last);
      await complete(transaction);
    },
    async get(ids) {
      const store = database.transaction('rec').objectStore('rec');
      return (await settle(ids.map((id) => store.get(bytes('party', id))))).length;
    },
    async pageByTime(limit) {
      const index = database.transaction('rec').objectStore('rec').index('key');
      const [entries] = await settle([
        index.getAll(IDBKeyRange.bound(bytes('party', 'createdAt', ''), bytes('party', 'createdAt\u0001')), limit),
      ]);
      return entries?.length ?? 0;
    },
  };
}

function keysOf(row: Row): Entry['k'] {
  return [
    bytes('party', 'city', String(row.city), String(row.score), row.id),
    bytes('party', 'name', String(row.name), row.id),
    bytes('party', 'createdAt', String(row.createdAt), row.id),
  ];
}

function bytes(...parts: readonly string[]): Uint8Array<ArrayBuffer> {
  return encoder.encode(parts.join('\0'));
}
