import { createRandom, type SeededRandom } from '@crmkit/core/testing';
import { describe, expect, it } from 'vitest';
import { type ReadCsvOptions, readCsv } from './read-csv.js';
import type { Table } from './table.js';

const SEED = 23;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Every record as a list of texts. */
function recordsOf(table: Table): string[][] {
  return Array.from({ length: table.length }, (_, row) =>
    table.columns.map(({ ids, dictionary }) => dictionary.text(ids[row] ?? 0)),
  );
}

const namesOf = (table: Table): string[] => table.columns.map(({ name }) => name);
const codesOf = (table: Table): string[] => table.warnings.map(({ code }) => code);

async function readAll(source: Parameters<typeof readCsv>[0], options?: ReadCsvOptions): Promise<string[][]> {
  const table = await readCsv(source, options);
  return [namesOf(table), ...recordsOf(table)];
}

function* inPieces(bytes: Uint8Array, random: SeededRandom, most: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const size = random.integer(1, most);
    yield bytes.slice(at, at + size);
    at += size;
  }
}

/** Splits text with double quotes and `\n` or `\r\n`, one character after the other. */
function readPlainly(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isQuoted) {
      if (character === '"' && text[at + 1] === '"') field += text[++at];
      else if (character === '"') isQuoted = false;
      else field += character;
    } else if (character === '"' && field.trim() === '') isQuoted = true;
    else if (character === delimiter || character === '\n') {
      row.push(field.trim());
      field = '';
      if (character === '\n') {
        rows.push(row);
        row = [];
      }
    } else field += character;
  }
  return rows;
}

