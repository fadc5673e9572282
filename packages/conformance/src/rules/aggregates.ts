import type { AggregateQuery, AggregateRow } from '@crmkit/core';
import type { RuleGroup, Trial } from '../rule.js';
import { commitMany, failure, NOON, put } from '../support/call.js';
import { checked, compare, field, literal } from '../support/expressions.js';

/** Groups and measures over the records of a query. */
export const aggregateRules: RuleGroup = {
  title: 'aggregates',
  rules: [
    {
      id: 'AG1',
      promise:
        'Without `groupBy` there is exactly one group, also over no records: counts and sums are 0, a sum of money and the rest have no value.',
      async run(trial) {
        const measures = allMeasures;
        trial
          .expect(await aggregate(trial, { measures }))
          .toEqual([{ group: {}, measures: { n: 0, counted: 0, sum: 0, kinds: 0, heavy: 0 } }]);
        await orders(trial);
        trial.expect(await aggregate(trial, { measures })).toEqual([
          {
            group: {},
            measures: {
              n: 7,
              counted: 5,
              sum: 16,
              least: 1,
              greatest: 9,
              mean: 3_200_000,
              kinds: 2,
              heavy: '9007199254741994',
              first: NOON - 5,
              lastDue: '2024-03-31',
              leastText: 'a',
            },
          },
        ]);
      },
    },
    {
      id: 'AG2',
      promise:
        'With `groupBy` there is one group per set of key values, no value being one of them, named by dotted path; none over no records.',
      async run(trial) {
        trial.expect(await aggregate(trial, { groupBy: [['status']], measures: { n: { fn: 'count' } } })).toEqual([]);
        await orders(trial);
        trial
          .expect(
            await aggregate(trial, {
              groupBy: [['status']],
              measures: { n: { fn: 'count' }, sum: { fn: 'sum', path: ['quantity'] } },
            }),
          )
          .toEqual([
            { group: {}, measures: { n: 1, sum: 0 } },
            { group: { status: 'draft' }, measures: { n: 2, sum: 10 } },
            { group: { status: 'posted' }, measures: { n: 4, sum: 6 } },
          ]);
        trial
          .expect(
            await aggregate(trial, { groupBy: [['status'], ['custom', 'channel']], measures: { n: { fn: 'count' } } }),
          )
          .toEqual([
            { group: {}, measures: { n: 1 } },
            { group: { 'custom.channel': 'shop', status: 'posted' }, measures: { n: 1 } },
            { group: { 'custom.channel': 'web', status: 'draft' }, measures: { n: 1 } },
            { group: { 'custom.channel': 'web', status: 'posted' }, measures: { n: 2 } },
            { group: { status: 'draft' }, measures: { n: 1 } },
            { group: { status: 'posted' }, measures: { n: 1 } },
          ]);
      },
    },
    {
      id: 'AG3',
      promise:
        'Money is added, averaged and compared within one currency; over mixed currencies these have no value. Groups by money keep amount and currency.',
      async run(trial) {
        await orders(trial);
        const total = ['total'];
        const measures = {
          sum: { fn: 'sum', path: total },
          mean: { fn: 'avg', path: total },
          least: { fn: 'min', path: total },
          greatest: { fn: 'max', path: total },
          kinds: { fn: 'distinct', path: total },
        } as const;
        trial.expect(await aggregate(trial, { measures })).toEqual([{ group: {}, measures: { kinds: 4 } }]);
        const where = checked('order', compare('eq', field('status'), literal('keyword', 'posted')));
        trial.expect(await aggregate(trial, { where, measures })).toEqual([
          {
            group: {},
            measures: {
              sum: { amount: 405, currency: 'TWD' },
              mean: { amount: 135_000_000, currency: 'TWD' },
              least: { amount: 5, currency: 'TWD' },
              greatest: { amount: 200, currency: 'TWD' },
              kinds: 2,
            },
          },
        ]);
        const groups = await aggregate(trial, { where, groupBy: [total], measures: { n: { fn: 'count' } } });
        trial.expect(groups).toEqual([
          { group: {}, measures: { n: 1 } },
          { group: { total: { amount: 200, currency: 'TWD' } }, measures: { n: 2 } },
          { group: { total: { amount: 5, currency: 'TWD' } }, measures: { n: 1 } },
        ]);
      },
    },
    {
      id: 'AG4',
      promise: 'The condition decides what is counted, with parameters, relations and `now` as in queries.',
      async run(trial) {
        await orders(trial);
        const count = { n: { fn: 'count' } } as const;
        const recent = checked('order', {
          op: 'within',
          field: ['placedAt'],
          window: { type: 'duration', value: 'PT0.003S' },
        });
        trial
          .expect(await aggregate(trial, { where: recent, measures: count }))
          .toEqual([{ group: {}, measures: { n: 3 } }]);
        trial
          .expect(await aggregate(trial, { where: recent, measures: count, now: NOON + 10 }))
          .toEqual([{ group: {}, measures: { n: 0 } }]);
        const where = checked('order', compare('lte', field('quantity'), { op: 'param', name: 'most', type: 'int' }));
        trial
          .expect(await aggregate(trial, { where, measures: count, params: { most: 2 } }))
          .toEqual([{ group: {}, measures: { n: 3 } }]);
        const ofQ = checked('order', {
          op: 'some',
          rel: 'customer',
          where: compare('eq', field('name'), literal('text', 'q')),
        });
        trial
          .expect(await aggregate(trial, { where: ofQ, measures: count }))
          .toEqual([{ group: {}, measures: { n: 2 } }]);
      },
    },
    {
      id: 'AG5',
      promise:
        'A sum that does not fit (int ±(2^53 − 1), otherwise 64 bits) has no value; an average is exact before it is rounded.',
      async run(trial) {
        const { storage, context, expect } = trial;
        await commitMany(storage, context, [
          put('party', 'a', {
            name: 'a',
            employees: Number.MAX_SAFE_INTEGER,
            exact: '999999999999999999',
            code: 'big',
          }),
          put('party', 'b', { name: 'b', employees: Number.MAX_SAFE_INTEGER, exact: 0, code: 'big' }),
          put('party', 'c', { name: 'c', employees: -1, exact: 1, code: 'small' }),
          put('party', 'd', { name: 'd', employees: 0, exact: 0, code: 'small' }),
          put('party', 'e', { name: 'e', employees: 0, exact: 0, code: 'small' }),
        ]);
        const measures = {
          sum: { fn: 'sum', path: ['employees'] },
          mean: { fn: 'avg', path: ['employees'] },
          exact: { fn: 'sum', path: ['exact'] },
        } as const;
        const groups = await call(trial)(context, 'party', { groupBy: [['code']], measures, now: NOON });
        expect(sorted(groups)).toEqual([
          { group: { code: 'big' }, measures: { mean: '9007199254740991000000', exact: '999999999999999999' } },
          { group: { code: 'small' }, measures: { sum: -1, mean: -333_333, exact: 1 } },
        ]);
      },
    },
    {
      id: 'AG6',
      promise:
        'An unknown field, a group by a list or json, and a function that has no meaning for its type are refused with `INVALID_INPUT`.',
      async run(trial) {
        const { context } = trial;
        const refused: readonly Omit<AggregateQuery, 'now'>[] = [
          { measures: { x: { fn: 'sum', path: ['nobody'] } } },
          { measures: { x: { fn: 'sum', path: ['name'] } } },
          { measures: { x: { fn: 'avg', path: ['since'] } } },
          { measures: { x: { fn: 'min', path: ['active'] } } },
          { measures: { x: { fn: 'max', path: ['tags'] } } },
          { measures: { x: { fn: 'distinct', path: ['payload'] } } },
          { measures: { x: { fn: 'sum' } } },
          { groupBy: [['tags']], measures: { n: { fn: 'count' } } },
          { groupBy: [['payload']], measures: { n: { fn: 'count' } } },
          { groupBy: [['nobody']], measures: { n: { fn: 'count' } } },
        ];
        for (const query of refused)
          await failure(() => call(trial)(context, 'party', { ...query, now: NOON }), 'INVALID_INPUT');
      },
    },
    {
      id: 'AG7',
      promise:
        'Groups by bool, number, date, instant, reference and text that differs only in case or accents are kept apart.',
      async run(trial) {
        const { storage, context, expect } = trial;
        const names = ['a', 'A', 'á', 'ａ', ' a', ''];
        await commitMany(
          storage,
          context,
          names.flatMap((name, index) =>
            [0, 1].map((copy) =>
              put('party', `p${index}${copy}`, {
                name,
                active: index > 2,
                exact: index > 2 ? '9007199254740993' : 2,
                since: '2024-01-01',
                seenAt: index % 2,
                ...(index > 0 && { parent: 'p00' }),
              }),
            ),
          ),
        );
        const by = async (path: string): Promise<readonly (readonly [unknown, unknown])[]> => {
          const groups = await call(trial)(context, 'party', {
            groupBy: [[path]],
            measures: { n: { fn: 'count' } },
            now: NOON,
          });
          return sorted(groups).map(({ group, measures }) => [group[path] ?? null, measures.n]);
        };
        expect(new Set((await by('name')).map(([name]) => name))).toEqual(new Set(names));
        expect(new Map(await by('active'))).toEqual(
          new Map([
            [false, 6],
            [true, 6],
          ]),
        );
        expect(new Map(await by('exact'))).toEqual(
          new Map<unknown, number>([
            [2, 6],
            ['9007199254740993', 6],
          ]),
        );
        expect(new Map(await by('seenAt'))).toEqual(
          new Map([
            [0, 6],
            [1, 6],
          ]),
        );
        expect(new Map(await by('since'))).toEqual(new Map([['2024-01-01', 12]]));
        expect(new Map(await by('parent'))).toEqual(
          new Map<unknown, number>([
            [null, 2],
            ['p00', 10],
          ]),
        );
      },
    },
  ],
};

