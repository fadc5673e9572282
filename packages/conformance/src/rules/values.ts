import type { RuleGroup, Trial } from '../rule.js';
import { claim, commitOf, commitOk, type Fields, failure, put, queryIds, read, withoutRev } from '../support/call.js';

const LONE_HIGH = '\uD83D';
const LONE_LOW = '\uDE00';
const DECOMPOSED = 'e\u0301';

/** What can be stored, in which form it comes back, and what is refused everywhere. */
export const valueRules: RuleGroup = {
  title: 'values',
  rules: [
    {
      id: 'VA1',
      promise: 'The least and greatest value of every type comes back exactly as it was put.',
      async run(trial) {
        await keeps(trial, [
          { employees: Number.MAX_SAFE_INTEGER, rating: 99_999, exact: '999999999999999999' },
          { employees: Number.MIN_SAFE_INTEGER, rating: -99_999, exact: '-999999999999999999' },
          { balance: { amount: '9223372036854775807', currency: 'JPY' } },
          { balance: { amount: '-9223372036854775808', currency: 'JPY' } },
          { since: '0001-01-01', seenAt: -62_135_596_800_000 },
          { since: '9999-12-31', seenAt: 253_402_300_799_999 },
          { seenAt: -1, active: true, employees: 0, rating: 0 },
        ]);
      },
    },
    {
      id: 'VA2',
      promise:
        'Scaled integers beyond ±(2^53 − 1) are kept digit for digit as text, smaller ones come back as numbers.',
      async run(trial) {
        await keeps(trial, [
          { exact: '9007199254740993' },
          { exact: '-9007199254740992' },
          { price: { amount: '9007199254740995', currency: 'TWD' } },
          { exact: 9_007_199_254_740_991 },
        ]);
        const { storage, context, expect } = trial;
        await commitOk(
          storage,
          context,
          commitOf([put('party', 'text', { name: 'x', exact: '12', balance: { amount: '-7', currency: 'EUR' } })]),
        );
        const row = await read(storage, context, 'party', 'text');
        expect([row?.exact, row?.balance]).toEqual([12, { amount: -7, currency: 'EUR' }]);
      },
    },
    {
      id: 'VA3',
      promise:
        'Text comes back code point for code point: emoji, CJK, right-to-left, quotes, backslashes, control characters, line ends, text that looks like SQL or JSON, and long text.',
      async run(trial) {
        const texts = [
          '😀👩‍👩‍👧‍👦🇹🇼',
          '臺灣水泥股份有限公司',
          'שלום مرحبا',
          `'";--\\/\u0001\t\r\n`,
          '{"a":[1,null]}',
          '{a,"b",NULL}',
          'NULL',
          '\u{10FFFF}\uE000\uFFFD',
          "E'\\x41' || $1 %s ?",
          ' leading and trailing ',
          '\uFEFFbom',
          '漢'.repeat(20_000),
        ];
        await keeps(
          trial,
          texts.map((text) => ({ name: text, nickname: text, remarks: [text, text], payload: { text } })),
        );
      },
    },
    {
      id: 'VA4',
      promise:
        'Null, undefined and a missing key are one absent state that has no key; an empty text, 0, false and an empty list are values.',
      async run({ storage, context, expect }) {
        const nothing: Fields = {
          name: 'x',
          nickname: null,
          code: undefined,
          tags: null,
          payload: null,
          custom: { vip: null, visits: undefined },
        };
        const empty: Fields = {
          name: '',
          nickname: '',
          code: '',
          employees: 0,
          active: false,
          tags: [],
          payload: {},
          custom: { vip: false, visits: 0, city: '' },
        };
        await commitOk(storage, context, commitOf([put('party', 'nothing', nothing), put('party', 'empty', empty)]));
        expect(Object.keys((await read(storage, context, 'party', 'nothing')) ?? {}).sort()).toEqual([
          'id',
          'name',
          'rev',
        ]);
        expect(withoutRev(await read(storage, context, 'party', 'empty'))).toEqual({ id: 'empty', ...empty });
      },
    },
    {
      id: 'VA5',
      promise:
        'NUL is refused with its path wherever text can stand: fields, lists, json and its keys, references, ids, claims and look-up keys.',
      async run(trial) {
        await refusesText(trial, 'a\u0000b');
      },
    },
    {
      id: 'VA6',
      promise: 'A lone surrogate is refused with its path wherever text can stand.',
      async run(trial) {
        await refusesText(trial, `a${LONE_HIGH}b`);
        await refusesText(trial, `${LONE_LOW}${LONE_HIGH}`);
      },
    },
    {
      id: 'VA7',
      promise: 'Text that is not in normal form C is refused in fields and ids; json keeps the form it came in.',
      async run(trial) {
        await refuses(trial, [
          ['name', { name: DECOMPOSED }],
          ['code', { code: DECOMPOSED }],
          ['tags.0', { tags: [DECOMPOSED] }],
          ['custom.city', { custom: { city: DECOMPOSED } }],
        ]);
        const { storage, context } = trial;
        await failure(
          () => storage.commit(context, commitOf([put('counter', DECOMPOSED, { value: 1 })])),
          'INVALID_INPUT',
          'INVALID_VALUE',
        );
        await keeps(trial, [{ payload: { [DECOMPOSED]: DECOMPOSED } }]);
      },
    },
    {
      id: 'VA8',
      promise: 'NaN and the infinities are refused with their path; −0 is stored as 0.',
      async run(trial) {
        const numbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
        for (const number of numbers) {
          await refuses(trial, [
            ['employees', { employees: number }],
            ['rating', { rating: number }],
            ['seenAt', { seenAt: number }],
            ['balance.amount', { balance: { amount: number, currency: 'TWD' } }],
            ['payload.deep.1', { payload: { deep: [1, number] } }],
            ['custom.visits', { custom: { visits: number } }],
          ]);
        }
        const { storage, context, expect } = trial;
        const zeros = {
          name: 'x',
          employees: -0,
          rating: -0,
          seenAt: -0,
          balance: { amount: -0, currency: 'TWD' },
          payload: { n: -0 },
          custom: { visits: -0 },
        };
        await commitOk(storage, context, commitOf([put('party', 'zero', zeros)]));
        const row = (await read(storage, context, 'party', 'zero')) as unknown as typeof zeros;
        const read0 = [row.employees, row.rating, row.seenAt, row.balance.amount, row.payload.n, row.custom.visits];
        expect(read0.map((value) => Object.is(value, 0))).toEqual(read0.map(() => true));
      },
    },
    {
      id: 'VA9',
      promise:
        'A number that its type cannot hold is refused with its path: no safe integer, more digits than the precision, more than 64 bits.',
      async run(trial) {
        await refuses(trial, [
          ['employees', { employees: 2 ** 53 }],
          ['employees', { employees: 1.5 }],
          ['rating', { rating: 100_000 }],
          ['rating', { rating: 0.5 }],
          ['exact', { exact: '1000000000000000000' }],
          ['exact', { exact: '1e3' }],
          ['exact', { exact: ' 1' }],
          ['balance.amount', { balance: { amount: '9223372036854775808', currency: 'JPY' } }],
          ['price.amount', { price: { amount: 2 ** 53, currency: 'JPY' } }],
          ['seenAt', { seenAt: 253_402_300_800_000 }],
          ['custom.discount', { custom: { discount: '1000000000000000000' } }],
        ]);
      },
    },
    {
      id: 'VA10',
      promise: 'A value of another type than its field is refused with its path, never converted.',
      async run(trial) {
        await refuses(trial, wrongTypes);
      },
    },
    {
      id: 'VA11',
      promise:
        'A field the schema does not have is refused with its path, also `__proto__`, `constructor` and a `__proto__` inside json.',
      async run(trial) {
        await refuses(trial, [
          ['nmae', { nmae: 'typo' }],
          ['custom.nmae', { custom: { nmae: 'typo' } }],
          ['constructor', { constructor: 'x' }],
          ['toString', { toString: 'x' }],
          ['custom.constructor', { custom: { constructor: 'x' } }],
          ['__proto__', JSON.parse('{"__proto__":{"vip":true}}') as Fields],
          ['custom.__proto__', { custom: JSON.parse('{"__proto__":{"vip":true}}') as unknown }],
          ['payload.a.__proto__', { payload: JSON.parse('{"a":{"__proto__":1}}') as unknown }],
        ]);
        trial.expect(({} as { vip?: unknown }).vip).toBe(undefined);
      },
    },
    {
      id: 'VA12',
      promise: 'A required field without value is refused with its path.',
      async run({ storage, context, expect }) {
        for (const fields of [{}, { name: null }, { name: undefined }]) {
          const error = await failure(
            () => storage.commit(context, commitOf([put('party', 'p', fields)])),
            'INVALID_VALUE',
          );
          expect(error.path).toBe('name');
        }
        expect(await read(storage, context, 'party', 'p')).toBe(null);
      },
    },
    {
      id: 'VA13',
      promise: 'A refused value refuses its whole commit: nothing of it is written, claimed or logged.',
      async run({ storage, context, expect }) {
        const good = put('counter', 'good', { value: 1 });
        const bad = put('party', 'bad', { name: 'a\u0000' });
        await failure(
          () => storage.commit(context, commitOf([good, bad], { claims: [claim('k', 'good')] })),
          'INVALID_VALUE',
        );
        expect(await storage.get(context, 'counter', ['good'])).toEqual([null]);
        expect((await storage.changes(context, { after: null, limit: 10 })).changes).toEqual([]);
        await commitOk(storage, context, commitOf([good], { claims: [claim('k', 'good')] }));
      },
    },
    {
      id: 'VA14',
      promise:
        'json comes back equal: nested lists and objects, null inside, empty ones, keys such as `constructor` or with dots, numbers with fractions.',
      async run(trial) {
        const payloads = [
          { a: [[], [null], [{}]], 'b.c': { '': 1, constructor: 'x', '"': [true, false] } },
          [1, 'two', null, { three: [3.5, -0.001, 1e21, 5e-324] }],
          'just text',
          17,
          true,
          [],
          {},
          { ids: Array.from({ length: 500 }, (_, index) => ({ index, word: '字'.repeat(index % 7) })) },
        ];
        await keeps(
          trial,
          payloads.map((payload) => ({ payload })),
        );
      },
    },
    {
      id: 'VA15',
      promise:
        'Ids are compared exactly: case, accents, width, trailing blanks and normal form make different records.',
      async run({ storage, context, expect }) {
        const ids = ['a', 'A', 'a ', ' a', 'á', 'ａ', 'a\u200B', 'a%', 'a_', '１', '1', '01', 'x'.repeat(200)];
        await commitOk(storage, context, commitOf(ids.map((id, value) => put('counter', id, { value }))));
        expect((await storage.get(context, 'counter', ids)).map((row) => row?.value)).toEqual(
          ids.map((_, value) => value),
        );
        expect((await queryIds(storage, context, 'counter')).length).toBe(ids.length);
      },
    },
    {
      id: 'VA16',
      promise:
        'An id or tenant that is empty or longer than 200 characters, and a row with another id than its write, are refused.',
      async run({ storage, context }) {
        await failure(
          () => storage.commit(context, commitOf([put('counter', '', { value: 1 })])),
          'INVALID_INPUT',
          'INVALID_VALUE',
        );
        await failure(
          () => storage.commit(context, commitOf([put('counter', 'x'.repeat(201), { value: 1 })])),
          'INVALID_INPUT',
          'INVALID_VALUE',
        );
        await failure(() => storage.get({ tenant: '' }, 'counter', ['a']), 'INVALID_INPUT', 'INVALID_VALUE');
        await failure(() => storage.get({ tenant: 'a\u0000b' }, 'counter', ['a']), 'INVALID_INPUT', 'INVALID_VALUE');
        await failure(
          () => storage.get({ tenant: 'x'.repeat(201) }, 'counter', ['a']),
          'INVALID_INPUT',
          'INVALID_VALUE',
        );
        const write = { ...put('counter', 'a', { value: 1 }), id: 'b' };
        await failure(() => storage.commit(context, commitOf([write])), 'INVALID_VALUE', 'INVALID_INPUT');
      },
    },
  ],
};

