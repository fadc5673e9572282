import { type Context, compareText, type Page, type Query, type Row, type Sort, type Storage } from '@crmkit/core';
import { compareRows } from '@crmkit/core/storage';
import type { RuleGroup, Trial } from '../rule.js';
import { commitMany, commitOf, commitOk, failure, NOON, put, queryAll, queryIds } from '../support/call.js';
import { checked, compare, field, literal } from '../support/expressions.js';
import { orderedValues, partyWith } from '../support/ordered-values.js';
import { suiteSchema } from '../support/suite-schema.js';

/** Order, pages and cursors. */
export const pagingRules: RuleGroup = {
  title: 'order and pages',
  rules: [
    {
      id: 'PA1',
      promise: 'Without a sort, all live records come in the order of their ids by Unicode code point.',
      async run({ storage, context, random, expect }) {
        const ids = [
          'a',
          'Z',
          'z',
          'é',
          'ﬁ',
          '\uE000',
          '\uFF5E',
          '\u{1F600}',
          '\u{10FFFF}',
          '10',
          '9',
          '_',
          '-',
          ' a',
          'a b',
          'ab',
          'aB',
          '臺',
        ];
        const shuffled = [...ids].sort(() => (random.chance(0.5) ? 1 : -1));
        const revs = await commitMany(storage, context, [
          ...shuffled.map((id, value) => put('counter', id, { value })),
          put('counter', 'gone', { value: 1 }),
        ]);
        await commitOk(
          storage,
          context,
          commitOf([{ entity: 'counter', id: 'gone', op: 'delete', expect: revs.at(-1) ?? '' }]),
        );
        for (const limit of [1, 7, 1000])
          expect(await queryIds(storage, context, 'counter', { limit })).toEqual([...ids].sort(compareText));
      },
    },
    {
      id: 'PA2',
      promise:
        'A sort follows the order of the type: text by code point, numbers by size also beyond 2^53, false before true, money by currency and then amount.',
      async run(trial) {
        const columns = [
          ...orderedValues.filter(({ literal: type }) => type !== 'money'),
          { path: 'active', values: [[false], [true]] },
          { path: 'custom.vip', values: [[false], [true]] },
          { path: 'balance', values: moneyInOrder },
          { path: 'custom.budget', values: moneyInOrder },
        ];
        for (const [index, { path, values }] of columns.entries()) {
          const tenant = trial.tenant(`sort ${index}`);
          // Ids run against the order of the values, so that sorting by id alone is found out.
          const ids = values.map((_, position) => `p${String(values.length - position).padStart(3, '0')}`);
          await commitMany(
            trial.storage,
            tenant,
            values.map(([value], position) => put('party', ids[position] ?? '', partyWith(path, value))),
          );
          for (const limit of [3, 1000]) {
            const asc = await queryIds(trial.storage, tenant, 'party', {
              limit,
              sort: [{ path: path.split('.'), direction: 'asc' }],
            });
            const desc = await queryIds(trial.storage, tenant, 'party', {
              limit,
              sort: [{ path: path.split('.'), direction: 'desc' }],
            });
            trial.expect([path, asc, desc]).toEqual([path, ids, ids.toReversed()]);
          }
        }
      },
    },
    {
      id: 'PA3',
      promise:
        'Records without a value come first ascending and last descending; ties go by id, ascending in both directions.',
      async run({ storage, context, expect }) {
        const rows: readonly (readonly [string, number | null])[] = [
          ['a', 2],
          ['b', null],
          ['c', 1],
          ['d', null],
          ['e', 2],
          ['f', 1],
        ];
        await commitMany(
          storage,
          context,
          rows.map(([id, employees]) => put('party', id, { name: 'x', employees, custom: { visits: employees } })),
        );
        for (const path of [['employees'], ['custom', 'visits']]) {
          for (const limit of [1, 2, 4, 100]) {
            expect(await queryIds(storage, context, 'party', { limit, sort: [{ path, direction: 'asc' }] })).toEqual([
              'b',
              'd',
              'c',
              'f',
              'a',
              'e',
            ]);
            expect(await queryIds(storage, context, 'party', { limit, sort: [{ path, direction: 'desc' }] })).toEqual([
              'a',
              'e',
              'c',
              'f',
              'b',
              'd',
            ]);
          }
        }
      },
    },
    {
      id: 'PA4',
      promise: 'Several sort fields apply in turn, each in its direction, page after page, whatever the page size.',
      async run({ storage, context, random, expect }) {
        const rows: Row[] = Array.from({ length: 120 }, (_, index) => ({
          id: `p${index}`,
          rev: '',
          name: `n${random.integer(0, 4)}`,
          ...(random.chance(0.8) && { employees: random.integer(0, 3) }),
          ...(random.chance(0.7) && { since: `2024-0${random.integer(1, 3)}-01` }),
          ...(random.chance(0.7) && { custom: { discount: random.pick([0, 5, '9007199254740993']) } }),
        }));
        await commitMany(
          storage,
          context,
          rows.map(({ id, rev: _rev, ...fields }) => put('party', id, fields)),
        );
        const paths = [['name'], ['employees'], ['since'], ['custom', 'discount']];
        for (let round = 0; round < 12; round += 1) {
          const sort: Sort[] = paths
            .filter(() => random.chance(0.7))
            .map((path) => ({ path, direction: random.pick(['asc', 'desc'] as const) }));
          const expected = rows.toSorted(compareRows(sort, partySchema)).map(({ id }) => id);
          expect([sort, await queryIds(storage, context, 'party', { sort, limit: random.integer(1, 50) })]).toEqual([
            sort,
            expected,
          ]);
        }
      },
    },
    {
      id: 'PA5',
      promise: 'Pages through 1,500 records with equal sort keys give each exactly once, in id order.',
      async run({ storage, context, expect }) {
        const ids = Array.from({ length: 1500 }, (_, index) => `p${String((index * 7919) % 1500).padStart(4, '0')}`);
        await commitMany(
          storage,
          context,
          ids.map((id) => put('party', id, { name: 'same', employees: 5 })),
        );
        for (const [limit, direction] of [
          [97, 'asc'],
          [500, 'desc'],
        ] as const) {
          const sort: Sort[] = [
            { path: ['employees'], direction },
            { path: ['nickname'], direction },
            { path: ['name'], direction },
          ];
          expect(await queryIds(storage, context, 'party', { limit, sort })).toEqual([...ids].sort());
        }
      },
    },
    {
      id: 'PA6',
      promise:
        'While others insert, change and delete, paging gives every record that nobody touches exactly once, and nothing twice.',
      async run(trial) {
        const still = Array.from({ length: 300 }, (_, index) => ({
          id: `still-${String((index * 37) % 300).padStart(3, '0')}`,
          employees: index % 20,
        }));
        const busy = Array.from({ length: 200 }, (_, index) => ({ id: `busy-${index}`, employees: index % 20 }));
        await commitMany(
          trial.storage,
          trial.context,
          [...still, ...busy].map(({ id, employees }) => put('party', id, { name: 'x', employees })),
        );
        for (const direction of ['asc', 'desc'] as const) {
          const sort: Sort[] = [{ path: ['employees'], direction }];
          const seen = await pageUnderChurn(
            trial,
            { sort, limit: 40, now: NOON },
            busy.map(({ id }) => id),
          );
          const untouched = seen.filter((id) => id.startsWith('still-'));
          const expected = still
            .map((row) => ({ ...row, rev: '' }))
            .sort(compareRows(sort, partySchema))
            .map(({ id }) => id);
          trial.expect(untouched).toEqual(expected);
        }
      },
    },
    {
      id: 'PA7',
      promise:
        'The cursor is null exactly when nothing follows, also when the last page is full or there is nothing at all.',
      async run({ storage, context, expect }) {
        expect(await storage.query(context, 'counter', { limit: 10, now: 0 })).toEqual({ rows: [], cursor: null });
        await commitMany(
          storage,
          context,
          Array.from({ length: 10 }, (_, value) => put('counter', `c${value}`, { value })),
        );
        const full = await storage.query(context, 'counter', { limit: 10, now: 0 });
        expect([full.rows.length, full.cursor]).toEqual([10, null]);
        const first = await storage.query(context, 'counter', { limit: 5, now: 0 });
        const second = await storage.query(context, 'counter', { limit: 5, now: 0, cursor: first.cursor });
        expect([typeof first.cursor, second.rows.length, second.cursor]).toEqual(['string', 5, null]);
      },
    },
    {
      id: 'PA8',
      promise: 'A limit outside 1 to 10,000 or no whole number is refused with `INVALID_INPUT`; 10,000 is allowed.',
      async run({ storage, context }) {
        for (const limit of [0, -1, 10_001, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
          await failure(() => storage.query(context, 'counter', { limit, now: 0 }), 'INVALID_INPUT');
        }
        await storage.query(context, 'counter', { limit: 10_000, now: 0 });
      },
    },
    {
      id: 'PA9',
      promise: 'A malformed cursor is refused with `INVALID_CURSOR`.',
      async run({ storage, context, expect }) {
        const cursor = await someCursor(storage, context, {});
        const broken = [
          '',
          'x',
          '%%%',
          cursor.slice(0, -3),
          `${cursor}x`,
          cursor.slice(2),
          '臺',
          'bnVsbA',
          'W10',
          `${cursor} `,
        ];
        for (const text of broken) {
          const query = { limit: 2, now: NOON, cursor: text };
          const error = await failure(() => storage.query(context, 'counter', query), 'INVALID_CURSOR');
          expect([text, error.code]).toEqual([text, 'INVALID_CURSOR']);
        }
      },
    },
    {
      id: 'PA10',
      promise:
        'A cursor of another tenant, entity, condition, order or set of parameters is refused with `INVALID_CURSOR`.',
      async run({ storage, context, tenant }) {
        const where = checked('counter', compare('lte', literal('int', 0), field('value')));
        const other = checked('counter', compare('lte', literal('int', 1), field('value')));
        const withParam = checked(
          'counter',
          compare('lte', { op: 'param', name: 'least', type: 'int' }, field('value')),
        );
        const cursor = await someCursor(storage, context, { where });
        const query = { limit: 2, now: NOON, cursor };
        await storage.query(context, 'counter', { ...query, where });
        await failure(() => storage.query(context, 'counter', query), 'INVALID_CURSOR');
        await failure(() => storage.query(context, 'counter', { ...query, where: other }), 'INVALID_CURSOR');
        await failure(
          () => storage.query(context, 'counter', { ...query, where, sort: [{ path: ['value'], direction: 'asc' }] }),
          'INVALID_CURSOR',
        );
        await failure(() => storage.query(context, 'order', query), 'INVALID_CURSOR');
        await failure(() => storage.query(tenant('other'), 'counter', { ...query, where }), 'INVALID_CURSOR');
        const paramCursor = await someCursor(storage, tenant('param'), { where: withParam, params: { least: 0 } });
        await failure(
          () =>
            storage.query(tenant('param'), 'counter', {
              ...query,
              cursor: paramCursor,
              where: withParam,
              params: { least: 1 },
            }),
          'INVALID_CURSOR',
        );
      },
    },
    {
      id: 'PA11',
      promise: 'A cursor keeps the `now` of its first page, whatever later calls say.',
      async run({ storage, context, expect }) {
        const hour = 3_600_000;
        await commitMany(
          storage,
          context,
          Array.from({ length: 9 }, (_, index) => put('party', `p${index}`, { name: 'x', seenAt: NOON - hour })),
        );
        const where = checked('party', {
          op: 'within',
          field: ['seenAt'],
          window: { type: 'duration', value: 'PT2H' },
        });
        const first = await storage.query(context, 'party', { where, limit: 4, now: NOON });
        const later = await storage.query(context, 'party', {
          where,
          limit: 4,
          now: NOON + 10 * hour,
          cursor: first.cursor,
        });
        const last = await storage.query(context, 'party', {
          where,
          limit: 4,
          now: NOON + 20 * hour,
          cursor: later.cursor,
        });
        expect([first, later, last].map(({ rows }) => rows.length)).toEqual([4, 4, 1]);
        expect(await queryIds(storage, context, 'party', { where, now: NOON + 10 * hour })).toEqual([]);
      },
    },
    {
      id: 'PA12',
      promise: 'A sort by an unknown field, a list or json is refused with `INVALID_INPUT`.',
      async run({ storage, context }) {
        for (const path of [
          ['nobody'],
          ['tags'],
          ['payload'],
          ['custom', 'labels'],
          ['custom'],
          ['__proto__'],
          ['custom', 'nobody'],
          [],
        ]) {
          await failure(
            () => storage.query(context, 'party', { limit: 1, now: 0, sort: [{ path, direction: 'asc' }] }),
            'INVALID_INPUT',
          );
        }
      },
    },
    {
      id: 'PA13',
      promise:
        'Condition, order and pages work together: each page holds only matching records, and together they hold all of them.',
      async run({ storage, context, expect }) {
        const rows = Array.from({ length: 250 }, (_, index) => ({
          id: `p${index}`,
          employees: (index * 13) % 50,
          code: index % 3 === 0 ? 'yes' : 'no',
        }));
        await commitMany(
          storage,
          context,
          rows.map(({ id, ...fields }) => put('party', id, { name: 'x', ...fields })),
        );
        const where = checked('party', compare('eq', field('code'), literal('keyword', 'yes')));
        const sort: Sort[] = [{ path: ['employees'], direction: 'desc' }];
        const expected = rows
          .filter(({ code }) => code === 'yes')
          .map((row) => ({ ...row, rev: '' }))
          .sort(compareRows(sort, partySchema));
        expect(await queryIds(storage, context, 'party', { where, sort, limit: 9 })).toEqual(
          expected.map(({ id }) => id),
        );
        expect(
          (await queryAll(storage, context, 'party', { where, sort, limit: 9 })).every((row) => row.code === 'yes'),
        ).toBe(true);
      },
    },
    {
      id: 'PA14',
      promise:
        'Where a query gives `boundTo`, a cursor belongs to that in place of the condition, which may then change from page to page.',
      async run({ storage, context, expect }) {
        const atLeast = (value: number) => checked('counter', compare('lte', literal('int', value), field('value')));
        const bound = { boundTo: 'mine', limit: 2, now: NOON };
        const cursor = await someCursor(storage, context, { ...bound, where: atLeast(0) });
        const next = await storage.query(context, 'counter', { ...bound, cursor, where: atLeast(4) });
        expect(next.rows.map(({ id }) => id)).toEqual(['c4', 'c5']);
        for (const other of [{ boundTo: 'other' }, { boundTo: undefined }])
          await failure(
            () => storage.query(context, 'counter', { ...bound, cursor, where: atLeast(0), ...other } as Query),
            'INVALID_CURSOR',
          );
      },
    },
  ],
};

const partySchema = suiteSchema.entities.party ?? {
  name: '',
  fact: false,
  fields: {},
  custom: {},
  relations: {},
  indexes: [],
  time: null,
};

const moneyInOrder = [
  { amount: -5, currency: 'EUR' },
  { amount: 3, currency: 'EUR' },
  { amount: '9007199254740993', currency: 'EUR' },
  { amount: -100, currency: 'JPY' },
  { amount: 10, currency: 'TWD' },
].map((value) => [value] as const);

async function someCursor(storage: Storage, context: Context, query: Partial<Query>): Promise<string> {
  await commitMany(
    storage,
    context,
    Array.from({ length: 6 }, (_, value) => put('counter', `c${value}`, { value })),
  );
  const { cursor } = await storage.query(context, 'counter', { limit: 2, now: NOON, ...query });
  if (cursor === null) throw new Error('A page of 2 of 6 records has no cursor.');
  return cursor;
}

/** Pages to the end while other records are moved, deleted and made between the pages; nothing may come twice unmoved. */
async function pageUnderChurn(
  { storage, context, random }: Trial,
  query: Query,
  busy: readonly string[],
): Promise<readonly string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  let made = 0;
  do {
    const page: Page = await storage.query(context, 'party', { ...query, cursor });
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.cursor;
    const rows = await storage.get(
      context,
      'party',
      Array.from({ length: 10 }, () => random.pick(busy)),
    );
    const live = new Map(rows.flatMap((row) => (row === null ? [] : [[row.id, row] as const])));
    const writes = [...live.values()].map((row) =>
      random.chance(0.5)
        ? put('party', row.id, { name: 'moved', employees: random.integer(0, 19) }, row.rev)
        : { entity: 'party', id: row.id, op: 'delete' as const, expect: row.rev },
    );
    const created = Array.from({ length: 5 }, () =>
      put('party', `made-${query.sort?.[0]?.direction}-${made++}`, { name: 'made', employees: random.integer(0, 19) }),
    );
    await commitOk(storage, context, commitOf([...writes, ...created]));
  } while (cursor !== null);
  return seen;
}
