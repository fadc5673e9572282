import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAll, readFromEachPosition } from '../testing/read-all.js';
import type { SqlQuery } from './from-sql.js';
import { fromSql } from './from-sql.js';

let database: PGlite;
let query: SqlQuery;
beforeAll(async () => {
  database = await PGlite.create();
  query = async (text, params) => (await database.query<{ [column: string]: unknown }>(text, [...params])).rows;
  await database.exec(`
    create table orders (id int primary key, customer text, amount numeric(12,2), price real, at timestamptz, day date, note text);
    create table lines (order_id int, no int, sku text, primary key (order_id, no));
    create table pairs (a text, b smallint, primary key (a, b));
    insert into orders select n, 'C' || n % 7, n / 3.0, 9.80000019, '2024-01-01 08:00:00.123456+08', '2024-02-29', null from generate_series(1, 25) n;
    insert into lines select n, m, 'S' || m from generate_series(1, 25) n, generate_series(1, n % 4) m;
    insert into pairs select chr(96 + n), m from generate_series(1, 3) n, generate_series(1, 5) m;
  `);
}, 60_000);
afterAll(() => database.close());

describe('SQL source', () => {
  it('reads every column as text, so that no driver setting and no float comes between', async () => {
    const [item] = await readAll(fromSql(query, 'select * from orders where id = $1', { key: 'id', params: [25] }));
    expect(item).toMatchObject({
      ok: true,
      at: 'id 25',
      row: { id: '25', customer: 'C4', amount: '8.33', price: '9.8', day: '2024-02-29', note: null },
    });
    expect(item?.ok && Date.parse(String(item.row.at))).toBe(Date.UTC(2024, 0, 1, 0, 0, 0, 123));
  });

  it('reads each row once, whatever the size of a page, and goes on behind any of them', async () => {
    const source = fromSql(query, 'select * from orders', {
      key: 'id',
      nested: { lines: { sql: 'select * from lines', key: 'order_id', orderBy: ['no'] } },
    });
    const all = await readAll(source);
    expect(all.map((item) => item.ok && Number(item.row.id))).toEqual(
      Array.from({ length: 25 }, (_, index) => index + 1),
    );
    expect(all.map((item) => item.ok && (item.row.lines as object[]).length)).toEqual(
      Array.from({ length: 25 }, (_, index) => (index + 1) % 4),
    );
    for (const batch of [1, 7, 25]) {
      expect(await readAll(source, { batch })).toEqual(all);
      for (const { before, after } of await readFromEachPosition(source, batch))
        expect([...before, ...after]).toEqual(all);
    }
  });

  it('pages along a key of several columns', async () => {
    const items = await readAll(fromSql(query, 'select * from pairs', { key: ['a', 'b'] }), { batch: 4 });
    expect(items.map((item) => item.at)).toEqual(
      ['a', 'b', 'c'].flatMap((a) => [1, 2, 3, 4, 5].map((b) => `a ${a}, b ${b}`)),
    );
  });

  it('says what is wrong with a statement, a key, a token', async () => {
    await expect(readAll(fromSql(query, 'select * from nowhere', { key: 'id' }))).rejects.toMatchObject({
      code: 'INVALID_SOURCE',
    });
    await expect(readAll(fromSql(query, 'select * from orders', { key: 'no' }))).rejects.toThrow('no column no');
    await expect(readAll(fromSql(query, 'select null::int as id', { key: 'id' }))).rejects.toThrow('null');
    await expect(
      readAll(fromSql(query, 'select * from orders', { key: 'id' }), { batch: 1, after: 3 }),
    ).rejects.toThrow('resume token');
    expect(() =>
      fromSql(query, 'select * from pairs', { key: ['a', 'b'], nested: { x: { sql: '', key: 'a', orderBy: [] } } }),
    ).toThrow('one column');
  });

  it('stops between pages when it is aborted', async () => {
    const controller = new AbortController();
    const read = fromSql(query, 'select * from orders', { key: 'id' }).read({ batch: 5, signal: controller.signal });
    const pages: number[] = [];
    await expect(async () => {
      for await (const { items } of read) {
        pages.push(items.length);
        controller.abort();
      }
    }).rejects.toThrow();
    expect(pages).toEqual([5]);
  });
});