const wrongTypes: readonly (readonly [path: string, fields: Fields])[] = [
  ['name', { name: 1 }],
  ['name', { name: ['x'] }],
  ['name', { name: { toString: () => 'x' } }],
  ['code', { code: true }],
  ['active', { active: 'true' }],
  ['active', { active: 1 }],
  ['employees', { employees: '1' }],
  ['employees', { employees: 1n }],
  ['rating', { rating: true }],
  ['rating', { rating: '1.5' }],
  ['since', { since: '2024-02-30' }],
  ['since', { since: '2024-2-3' }],
  ['since', { since: new Date(0) }],
  ['seenAt', { seenAt: '2024-02-29T12:00:00.000Z' }],
  ['seenAt', { seenAt: new Date(0) }],
  ['parent', { parent: 7 }],
  ['balance', { balance: 100 }],
  ['balance', { balance: { amount: 1 } }],
  ['balance', { balance: { amount: 1, currency: 'TWD', extra: 1 } }],
  ['balance.currency', { balance: { amount: 1, currency: 'twd' } }],
  ['balance.currency', { balance: { amount: 1, currency: '' } }],
  ['tags', { tags: 'a' }],
  ['tags', { tags: { 0: 'a' } }],
  ['tags.1', { tags: ['a', null] }],
  ['tags.0', { tags: [1] }],
  ['payload', { payload: () => 1 }],
  ['payload.date', { payload: { date: new Date(0) } }],
  ['payload.map', { payload: { map: new Map() } }],
  ['payload.big', { payload: { big: 1n } }],
  ['custom', { custom: 'x' }],
  ['custom', { custom: [] }],
  ['custom.vip', { custom: { vip: 'yes' } }],
  ['custom.visits', { custom: { visits: '3' } }],
  ['custom.renewal', { custom: { renewal: 0 } }],
  ['custom.budget', { custom: { budget: '100 TWD' } }],
  ['custom.labels.0', { custom: { labels: [{}] } }],
];

