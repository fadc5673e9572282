import { describe, expect, it } from 'vitest';
import { dedupe } from '../src/dedupe.js';
import type { DedupeOptions } from '../src/dedupe-options.js';
import { link } from '../src/link.js';
import type { Resolution } from '../src/resolution.js';
import { createResolver } from '../src/resolver/create-resolver.js';
import type { ResolverOptions } from '../src/resolver/resolver-options.js';
import { restoreResolver } from '../src/resolver/restore-resolver.js';
import type { RecordSource, Row } from '../src/source.js';
import { makePeople } from './made-up-people.js';

const people = makePeople(120, 21);
const timeout = 60_000;
const NAMED: DedupeOptions = { kinds: { name: 'personName', email: 'email' } };

const codes = ({ warnings }: Resolution): readonly string[] => warnings.map(({ code }) => code);

/** Every record is in one cluster, whatever the records are. */
function expectWhole(found: Resolution, records: number): void {
  const assigned = [...found.assignments()];
  expect(assigned.length).toBe(records);
  const listed = [...found.clusters({ least: 1 })].flatMap((cluster) => cluster.records);
  expect([...listed].sort()).toEqual(assigned.map(({ record }) => record).sort());
}

describe('sets with little in them', () => {
  it.each<[string, RecordSource, DedupeOptions]>([
    ['no rows', [], {}],
    ['no rows, with columns named', [], { id: 'id', source: 'shop', kinds: { email: 'email' } }],
    ['a CSV with a header alone', { csv: 'id,email\n' }, { id: 'id', kinds: { email: 'email' } }],
  ])('%s gives no clusters', async (_, source, options) => {
    const found = await dedupe(source, options);
    expect(found.summary).toMatchObject({ records: 0, clusters: 0 });
    expect(found.warnings).toEqual([]);
  });

  it('a CSV without a header is a typed error', async () => {
    await expect(dedupe({ csv: '' })).rejects.toMatchObject({ code: 'INVALID_TABLE', problem: { reason: 'EMPTY' } });
  });

  it('a model of no records is refused by a resolver, which says what to do, unless it was told the fields', async () => {
    const { model } = await dedupe([]);
    await expect(createResolver(model)).rejects.toMatchObject({ code: 'INVALID_MODEL' });
    await expect(createResolver(model)).rejects.toThrow(/fields.*no records.*learn a model/);
    const fields = [{ name: 'email', kind: 'email', columns: ['email'] }] as const;
    const told = await dedupe([], { fields });
    const resolver = await createResolver(told.model);
    resolver.add([
      { id: '1', email: 'ada@acme.com' },
      { id: '2', email: 'bob@acme.com' },
    ]);
    expect([...resolver.clusters({ least: 1 })].length).toBe(2);
  });

  it('one record is one cluster', async () => {
    expect([...(await dedupe([{ name: 'Ada' }])).clusters({ least: 1 })]).toEqual([{ id: '0', records: ['0'] }]);
  });

  it.each([2, 3, 10, 2000])(
    '%i records without any value stay apart, with a warning for every field',
    async (count) => {
      const rows = Array.from({ length: count }, () => ({ name: null, email: '' }));
      const found = await dedupe(rows, NAMED);
      expect(found.summary).toMatchObject({ records: count, clusters: count });
      expect(codes(found)).toContain('EMPTY_FIELD');
    },
  );

  it('records of which nothing can be compared stay apart', async () => {
    const rows = [{ name: 'John Smith' }, { email: 'john@acme.com' }];
    expect((await dedupe(rows, NAMED)).summary.clusters).toBe(2);
  });

  it.each<[string, readonly Row[], DedupeOptions]>([
    ['rows without a field', [{}, {}, {}], {}],
    ['every column ignored', [{ a: 'x' }, { a: 'x' }], { kinds: { a: 'ignore' } }],
    ['columns of empty values', [{ a: null }, { a: '' }, { a: undefined }], {}],
  ])('%s leave all records apart, with a warning', async (_, rows, options) => {
    const found = await dedupe(rows, options);
    expect(found.summary.clusters).toBe(rows.length);
    expect(codes(found)).toEqual(['NO_FIELDS']);
  });

  it('a field without a value says nothing, with a warning', async () => {
    const rows = people.map((person) => ({ ...person, fax: null }));
    const found = await dedupe(rows, { id: 'id', kinds: { fax: 'phone' } });
    expect(found.warnings).toEqual([
      { code: 'EMPTY_FIELD', message: 'Field fax has no value in any record and says nothing.' },
    ]);
    const without = await dedupe(people, { id: 'id' });
    expect([...found.clusters()]).toEqual([...without.clusters()]);
  });
});