function writeField(text: string, delimiter: string, random: SeededRandom): string {
  const mustQuote = /["\r\n]/.test(text) || text.includes(delimiter);
  const quoted = mustQuote || random.chance(0.2) ? `"${text.replaceAll('"', '""')}"` : text;
  return random.chance(0.1) ? ` ${quoted} ` : quoted;
}

const FRAGMENTS = [
  'Ada',
  'O"Neill',
  '王小明',
  'é',
  '\u{1f600}',
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r\n',
  ' ',
  "'",
  '0',
  '-',
  'xyz',
];

function drawFile(random: SeededRandom, delimiter: string): string {
  const width = random.integer(2, 6);
  const end = random.pick(['\n', '\r\n']);
  const line = (fields: readonly string[]): string =>
    fields.map((field) => writeField(field, delimiter, random)).join(delimiter) + end;
  let text = line(Array.from({ length: width }, (_, index) => `name${index}`));
  for (let rows = random.integer(0, 40); rows > 0; rows--) {
    text += line(
      Array.from({ length: width }, () =>
        Array.from({ length: random.integer(0, 4) }, () => random.pick(FRAGMENTS)).join(''),
      ),
    );
  }
  return text;
}

describe('readCsv', () => {
  it(`reads what a plain reader reads, however the bytes arrive (seed ${SEED})`, async () => {
    const random = createRandom(SEED);
    for (let round = 0; round < 600; round++) {
      const delimiter = random.pick([',', ';', '\t', '|']);
      const text = drawFile(random, delimiter);
      const expected = readPlainly(text, delimiter);
      const source = inPieces(bytesOf(text), random, random.pick([1, 7, 200]));
      const table = await readCsv(source, { delimiter, quote: '"' });
      expect([namesOf(table), ...recordsOf(table)]).toEqual(expected);
      expect(table.warnings).toEqual([]);
    }
  });

  it('gives the same ids for bytes at once and bytes one by one, past many batches', async () => {
    const random = createRandom(SEED);
    let text = 'id,name,town\n';
    for (let row = 0; row < 5000; row++) {
      text += `${row},${random.pick(['Ada', 'Zoë', '王小明', 'Bob', `n${random.integer(0, 999)}`])},town ${row % 7}\n`;
    }
    const whole = await readCsv(bytesOf(text), { plain: ['id'] });
    const pieces = await readCsv(inPieces(bytesOf(text), random, 3000), { plain: ['id'] });
    expect(whole.length).toBe(5000);
    expect(pieces.columns.map(({ ids }) => ids)).toEqual(whole.columns.map(({ ids }) => ids));
    expect(recordsOf(pieces)).toEqual(recordsOf(whole));
  });

  it('counts how many records bear each text, and those that bear none', async () => {
    const table = await readCsv('a,b\nx,1\ny,\nx,2\n,3\n');
    const [a] = table.columns;
    expect([...(a?.dictionary.counts ?? [])]).toEqual([1, 2, 1]);
    expect([...(a?.ids ?? [])]).toEqual([1, 2, 1, 0]);
  });

  it('keeps plain columns by row, without an id for empty texts', async () => {
    const table = await readCsv('id,a\nx,1\n,2\nx,3\n王,4\n', { plain: ['id'] });
    const [id] = table.columns;
    expect([...(id?.ids ?? [])]).toEqual([1, 0, 3, 4]);
    expect([1, 2, 3, 4].map((each) => id?.dictionary.text(each))).toEqual(['x', '', 'x', '王']);
    expect(id?.dictionary.find('x')).toBe(1);
    expect(id?.dictionary.find('王')).toBe(4);
    expect(id?.dictionary.find('none')).toBe(0);
  });

  it('reads only the columns that are asked for, in the order of the file', async () => {
    expect(await readAll('a,b,c\n1,2,3\n', { columns: ['c', 'a'] })).toEqual([
      ['a', 'c'],
      ['1', '3'],
    ]);
  });

  it.each([
    ['a byte order mark', '\ufeffa,b\n1,2\n'],
    ['blanks around names and values', ' a , b\n 1\t,  2 \n'],
    ['no newline at the end', 'a,b\n1,2'],
    ['newlines with a return', 'a,b\r\n1,2\r\n'],
    ['returns alone', 'a,b\r1,2\r'],
    ['a return at the very end', 'a,b\r\n1,2\r'],
    ['blank lines', '\n\na,b\n\n1,2\n  \n'],
    ['semicolons', 'a;b\n1;2\n'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['bars', 'a|b\n1|2\n'],
    ['quotes around all', '"a","b"\r\n"1" , "2"\r\n'],
    ['single quotes', "'a','b'\n'1','2'\n"],
  ])('reads a file with %s', async (_, text) => {
    const expected = [
      ['a', 'b'],
      ['1', '2'],
    ];
    expect(await readAll(text)).toEqual(expected);
    expect(await readAll(inPieces(bytesOf(text), createRandom(1), 1))).toEqual(expected);
  });

  it('reads single quotes with a backslash before an apostrophe', async () => {
    expect(await readAll("id,name\n1,'arnie\\'s, deli'\n2,plain\n3,'it''s'\n")).toEqual([
      ['id', 'name'],
      ['1', "arnie's, deli"],
      ['2', 'plain'],
      ['3', "it's"],
    ]);
  });

  it('takes an apostrophe in a name for one', async () => {
    expect(await readAll("id,name\n1,'t Hooft\n2,O'Neill\n")).toEqual([
      ['id', 'name'],
      ['1', "'t Hooft"],
      ['2', "O'Neill"],
    ]);
  });

  it('reads UTF-16 with a byte order mark', async () => {
    const text = '\ufeffa,b\n王,2\n';
    const little = new Uint8Array(text.length * 2);
    const big = new Uint8Array(text.length * 2);
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      [little[2 * at], little[2 * at + 1]] = [unit & 255, unit >> 8];
      [big[2 * at], big[2 * at + 1]] = [unit >> 8, unit & 255];
    }
    for (const bytes of [little, big]) {
      expect(await readAll(inPieces(bytes, createRandom(1), 1))).toEqual([
        ['a', 'b'],
        ['王', '2'],
      ]);
    }
  });

  it('reads bytes that are no UTF-8 as Windows-1252 and says so once', async () => {
    const bytes = Uint8Array.from([...bytesOf('a,b\nZo'), 0xeb, ...bytesOf(',Zoë\n'), 0x80, ...bytesOf(',x\n')]);
    const table = await readCsv(bytes);
    expect(recordsOf(table)).toEqual([
      ['Zoë', 'Zoë'],
      ['€', 'x'],
    ]);
    expect(table.columns[0]?.dictionary.find('Zoë')).toBe(1);
    expect(table.warnings).toMatchObject([{ code: 'NOT_UTF8', count: 2, lines: [2, 3] }]);
  });

  it('keeps rows with too few or too many fields and names their lines', async () => {
    const table = await readCsv('a,b,c\n1\n1,2,3\n"x\ny",2,3,4\n1,2\n');
    expect(recordsOf(table)).toEqual([
      ['1', '', ''],
      ['1', '2', '3'],
      ['x\ny', '2', '3'],
      ['1', '2', ''],
    ]);
    expect(table.warnings).toMatchObject([
      { code: 'TOO_FEW_FIELDS', count: 2, lines: [2, 6] },
      { code: 'TOO_MANY_FIELDS', count: 1, lines: [4] },
    ]);
    expect(table.warnings[0]?.message).toContain('Lines 2, 6.');
  });

  it('reads a quote that never closes as text and goes on with the next line', async () => {
    const text = 'a,b\n1,"open\n2,fine\n';
    for (const source of [text, inPieces(bytesOf(text), createRandom(1), 1)]) {
      const table = await readCsv(source);
      expect(recordsOf(table)).toEqual([
        ['1', '"open'],
        ['2', 'fine'],
      ]);
      expect(table.warnings).toMatchObject([{ code: 'UNCLOSED_QUOTE', count: 1, lines: [2] }]);
    }
  });

  it('keeps text behind a closing quote', async () => {
    const table = await readCsv('a,b\n"Bob" Smith,2\n');
    expect(recordsOf(table)).toEqual([['Bob Smith', '2']]);
    expect(codesOf(table)).toEqual(['TEXT_AFTER_QUOTE']);
  });

  it('gives columns without a name, or with that of another, names of their own', async () => {
    const table = await readCsv('a,,a,a_2,a\n1,2,3,4,5\n');
    expect(namesOf(table)).toEqual(['a', 'column2', 'a_3', 'a_2', 'a_4']);
    expect(codesOf(table)).toEqual(['EMPTY_HEADER', 'DUPLICATE_HEADER']);
  });

  it('takes the names from the options when the file has none', async () => {
    expect(await readAll('1,2\n3,4\n', { header: ['a', 'b'] })).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('reads a name of a megabyte in small pieces', async () => {
    const long = 'x'.repeat(1 << 20);
    const table = await readCsv(inPieces(bytesOf(`a,b\n"${long}",1\n`), createRandom(1), 4096));
    expect(table.columns[0]?.dictionary.text(1)).toBe(long);
  });

  it('has no rows when there is a header alone', async () => {
    expect(await readAll('a,b')).toEqual([['a', 'b']]);
  });

  it.each(['', '\n\n', '\ufeff', new Uint8Array(0)])('refuses an empty file', async (source) => {
    await expect(readCsv(source)).rejects.toMatchObject({ code: 'INVALID_TABLE', problem: { reason: 'EMPTY' } });
  });

  it('names a column that is missing', async () => {
    const expected = { code: 'INVALID_TABLE', problem: { reason: 'UNKNOWN_COLUMN', column: 'z' } };
    await expect(readCsv('a,b\n', { columns: ['a', 'z'] })).rejects.toMatchObject(expected);
    await expect(readCsv('a,b\n', { plain: ['z'] })).rejects.toMatchObject(expected);
    await expect(readCsv('a,b\n', { delimiter: '::' })).rejects.toMatchObject({ code: 'INVALID_TABLE' });
  });

  it('tells how far it is, and stops when it is aborted', async () => {
    const seen: number[] = [];
    const text = 'a,b\n1,2\n'.repeat(30_000);
    await readCsv(inPieces(bytesOf(text), createRandom(1), 50_000), { onProgress: ({ bytes }) => seen.push(bytes) });
    expect(seen.at(-1)).toBe(text.length);
    const controller = new AbortController();
    const reading = readCsv(inPieces(bytesOf(text), createRandom(1), 50_000), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(reading).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