/** Puts each set of fields and reads it back equal, by `get` and by `query`. */
async function keeps({ storage, context, expect }: Trial, samples: readonly Fields[]): Promise<void> {
  const writes = samples.map((fields, index) =>
    put('party', `kept-${String(index).padStart(3, '0')}`, { name: 'x', ...fields }),
  );
  const known = new Map(
    (await storage.query(context, 'party', { limit: 1000, now: 0 })).rows.map((row) => [row.id, row.rev]),
  );
  await commitOk(
    storage,
    context,
    commitOf(writes.map((write) => ({ ...write, expect: known.get(write.id) ?? ('absent' as const) }))),
  );
  const rows = await storage.get(
    context,
    'party',
    writes.map(({ id }) => id),
  );
  const page = await storage.query(context, 'party', { limit: 1000, now: 0 });
  const queried = new Map(page.rows.map((row) => [row.id, row]));
  for (const [index, { id, row }] of writes.entries()) {
    const { rev: _rev, ...put } = row ?? { rev: '' };
    expect(withoutRev(rows[index])).toEqual(put);
    expect(withoutRev(queried.get(id))).toEqual(put);
  }
}

/** Expects each row to be refused as an invalid value at the path, and nothing to be there afterwards. */
async function refuses(
  { storage, context, expect }: Trial,
  cases: readonly (readonly [path: string, fields: Fields])[],
): Promise<void> {
  for (const [path, fields] of cases) {
    const row = Object.defineProperties(
      { id: 'refused', rev: '', name: 'x' },
      Object.getOwnPropertyDescriptors(fields),
    );
    const write = { entity: 'party', id: 'refused', op: 'put' as const, expect: 'absent' as const, row };
    const error = await failure(() => storage.commit(context, commitOf([write])), 'INVALID_VALUE');
    expect(error.path).toBe(path);
  }
  expect(await storage.get(context, 'party', ['refused'])).toEqual([null]);
}

