import { describe, expect, it } from 'vitest';
import { readAll, readFromEachPosition } from '../testing/read-all.js';
import { fromCsv } from './from-csv.js';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

describe('CSV source', () => {
  it('reads quotes, line breaks inside them, a byte order mark and empty cells', async () => {
    const items = await readAll(fromCsv('\uFEFFid,name,note\r\n1,"Acme, ""Inc""",\r\n\r\n2,"two\nlines",x\r\n'));
    expect(items).toEqual([
      { ok: true, at: 'line 2', row: { id: '1', name: 'Acme, "Inc"' } },
      { ok: true, at: 'line 4', row: { id: '2', name: 'two\nlines', note: 'x' } },
    ]);
  });

  it('reports bad lines with their number and goes on', async () => {
    const items = await readAll(fromCsv('id,name\n1,a\n2,b,c\n3\n4,"d"e\n5,f\n'));
    expect(items.map((item) => (item.ok ? item.row.id : `${item.at} ${item.problem.reason}`))).toEqual([
      '1',
      'line 3 badRow',
      'line 4 badRow',
      'line 5 badRow',
      '5',
    ]);
  });

  it.each([
    ['gb18030', [0xcc, 0xa8, 0xcd, 0xe5], '台湾'],
    ['big5', [0xbb, 0x4f, 0xc6, 0x57], '臺灣'],
  ])('reads %s, also in pieces that cut characters', async (encoding, encoded, text) => {
    const bytes = new Uint8Array([...new TextEncoder().encode('id,name\n1,'), ...encoded, 0x0a]);
    for (const size of [1, 3, 100]) {
      expect(await readAll(fromCsv(pieces(bytes, size), { encoding }))).toEqual([
        { ok: true, at: 'line 2', row: { id: '1', name: text } },
      ]);
    }
  });

  it('refuses bytes of another encoding, an unknown encoding, a doubled header, an empty file', async () => {
    const big5 = new Uint8Array([0x69, 0x64, 0x0a, 0xbb, 0x4f]);
    await expect(readAll(fromCsv(big5))).rejects.toMatchObject({ code: 'INVALID_SOURCE' });
    await expect(readAll(fromCsv(big5, { encoding: 'klingon' }))).rejects.toMatchObject({ code: 'INVALID_SOURCE' });
    await expect(readAll(fromCsv('id,name,id\n1,2,3\n'))).rejects.toMatchObject({ code: 'INVALID_SOURCE' });
    await expect(readAll(fromCsv(''))).rejects.toMatchObject({ code: 'INVALID_SOURCE' });
  });

  it('loses nothing behind a quote that is never closed', async () => {
    const lines = Array.from({ length: 1000 }, (_, index) => `${index},b`).join('\n');
    for (const maxRowLength of [50, 1_000_000]) {
      const items = await readAll(fromCsv(`id,name\n1,"open\n${lines}\n`, { maxRowLength }));
      expect(items[0]).toMatchObject({ ok: false, at: 'line 2', problem: { detail: 'a quote is not closed' } });
      expect(items.filter(({ ok }) => ok)).toHaveLength(1000);
    }
  });

  it('reads the same in pieces of any size', async () => {
    const text = 'id,name\r\n1,"a ""b"", c"\r\n2,"x\r\ny"\n3,"bad"x\n\n4,5" pipe\n5,"last"';
    const whole = await readAll(fromCsv(text));
    expect(whole.map((item) => (item.ok ? item.row.name : item.at))).toEqual([
      'a "b", c',
      'x\r\ny',
      'line 5',
      '5" pipe',
      'last',
    ]);
    for (let size = 1; size < 20; size += 1) {
      expect(await readAll(fromCsv(pieces(new TextEncoder().encode(text), size)))).toEqual(whole);
    }
  });

  it('passes on what the stream of the file fails with', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield 'id\n1\n';
      throw new Error('disk');
    }
    await expect(readAll(fromCsv(broken()))).rejects.toThrow('disk');
  });

  it('goes on behind any batch', async () => {
    const text = `id,name\n${Array.from({ length: 25 }, (_, index) => (index % 7 === 3 ? `${index},a,b` : `${index},n`)).join('\n')}\n`;
    const all = await readAll(fromCsv(text));
    expect(all).toHaveLength(25);
    for (const { before, after } of await readFromEachPosition(fromCsv(text), 4))
      expect([...before, ...after]).toEqual(all);
  });

  it('reads a header of its own and other delimiters', async () => {
    expect(await readAll(fromCsv('1;a\n', { columns: ['id', 'name'], delimiter: ';' }))).toEqual([
      { ok: true, at: 'line 1', row: { id: '1', name: 'a' } },
    ]);
  });
});
