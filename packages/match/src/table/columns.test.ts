import { createRandom } from '@crmkit/core/testing';
import { describe, expect, it } from 'vitest';
import { canonicalColumn } from './canonical-column.js';
import type { Column } from './dictionary.js';
import { GrowingDictionary } from './growing-dictionary.js';
import { joinColumns } from './join-columns.js';
import { readRows } from './read-rows.js';
import { findColumn } from './table.js';

const textsOf = ({ ids, dictionary }: Column): string[] => Array.from(ids, (id) => dictionary.text(id));

async function columnsOf(rows: readonly Record<string, string>[]): Promise<readonly Column[]> {
  return (await readRows(rows)).columns;
}

describe('canonicalColumn', () => {
  it('normalises each distinct text once, and lets texts that become equal share an id', async () => {
    const [raw] = await columnsOf(['Ada', 'ADA', ' ada', 'Bob', '?', '', 'Ada'].map((name) => ({ name })));
    const asked: string[] = [];
    const column = canonicalColumn(raw as Column, 'forename', (text) => {
      asked.push(text);
      return text === '?' ? '' : text.toLowerCase();
    });
    expect(asked).toEqual(['Ada', 'ADA', 'ada', 'Bob', '?']);
    expect(column.name).toBe('forename');
    expect(textsOf(column)).toEqual(['ada', 'ada', 'ada', 'bob', '', '', 'ada']);
    expect([...column.dictionary.counts]).toEqual([2, 4, 1]);
    expect(column.dictionary.size).toBe(3);
  });

  it('takes in another column, with the same ids for the same texts', async () => {
    const [a] = await columnsOf([{ name: 'Ada' }, { name: 'Bob' }]);
    const [b] = await columnsOf([{ name: '王' }, { name: 'BOB' }]);
    const dictionary = new GrowingDictionary();
    const lower = (text: string): string => text.toLowerCase();
    const left = canonicalColumn(a as Column, 'name', lower, { dictionary });
    const right = canonicalColumn(b as Column, 'name', lower, { dictionary });
    expect([...left.ids, ...right.ids]).toEqual([1, 2, 3, 2]);
    expect([...dictionary.counts.subarray(0, 4)]).toEqual([0, 1, 2, 1]);
  });
});

describe('joinColumns', () => {
  it('joins each combination once, and none where all are absent', async () => {
    const columns = await columnsOf([
      { number: '7', road: 'High St' },
      { number: '', road: 'High St' },
      { number: '', road: '' },
      { number: '7', road: 'High St' },
    ]);
    let asked = 0;
    const joined = joinColumns(columns, 'street', (parts) => {
      asked++;
      return parts.filter((part) => part !== '').join(' ');
    });
    expect(asked).toBe(2);
    expect(textsOf(joined)).toEqual(['7 High St', 'High St', '', '7 High St']);
    expect([...joined.dictionary.counts]).toEqual([1, 2, 1]);
  });

  it('gives what joining row by row gives', async () => {
    const random = createRandom(3);
    const rows = Array.from({ length: 5000 }, () => ({
      a: `${random.integer(0, 60)}`,
      b: random.chance(0.2) ? '' : `${random.integer(0, 60)}`,
      c: random.pick(['', '王', 'x']),
    }));
    const joined = joinColumns(await columnsOf(rows), 'all', (parts) => parts.join('|'));
    expect(textsOf(joined)).toEqual(rows.map(({ a, b, c }) => `${a}|${b}|${c}`));
  });

  it('refuses columns of different lengths, and none', async () => {
    const [short] = await columnsOf([{ a: '1' }]);
    const [long] = await columnsOf([{ a: '1' }, { a: '2' }]);
    expect(() => joinColumns([short, long] as Column[], 'x', String)).toThrow(/same number of rows/);
    expect(() => joinColumns([], 'x', String)).toThrow(/one or more/);
  });
});

describe('readRows', () => {
  it('reads texts, numbers, booleans and dates, and blanks as none', async () => {
    const table = await readRows([
      { a: ' x ', b: 1, c: true },
      { b: 12345678901234567890n, d: new Date('2020-02-03'), a: null },
      { d: new Date('2020-02-03T04:05:06Z'), a: undefined, b: Number.NaN },
    ]);
    expect(table.columns.map((column) => [column.name, textsOf(column)])).toEqual([
      ['a', ['x', '', '']],
      ['b', ['1', '12345678901234567890', '']],
      ['c', ['true', '', '']],
      ['d', ['', '2020-02-03', '2020-02-03T04:05:06.000Z']],
    ]);
    expect(table.length).toBe(3);
    expect(findColumn(table, 'd')?.dictionary.size).toBe(3);
    expect(findColumn(table, 'e')).toBeUndefined();
  });

  it('reads rows that arrive later', async () => {
    async function* later(): AsyncGenerator<Record<string, unknown>> {
      yield { a: 1 };
      yield { a: 2 };
    }
    expect((await readRows(later(), { plain: ['a'] })).columns.map(textsOf)).toEqual([['1', '2']]);
  });

  it('takes names of built-in properties for names like others', async () => {
    const table = await readRows([JSON.parse('{"__proto__":"x","constructor":"y","toString":"z"}'), {}]);
    expect(table.columns.map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(table.columns.map(textsOf)).toEqual([
      ['x', ''],
      ['y', ''],
      ['z', ''],
    ]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it.each([[{}], [[1]], [() => 1], [Symbol('x')]])(
    'refuses other values by row and column, without the value',
    async (value) => {
      const reading = readRows([{ a: 1 }, { a: value }]);
      await expect(reading).rejects.toMatchObject({
        code: 'INVALID_TABLE',
        problem: { reason: 'INVALID_VALUE', row: 1, column: 'a' },
      });
    },
  );

  it('refuses what is no row, and columns that no row has', async () => {
    await expect(readRows([null as unknown as Record<string, unknown>])).rejects.toMatchObject({
      code: 'INVALID_TABLE',
    });
    await expect(readRows([{ a: 1 }], { columns: ['b'] })).rejects.toMatchObject({ problem: { column: 'b' } });
    expect((await readRows([], { columns: ['b'] })).length).toBe(0);
  });

  it('stops when it is aborted', async () => {
    const rows = Array.from({ length: 5000 }, () => ({ a: 1 }));
    await expect(readRows(rows, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