async function refusesText(trial: Trial, text: string): Promise<void> {
  await refuses(trial, [
    ['name', { name: text }],
    ['code', { code: text }],
    ['parent', { parent: text }],
    ['tags.1', { tags: ['a', text] }],
    ['remarks.0', { remarks: [text] }],
    ['payload', { payload: text }],
    ['payload.a.0', { payload: { a: [text] } }],
    ['payload', { payload: { [text]: 1 } }],
    ['custom.city', { custom: { city: text } }],
    ['custom.labels.0', { custom: { labels: [text] } }],
  ]);
  const { storage, context } = trial;
  const good = put('counter', 'c', { value: 1 });
  await failure(
    () => storage.commit(context, commitOf([put('counter', text, { value: 1 })])),
    'INVALID_INPUT',
    'INVALID_VALUE',
  );
  await failure(
    () => storage.commit(context, commitOf([good], { claims: [claim(text, 'c')] })),
    'INVALID_INPUT',
    'INVALID_VALUE',
  );
  await failure(
    () => storage.commit(context, commitOf([{ ...good, keys: [{ name: 'token', value: text }] }])),
    'INVALID_INPUT',
    'INVALID_VALUE',
  );
  trial.expect(await storage.get(context, 'counter', ['c'])).toEqual([null]);
}
