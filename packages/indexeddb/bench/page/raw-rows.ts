import type { Row } from '@crmkit/core';
import { cause, complete, open, type RawDatabase, settle, strict } from './raw-database.js';

/** Hand-written, the obvious way: a record, its three keys and a version with the image, each a row of its own. */
export async function openRawRows(): Promise<RawDatabase> {
  const database = await open('raw-rows', (made) => {
    for (const store of ['rec', 'key', 'version']) made.createObjectStore(store);
  });
  let number = 0;
  const write = (transaction: IDBTransaction, row: Row): void => {
    transaction.objectStore('rec').put(row, ['party', row.id]);
    for (const [name, value] of keysOf(row)) transaction.objectStore('key').put(0, ['party', name, ...value, row.id]);
    transaction.objectStore('version').put({ entity: 'party', id: row.id, op: 'put', row, cause }, ++number);
  };
  return {
    create(rows) {
      const transaction = database.transaction(['rec', 'key', 'version'], 'readwrite', strict);
      for (const row of rows) write(transaction, row);
      return complete(transaction);
    },
    async update(rows) {
      const transaction = database.transaction(['rec', 'key', 'version'], 'readwrite', strict);
      const present = await settle(
        rows.map(({ id }) => transaction.objectStore('rec').get(['party', id]) as IDBRequest<Row>),
      );
      for (const row of present) {
        for (const [name, value] of keysOf(row))
          transaction.objectStore('key').delete(['party', name, ...value, row.id]);
      }
      for (const row of rows) write(transaction, row);
      await complete(transaction);
    },
    async get(ids) {
      const store = database.transaction('rec').objectStore('rec');
      return (await settle(ids.map((id) => store.get(['party', id])))).length;
    },
    async pageByTime(limit) {
      const transaction = database.transaction(['key', 'rec']);
      const range = IDBKeyRange.bound(['party', 'createdAt'], ['party', 'createdAt', []]);
      const [keys] = await settle([transaction.objectStore('key').getAllKeys(range, limit) as IDBRequest<unknown[][]>]);
      const store = transaction.objectStore('rec');
      return (await settle((keys ?? []).map((key) => store.get(['party', key[3] as string])))).length;
    },
  };
}

function keysOf(row: Row): readonly (readonly [string, readonly (string | number)[]])[] {
  // The bench makes its rows itself, with these fields in them.
  const { city, score, name, createdAt } = row as unknown as {
    city: string;
    score: number;
    name: string;
    createdAt: number;
  };
  return [
    ['city', [city, score]],
    ['name', [name]],
    ['createdAt', [createdAt]],
  ];
}
