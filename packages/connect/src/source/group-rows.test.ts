import { describe, expect, it } from 'vitest';
import { readAll, readFromEachPosition } from '../testing/read-all.js';
import { fromIterable } from './from-iterable.js';
import { groupRows } from './group-rows.js';

const rows = (...keys: readonly (string | null)[]) => keys.map((order, line) => ({ order, line }));
const grouped = (input: readonly object[]) => groupRows(fromIterable(input as never), { key: 'order', into: 'lines' });

describe('grouping flat rows', () => {
  it('makes one row of each run, across batches', async () => {
    for (const batch of [1, 2, 3, 100]) {
      const items = await readAll(grouped(rows('a', 'a', 'b', 'c', 'c', 'c')), { batch });
      expect(items.map((item) => item.ok && [item.row.order, (item.row.lines as object[]).length])).toEqual([
        ['a', 2],
        ['b', 1],
        ['c', 3],
      ]);
    }
  });

  it('reports a row without key and goes on', async () => {
    const items = await readAll(grouped(rows('a', null, 'b')));
    expect(items.map(({ ok }) => ok)).toEqual([false, true, true]);
  });

  it('refuses a key that comes back, because half an order would replace the other half', async () => {
    await expect(readAll(grouped(rows('a', 'b', 'a')))).rejects.toMatchObject({ code: 'INVALID_SOURCE' });
  });

  it('goes on behind any batch without losing a row of the open group', async () => {
    const input = rows('a', 'b', 'b', 'c', 'd', 'd', 'd', 'd', 'e', 'f', 'f', 'g');
    const all = await readAll(grouped(input));
    for (const batch of [1, 2, 3, 5]) {
      for (const { before, after } of await readFromEachPosition(grouped(input), batch))
        expect([...before, ...after]).toEqual(all);
    }
  });

  it('refuses the token of another kind of source', async () => {
    await expect(readAll(grouped(rows('a')), { batch: 1, after: 7 })).rejects.toMatchObject({ code: 'INVALID_SOURCE' });
  });
});