describe('options that cannot be', () => {
  it.each<[string, DedupeOptions, RegExp]>([
    ['kinds', { kinds: { emial: 'email' } }, /kinds\.emial: there is no column emial; there are id, first, last/],
    ['an ignored column', { kinds: { emial: 'ignore' } }, /no column emial/],
    ['fields', { fields: [{ name: 'x', kind: 'email', columns: ['emial'] }] }, /fields\.0: there is no column emial/],
  ])('name the column that %s is given and those there are', async (_, options, message) => {
    await expect(dedupe(people, options)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(dedupe(people, options)).rejects.toThrow(message);
    await expect(link(people, people, options)).rejects.toThrow(message);
  });

  it('name the column of sources that is not there', async () => {
    await expect(dedupe(people, { source: 'shop' })).rejects.toThrow(/source: there is no column shop; there are id/);
  });

  it('and do not exist are named with those that do', async () => {
    const slip = { treshold: 0.9 } as DedupeOptions;
    const error = { code: 'INVALID_INPUT', issues: [expect.objectContaining({ path: 'treshold' })] };
    const message = /treshold: \w+ has no such option; there are id, .*\bkindParts\b/;
    const { model } = await dedupe(people, { id: 'id' });
    for (const run of [
      () => dedupe(people, slip),
      () => link(people, people, slip),
      () => createResolver(model, slip as ResolverOptions),
      () => restoreResolver(model, [], slip as ResolverOptions),
    ]) {
      await expect(run()).rejects.toMatchObject(error);
      await expect(run()).rejects.toThrow(message);
    }
    await expect(link(people, people, { source: 'shop' } as object)).rejects.toThrow(/link has no such option/);
    await expect(dedupe(people, { id: 'id', oneToOne: true } as object)).rejects.toThrow(/dedupe has no such option/);
    const verdicts = { verdicts: [] } as ResolverOptions;
    await expect(restoreResolver(model, [], verdicts)).rejects.toThrow(/restoreResolver has no such option/);
  });

  it('and would have no effect are a typed error', async () => {
    const error = { code: 'INVALID_INPUT', issues: [expect.objectContaining({ path: 'cleanSources' })] };
    await expect(dedupe(people, { id: 'id', cleanSources: true })).rejects.toMatchObject(error);
  });

  it('name the column of ids that is not there', async () => {
    await expect(dedupe(people, { id: 'key' })).rejects.toThrow(/No row has a field key\. There are: id, first, last/);
    await expect(dedupe({ csv: 'a,b\n1,2' }, { id: 'key' })).rejects.toMatchObject({ code: 'INVALID_TABLE' });
    await expect(dedupe({ csv: 'a,b\n1,2' }, { kinds: { c: 'ignore' } })).rejects.toThrow(/no column c\. It has: a, b/);
  });

  it.each<[DedupeOptions, string]>([
    [{ kinds: { first: 'fornemae' as 'givenName' } }, 'kinds.first'],
    [{ fields: [{ name: 'x', kind: 'nothing' as 'email', columns: ['email'] }] }, 'fields.0.kind'],
    [{ fields: [{ name: 'x', kind: 'email', columns: [] }] }, 'fields.0.columns'],
    [{ threshold: 0 }, 'threshold'],
    [{ threshold: 1 }, 'threshold'],
    [{ threshold: Number.NaN }, 'threshold'],
    [{ workers: 0 }, 'workers'],
    [{ workers: 1.5 }, 'workers'],
    [{ verdicts: [{ left: 'p1', right: 'p2', verdict: 'maybe' as 'same' }] }, 'verdicts.0.verdict'],
    [{ verdicts: [{ left: 'p1', right: 'p1', verdict: 'different' }] }, 'verdicts.0'],
  ])('are a typed error: %j', async (options, path) => {
    const error = { code: 'INVALID_INPUT', issues: [expect.objectContaining({ path })] };
    await expect(dedupe(people, options)).rejects.toMatchObject(error);
    await expect(link(people, people, options)).rejects.toMatchObject(error);
  });

  it('two fields of one name are a typed error', async () => {
    const field = { name: 'x', kind: 'email', columns: ['email'] } as const;
    await expect(dedupe(people, { fields: [field, field] })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('ids', () => {
  it.each(['rows', 'csv'])('that come again are a typed error that names them, in %s', async (shape) => {
    const rows = [1, 2, 1, 3, 2].map((id) => ({ id, name: `Ada ${id}` }));
    const source =
      shape === 'rows' ? rows : { csv: `id,name\n${rows.map(({ id, name }) => `${id},${name}`).join('\n')}` };
    const error = { code: 'INVALID_INPUT', message: expect.stringContaining('these come again: 1, 2') };
    await expect(dedupe(source, { id: 'id' })).rejects.toMatchObject(error);
    await expect(link(source, [{ id: 1, name: 'x' }], { id: 'id' })).rejects.toMatchObject(error);
  });

  it('that are missing are a typed error', async () => {
    await expect(dedupe([{ id: 1 }, { id: null }, {}], { id: 'id' })).rejects.toThrow('2 records have no id');
  });

  it('may be the same in both sources that are linked', async () => {
    const found = await link(people, people, { id: 'id' });
    const ids = [...found.assignments()].map(({ record }) => record);
    expect(new Set(ids).size).toBe(2 * people.length);
    expect(ids).toEqual(expect.arrayContaining(['a:p3', 'b:p3']));
  });
});

describe('two sources', () => {
  it('without a common column are not linked, with a warning that names the fields', async () => {
    const a = people.map(({ id, first, last }) => ({ id, first, last }));
    const b = people.map(({ id, email }) => ({ id, email }));
    const found = await link(a, b, { id: 'id' });
    expect(found.summary.clustered).toBe(0);
    expect(found.warnings).toEqual([
      {
        code: 'NO_COMMON_FIELD',
        message: expect.stringMatching(/No field has values in two sources.*first, last, email/),
      },
    ]);
    expect(codes(await link(a, [], { id: 'id' }))).toEqual([]);
    expect(codes(await link(a, people, { id: 'id' }))).toEqual([]);
  });
});

describe('verdicts', () => {
  it('on records that are not there are left aside, with a warning', async () => {
    const verdicts = [{ left: 'p1', right: 'nobody', verdict: 'same' }] as const;
    const found = await dedupe(people, { id: 'id', verdicts });
    expect(found.warnings).toEqual([
      { code: 'UNKNOWN_VERDICT', message: '1 verdict names a record that is not there, and was left aside.' },
    ]);
  });

  it('that contradict each other keep records apart, with a warning', async () => {
    const verdicts = [
      { left: 'p1', right: 'p2', verdict: 'same' },
      { left: 'p2', right: 'p3', verdict: 'same' },
      { left: 'p1', right: 'p3', verdict: 'different' },
    ] as const;
    const found = await dedupe(people, { id: 'id', verdicts });
    expect(codes(found)).toEqual(['CONTRADICTORY_VERDICTS']);
    expect(found.clusterOf('p1')?.records).not.toContain('p3');
  });
});

describe('blocks that are too large', () => {
  it('of 50,000 equal names are named with their size', { timeout }, async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => ({
      name: at < 50_000 ? 'John Smith' : `Ann Miller${at}`,
      email: `user${at}@acme.com`,
    }));
    const found = await dedupe(rows, { ...NAMED, workers: 1 });
    expectWhole(found, 60_000);
    const [warning] = found.warnings.filter(({ code }) => code === 'BLOCK_LEFT_OUT');
    expect(warning?.message).toMatch(/^The block of name\.\w+\.exact with 50000 records is too large/);
  });

  it('of 65,536 equal records are named with their size', { timeout }, async () => {
    const rows = Array.from({ length: 65_536 }, () => ({ name: 'John Smith', email: 'john@acme.com' }));
    const found = await dedupe(rows, { ...NAMED, workers: 1 });
    expectWhole(found, 65_536);
    expect(found.warnings.map(({ message }) => message)).toContainEqual(expect.stringContaining('65536 records'));
  });
});

describe('texts of any shape', () => {
  const strange = [
    'x'.repeat(1 << 20),
    'word '.repeat(1 << 18),
    '王小明 Wang Иван مرحبا',
    '\ud800',
    'a\udc00b',
    '\0',
    'A\0B',
    '\u202e\ufeff',
    '𠮷野家',
    '&#21488;&#28771;',
    '&#x53f0;&#X7063; &amp; &#0; &#99999999;',
    '<script>',
    '１２３ＡＢＣ',
    '🧑‍🚀'.repeat(500),
  ];
  const kinds = [
    ...['personName', 'organization', 'email', 'phone', 'date', 'identifier', 'street', 'city', 'region', 'postcode'],
    ...['country', 'address', 'text', 'people', 'number', 'category'],
  ] as const;

  it('are read by every kind, alone and beside plain ones', { timeout }, async () => {
    const rows = [...strange, ...strange].map((text, at) => ({
      ...Object.fromEntries(kinds.map((kind) => [kind, text])),
      ...(at % 2 === 0 ? { plain: `value ${at}` } : {}),
    }));
    const options = { kinds: Object.fromEntries(kinds.map((kind) => [kind, kind])) } as DedupeOptions;
    expectWhole(await dedupe(rows, options), rows.length);
  });

  it.each(['&#21488;&#28771;', '&#x53f0;&#X7063;'])(
    'are guessed and read when they are references such as %s alone',
    async (text) => {
      const rows = Array.from({ length: 40 }, (_, at) => ({ company: `${text} ${at >> 1}`, note: text }));
      expectWhole(await dedupe(rows), rows.length);
      expectWhole(await dedupe(rows, { kinds: { company: 'organization', note: 'text' } }), rows.length);
    },
  );
});

describe('tables of any shape', () => {
  it('of 300 columns are read', { timeout }, async () => {
    const rows = people.map((person, row) => ({
      ...person,
      ...Object.fromEntries(
        Array.from({ length: 300 }, (_, column) => [`c${column}`, `v${(row * (column + 7)) % 50}`]),
      ),
    }));
    expectWhole(await dedupe(rows, { id: 'id' }), rows.length);
  });

  it('of 60 columns, more than the planner weighs, have rules that find copies with slips', { timeout }, async () => {
    const mix = (row: number, column: number): number =>
      Math.imul(Math.imul(row + 1, 0x85ebca6b) ^ Math.imul(column + 1, 0xc2b2ae35), 0x9e3779b1) >>> 0;
    const names = Array.from({ length: 60 }, (_, column) => `c${column}`);
    const rows = Array.from({ length: 1500 }, (_, row) => {
      const original = row % 3 === 2 ? row - 1 : row;
      return Object.fromEntries(
        names.map((name, column) => {
          const text = `k${mix(original, column) % 5000}`;
          return [name, original < row && mix(row, column) % 4 === 0 ? `${text}9` : text];
        }),
      );
    });
    const found = await dedupe(rows, { kinds: Object.fromEntries(names.map((name) => [name, 'identifier'])) });
    expect(found.model.blocking.isExhaustive).toBe(false);
    expect(found.fields.length).toBe(60);
    expect(found.summary).toMatchObject({ clusters: 1000, largest: 2 });
  });

  it('with broken rows of CSV are read as far as they go, with counts', async () => {
    const csv = 'name,email,city\nAda,a@b.de\nBob "B",c@d.de,York,x,y\n"unclosed,c@d.de,York\nEve,e@f.de,Hull';
    const found = await dedupe({ csv });
    expectWhole(found, 4);
    expect(codes(found)).toEqual(expect.arrayContaining(['TOO_FEW_FIELDS', 'TOO_MANY_FIELDS', 'UNCLOSED_QUOTE']));
  });

  it('with values that are no plain ones are a typed error that names row and column', async () => {
    const error = { code: 'INVALID_TABLE', problem: { reason: 'INVALID_VALUE', row: 1, column: 'name' } };
    await expect(dedupe([{ name: 'Ada' }, { name: { first: 'Bob' } }])).rejects.toMatchObject(error);
    await expect(dedupe([{ name: 'Ada' }, 'Bob' as unknown as Row])).rejects.toMatchObject({ code: 'INVALID_TABLE' });
  });

  it('with a row that throws end with its own error', async () => {
    const failure = new Error('the cursor is closed');
    const row = new Proxy<Row>(
      { name: 'x' },
      {
        get: () => {
          throw failure;
        },
      },
    );
    await expect(dedupe([{ name: 'Ada' }, row])).rejects.toBe(failure);
  });

  it('with columns such as __proto__ are read as others', async () => {
    const rows = people.map((person) => ({
      ...person,
      ...(JSON.parse('{"constructor": "a", "toString": "b", "hasOwnProperty": "c"}') as Row),
      ['__proto__']: person.email,
    }));
    const kinds = JSON.parse('{"__proto__": "email", "constructor": "text"}') as NonNullable<DedupeOptions['kinds']>;
    const found = await dedupe(rows, { id: 'id', kinds });
    expect(found.fields.map(({ name }) => name)).toEqual(expect.arrayContaining(['__proto__', 'constructor']));
    expectWhole(found, rows.length);
    expect(Object.prototype).not.toHaveProperty('columns');
    // The model is JSON and comes back as it was.
    const again = await dedupe(rows, {
      id: 'id',
      model: JSON.parse(JSON.stringify(found.model)) as typeof found.model,
    });
    expect([...again.clusters()]).toEqual([...found.clusters()]);
  });
});

describe('clean sources of few records', () => {
  it.each([1, 2, 3])(
    'of %i records each are no more the same than the records of one list',
    { timeout },
    async (size) => {
      const rows = makePeople(510, 4).map((person, at) => ({ ...person, shop: `shop ${Math.floor(at / size)}` }));
      const one = await dedupe(rows, { id: 'id', kinds: { shop: 'ignore' } });
      const many = await dedupe(rows, { id: 'id', source: 'shop', cleanSources: true });
      expect(many.summary.largest).toBeLessThanOrEqual(one.summary.largest);
      expect(Math.abs(many.summary.clusters - one.summary.clusters)).toBeLessThan(10);
    },
  );
});

describe('more sources than fit in a byte', () => {
  it('are told apart', { timeout }, async () => {
    // With numbers of one byte, records 256 sources apart would seem to come from one source.
    const rows = makePeople(512, 4).map((person, at) => ({ ...person, shop: `shop ${at}` }));
    const found = await dedupe(rows, { id: 'id', source: 'shop' });
    expect(found.summary.compared).toBe((512 * 511) / 2);
  });

  it('or none at all are counted', async () => {
    const rows = people.map((person, at) => ({ ...person, shop: at < 5 ? '' : `s${at % 3}` }));
    const found = await dedupe(rows, { id: 'id', source: 'shop' });
    expect(found.warnings).toEqual([
      { code: 'NO_SOURCE', message: 'Of the records 5 name no source; they count as one source.' },
    ]);
  });
});
