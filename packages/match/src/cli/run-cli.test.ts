import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleCustomers } from '../explain/sample-customers.js';
import { readCsv } from '../table/read-csv.js';
import { runCli } from './run-cli.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'match-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...argv: readonly string[]) {
  let out = '';
  let progress = '';
  const code = await runCli(argv, {
    out: (text) => {
      out += text;
    },
    progress: (text) => {
      progress += text;
    },
    isTerminal: false,
  });
  return { code, out, progress };
}

async function write(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

const toCsv = (rows: readonly Readonly<Record<string, unknown>>[]): string => {
  const names = Object.keys(rows[0] ?? {});
  return [names, ...rows.map((row) => names.map((name) => row[name]))].map((row) => `${row.join(',')}\n`).join('');
};

async function readTable(file: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const { columns, length } = await readCsv(await readFile(file, 'utf8'));
  return Array.from({ length }, (_, row) =>
    Object.fromEntries(columns.map(({ name, ids, dictionary }) => [name, dictionary.text(ids[row] as number)])),
  );
}

describe('the command line', () => {
  const rows = sampleCustomers(400);

  it('writes clusters, duplicates, pairs, the model and a report', async () => {
    const file = await write('customers.csv', toCsv(rows));
    const out = join(folder, 'results');
    const done = await run(file, '--out', out);
    expect(done).toMatchObject({ code: 0 });
    expect(done.out).toMatch(/^[\d,]+ records are [\d,]+ customers/);
    expect(done.progress).toContain('Records are known by column id');
    expect((await readdir(out)).sort()).toEqual([
      'clusters.csv',
      'duplicates.csv',
      'model.json',
      'pairs.csv',
      'report.html',
    ]);

    const clusters = await readTable(join(out, 'clusters.csv'));
    expect(clusters.map(({ record }) => record)).toEqual(rows.map(({ id }) => id));
    const sizes = new Map<string, number>();
    for (const { cluster } of clusters) sizes.set(cluster as string, (sizes.get(cluster as string) ?? 0) + 1);
    for (const { cluster, records_in_cluster, probability } of clusters) {
      expect(Number(records_in_cluster)).toBe(sizes.get(cluster as string));
      expect(probability === '').toBe(records_in_cluster === '1');
    }

    const duplicates = await readTable(join(out, 'duplicates.csv'));
    expect(duplicates.length).toBe(clusters.filter(({ records_in_cluster }) => records_in_cluster !== '1').length);
    expect(Object.keys(duplicates[0] ?? {})).toEqual(['cluster', 'probability', ...Object.keys(rows[0] ?? {})]);

    const pairs = await readTable(join(out, 'pairs.csv'));
    expect(pairs.filter(({ decision }) => decision === 'match').length).toBeGreaterThan(50);
    const matched = pairs.filter(({ decision, same_cluster }) => decision === 'match' && same_cluster === 'yes');
    for (const { left, right } of matched) {
      const clusterOf = (id: string | undefined) => clusters.find(({ record }) => record === id)?.cluster;
      expect(clusterOf(left)).toBe(clusterOf(right));
    }
  });

  it('gives the same clusters under the saved model, and says that it used it', async () => {
    const file = await write('again.csv', toCsv(rows));
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    await run(file, '--out', one);
    expect(await run(file, '--out', two, '--model', join(one, 'model.json'))).toMatchObject({ code: 0 });
    expect(await readFile(join(two, 'clusters.csv'), 'utf8')).toBe(await readFile(join(one, 'clusters.csv'), 'utf8'));
    expect((await readFile(join(two, 'report.html'), 'utf8')).includes('As the model says')).toBe(true);
  });

  it('writes a report that stands alone, shows the charts and escapes what records say', async () => {
    const evil = '<script>alert(1)</script>';
    const marked = rows
      .slice(0, 60)
      .map((row, at) => (at % 2 === 0 ? { ...row, surname: `${evil}${row.surname}` } : row));
    const twice = [...marked, ...marked.slice(0, 20).map((row) => ({ ...row, id: `${row.id}${evil}` }))];
    const file = await write(`a&b.csv`, toCsv(twice));
    const out = join(folder, 'evil');
    expect(await run(file, '--out', out)).toMatchObject({ code: 0 });
    const page = await readFile(join(out, 'report.html'), 'utf8');
    expect(/<script/i.test(page)).toBe(false);
    expect(page.includes('&lt;script&gt;'), '&lt;script&gt;').toBe(true);
    expect(page.includes('a&amp;b.csv'), 'a&amp;b.csv').toBe(true);
    expect(page.match(/<svg/g)?.length).toBeGreaterThan(10);
    expect(/\b(?:src|href)=|url\(\s*['"]?(?:https?:)?\/\/|@import/i.test(page)).toBe(false);
    expect(page.includes('color-scheme: light dark'), 'color-scheme: light dark').toBe(true);
  });

  it('speaks Chinese when asked to', async () => {
    const file = await write('zh.csv', toCsv(rows.slice(0, 100)));
    const out = join(folder, 'zh');
    expect(await run(file, '--out', out, '--language', 'zh')).toMatchObject({ code: 0 });
    const page = await readFile(join(out, 'report.html'), 'utf8');
    expect(page.includes('<html lang="zh-Hant">'), '<html lang="zh-Hant">').toBe(true);
    for (const text of ['配對說明', '最大的群組', '門檻']) expect(page.includes(text), text).toBe(true);
  });

  it('takes kinds, source and threshold', async () => {
    const sourced = rows.slice(0, 120).map((row, at) => ({ ...row, shop: String(at % 2) }));
    const file = await write('sourced.csv', toCsv(sourced));
    const out = join(folder, 'sourced');
    const argv = ['--out', out, '--kind', 'city=ignore', '--source', 'shop', '--threshold', '0.9', '--workers', '1'];
    expect(await run(file, ...argv)).toMatchObject({ code: 0 });
    const model = JSON.parse(await readFile(join(out, 'model.json'), 'utf8'));
    expect(model.threshold).toBeCloseTo(Math.log(9), 9);
    expect(model.fields.map(({ name }: { readonly name: string }) => name)).not.toContain('city');
    expect((await readFile(join(out, 'report.html'), 'utf8')).includes('as it was asked for')).toBe(true);
  });

  it('names the rows of a broken file and goes on', async () => {
    const lines = toCsv(rows.slice(0, 50)).split('\n');
    lines[3] = 'c2,only two';
    const done = await run(await write('broken.csv', lines.join('\n')), '--out', join(folder, 'broken'));
    expect(done.code).toBe(0);
    expect(done.progress).toMatch(/Warning: .*\(line 4\)/);
    expect((await readFile(join(folder, 'broken', 'report.html'), 'utf8')).includes('class="warning"')).toBe(true);
  });

  it.each([
    [['nowhere.csv'], 1, 'There is no file nowhere.csv.'],
    [[], 2, 'Name a CSV file'],
    [['a.csv', 'b.csv'], 2, 'One file at a time'],
    [['a.csv', '--threshold', '2'], 2, '--threshold is a probability'],
    [['a.csv', '--workers', 'many'], 2, '--workers is a whole number'],
    [['a.csv', '--kind', 'name'], 2, 'column=kind'],
    [['a.csv', '--kind', 'name=nonsense'], 2, 'nonsense is no kind'],
    [['a.csv', '--language', 'fr'], 2, '--language is en or zh'],
    [['a.csv', '--colour'], 2, '--colour'],
    [['.'], 1, 'is a folder'],
  ])('answers %j with exit code %i and one sentence', async (argv, code, message) => {
    const done = await run(...argv);
    expect(done).toMatchObject({ code, out: '' });
    expect(done.progress).toContain(message);
    expect(done.progress).not.toMatch(/\n\s+at /);
  });

  it('says which columns there are when one is named that is not there', async () => {
    const file = await write('columns.csv', 'key,name\n1,Ann Li\n2,Bo Chen\n');
    for (const argv of [
      ['--id', 'nr'],
      ['--source', 'nr'],
      ['--kind', 'nr=text'],
    ]) {
      expect(await run(file, ...argv)).toMatchObject({
        code: 2,
        progress: expect.stringContaining('There is no column nr; there are key, name.'),
      });
    }
  });

  it('refuses what is no table and what is no model', async () => {
    expect(await run(await write('empty.csv', ''))).toMatchObject({ code: 1 });
    expect(await run(await write('header.csv', 'id,name\n'))).toMatchObject({
      code: 1,
      progress: expect.stringContaining('has a header and no rows'),
    });
    const file = await write('few.csv', 'id,name\n1,Ann Li\n2,Ann Li\n');
    const broken = await write('broken.json', '{');
    expect(await run(file, '--model', broken)).toMatchObject({
      code: 1,
      progress: expect.stringContaining('is no JSON'),
    });
    expect(await run(file, '--model', await write('other.json', '{}'))).toMatchObject({ code: 1 });
    expect(await run(file, '--model', join(folder, 'gone.json'))).toMatchObject({
      code: 1,
      progress: expect.stringContaining('There is no model'),
    });
  });

  it('shows its help', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const word of ['--id', '--out', '--kind', '--model', '--threshold', 'report.html'])
      expect(out).toContain(word);
  });
});