type AggregateMethod = NonNullable<Trial['storage']['aggregate']>;

const allMeasures: AggregateQuery['measures'] = {
  n: { fn: 'count' },
  counted: { fn: 'count', path: ['quantity'] },
  sum: { fn: 'sum', path: ['quantity'] },
  least: { fn: 'min', path: ['quantity'] },
  greatest: { fn: 'max', path: ['quantity'] },
  mean: { fn: 'avg', path: ['quantity'] },
  kinds: { fn: 'distinct', path: ['custom', 'channel'] },
  heavy: { fn: 'sum', path: ['weight'] },
  first: { fn: 'min', path: ['placedAt'] },
  lastDue: { fn: 'max', path: ['dueOn'] },
  leastText: { fn: 'min', path: ['comment'] },
};

async function orders({ storage, context }: Trial): Promise<void> {
  await commitMany(storage, context, [
    put('party', 'p', { name: 'p' }),
    put('party', 'q', { name: 'q' }),
    put('order', 'o1', {
      party: 'p',
      status: 'posted',
      quantity: 1,
      total: { amount: 200, currency: 'TWD' },
      placedAt: NOON,
      weight: '9007199254740993',
      custom: { channel: 'web' },
    }),
    put('order', 'o2', {
      party: 'p',
      status: 'posted',
      quantity: 3,
      total: { amount: 200, currency: 'TWD' },
      placedAt: NOON - 1,
      weight: 1001,
      custom: { channel: 'web' },
    }),
    put('order', 'o3', {
      party: 'q',
      status: 'posted',
      quantity: 2,
      total: { amount: 5, currency: 'TWD' },
      placedAt: NOON - 2,
      comment: 'b',
      custom: { channel: 'shop' },
    }),
    put('order', 'o4', { party: 'p', status: 'posted', dueOn: '2024-03-31' }),
    put('order', 'o5', {
      party: 'p',
      status: 'draft',
      quantity: 9,
      total: { amount: 7, currency: 'EUR' },
      comment: 'a',
      custom: { channel: 'web' },
    }),
    put('order', 'o6', { party: 'p', status: 'draft', quantity: 1, placedAt: NOON - 5, dueOn: '2024-01-31' }),
    put('order', 'o7', { party: 'q', total: { amount: 7, currency: 'JPY' } }),
  ]);
}

function call({ storage }: Trial): AggregateMethod {
  const method = storage.aggregate?.bind(storage);
  if (method === undefined) throw new Error('The storage says pushdown.aggregate, but has no method aggregate.');
  return method;
}

async function aggregate(
  trial: Trial,
  query: Partial<AggregateQuery> & Pick<AggregateQuery, 'measures'>,
): Promise<readonly AggregateRow[]> {
  return sorted(await call(trial)(trial.context, 'order', { now: NOON, ...query }));
}

/** Groups come in no promised order. */
function sorted(rows: readonly AggregateRow[]): readonly AggregateRow[] {
  const key = ({ group }: AggregateRow): string =>
    Object.entries(group)
      .map((entry) => JSON.stringify(entry))
      .sort()
      .join();
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
