import type { Expression, ValueNode } from '@crmkit/core';
import type { RuleGroup, Trial } from '../rule.js';
import { commitMany, commitOf, commitOk, NOON, put, queryIds } from '../support/call.js';
import { checked, combine, compare, field, literal, not } from '../support/expressions.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Conditions over related records and over time. */
export const relationRules: RuleGroup = {
  title: 'relations and time',
  rules: [
    {
      id: 'RE1',
      promise:
        'A relation to many holds where at least one related record matches, its own condition included; over none it is false.',
      async run(trial) {
        await shop(trial);
        await holds(trial, { op: 'some', rel: 'allOrders' }, ['a', 'b', 'c']);
        await holds(trial, { op: 'some', rel: 'orders' }, ['a', 'b']);
        await holds(trial, not({ op: 'some', rel: 'orders' }), ['c', 'd']);
        await holds(trial, { op: 'some', rel: 'orders', where: compare('lt', literal('int', 2), field('quantity')) }, [
          'a',
        ]);
        await holds(trial, { op: 'every', rel: 'orders', where: compare('lt', literal('int', 2), field('quantity')) }, [
          'c',
          'd',
        ]);
        await holds(trial, { op: 'none', rel: 'orders', where: compare('eq', field('quantity'), literal('int', 1)) }, [
          'b',
          'c',
          'd',
        ]);
      },
    },
    {
      id: 'RE2',
      promise:
        'A relation to one holds where the record referred to lives and matches; relations nest, also back to the same entity.',
      async run(trial) {
        await shop(trial);
        const named = compare('eq', field('name'), literal('text', 'a'));
        await holds(trial, { op: 'some', rel: 'parentParty' }, ['b', 'c']);
        await holds(trial, { op: 'some', rel: 'parentParty', where: named }, ['b']);
        await holds(
          trial,
          { op: 'some', rel: 'parentParty', where: { op: 'some', rel: 'parentParty', where: named } },
          ['c'],
        );
        await holds(trial, { op: 'some', rel: 'children', where: { op: 'some', rel: 'orders' } }, ['a']);
        const { storage, context, expect } = trial;
        const where = checked('order', { op: 'some', rel: 'customer', where: named });
        expect(await queryIds(storage, context, 'order', { where })).toEqual(['o1', 'o2', 'o3']);
      },
    },
    {
      id: 'RE3',
      promise: 'Deleted related records do not count.',
      async run(trial) {
        await shop(trial);
        const { storage, context } = trial;
        const rows = await storage.get(context, 'order', ['o1', 'o2', 'o3']);
        await commitOk(
          storage,
          context,
          commitOf(
            rows.map((row) => ({ entity: 'order', id: row?.id ?? '', op: 'delete' as const, expect: row?.rev ?? '' })),
          ),
        );
        await holds(trial, { op: 'some', rel: 'allOrders' }, ['b', 'c']);
        await holds(trial, compare('eq', aggregate('count'), literal('int', 0)), ['a', 'c', 'd']);
      },
    },
    {
      id: 'RE4',
      promise:
        'Counting and adding over nothing give 0; least, greatest, average, first and last of nothing have no value.',
      async run(trial) {
        await shop(trial);
        await holds(trial, compare('eq', aggregate('count'), literal('int', 0)), ['c', 'd']);
        await holds(trial, compare('eq', aggregate('sum', 'quantity'), literal('int', 0)), ['c', 'd']);
        await holds(
          trial,
          compare('eq', aggregate('sum', 'total'), literal('money', { amount: '0', currency: 'JPY' })),
          ['c', 'd'],
        );
        await holds(
          trial,
          compare('eq', aggregate('sum', 'total'), literal('money', { amount: '0', currency: 'EUR' })),
          ['c', 'd'],
        );
        for (const fn of ['min', 'max', 'avg', 'first', 'last'] as const) {
          await holds(
            trial,
            { op: 'isNull', arg: aggregate(fn, 'quantity') },
            fn === 'first' || fn === 'last' ? ['b', 'c', 'd'] : ['c', 'd'],
          );
        }
      },
    },
    {
      id: 'RE5',
      promise:
        'Count, sum, least, greatest, average and distinct are exact and leave out records without a value; an average has six digits more, half away from zero.',
      async run(trial) {
        await shop(trial);
        await holds(trial, compare('eq', aggregate('count'), literal('int', 2)), ['a']);
        await holds(trial, compare('eq', aggregate('sum', 'quantity'), literal('int', 6)), ['a']);
        await holds(trial, compare('eq', aggregate('sum', 'weight'), literal('decimal', '9007199254741.993')), ['a']);
        await holds(trial, compare('eq', aggregate('min', 'quantity'), literal('int', 1)), ['a']);
        await holds(trial, compare('eq', aggregate('max', 'weight'), literal('decimal', '9007199254740.993')), ['a']);
        await holds(trial, compare('eq', aggregate('avg', 'quantity'), literal('int', 3)), ['a']);
        await holds(trial, compare('eq', aggregate('distinct', 'group'), literal('int', 2)), ['a']);
        const { storage, context } = trial;
        await commitMany(storage, context, [
          put('order', 't1', { party: 'd', status: 'posted', quantity: 1, weight: 1 }),
          put('order', 't2', { party: 'd', status: 'posted', quantity: 0, weight: 1 }),
          put('order', 't3', { party: 'd', status: 'posted', quantity: 1 }),
        ]);
        await holds(trial, compare('eq', aggregate('avg', 'quantity'), literal('decimal', '0.666667')), ['d']);
        await holds(trial, compare('eq', aggregate('avg', 'weight'), literal('decimal', '0.001')), ['d']);
      },
    },
    {
      id: 'RE6',
      promise:
        'First and last go by the time of the related entity, then by id; records without a time are left out, and the value of the one found may be none.',
      async run(trial) {
        const { storage, context } = trial;
        await commitMany(
          storage,
          context,
          ['a', 'b', 'c'].map((id) => put('party', id, { name: id })),
        );
        await commitMany(storage, context, [
          put('order', 'o1', { party: 'a', comment: 'untimed' }),
          put('order', 'o2', { party: 'a', comment: 'early', placedAt: NOON - DAY }),
          put('order', 'o3', { party: 'a', comment: 'tie-low', placedAt: NOON }),
          put('order', 'o4', { party: 'a', comment: 'tie-high', placedAt: NOON }),
          put('order', 'o5', { party: 'b', placedAt: NOON - DAY }),
          put('order', 'o6', { party: 'b', comment: 'later', placedAt: NOON }),
          put('order', 'o7', { party: 'c', comment: 'untimed' }),
        ]);
        const first = { ...aggregate('first', 'comment'), rel: 'allOrders' };
        const last = { ...aggregate('last', 'comment'), rel: 'allOrders' };
        await holds(trial, compare('eq', first, literal('text', 'early')), ['a']);
        await holds(trial, compare('eq', last, literal('text', 'tie-high')), ['a']);
        await holds(trial, { op: 'isNull', arg: first }, ['b', 'c']);
        await holds(trial, compare('eq', last, literal('text', 'later')), ['b']);
      },
    },
    {
      id: 'RE7',
      promise:
        'Amounts of different currencies do not compare, and their sum, average, least and greatest have no value.',
      async run(trial) {
        const { storage, context } = trial;
        await commitMany(
          storage,
          context,
          ['same', 'mixed'].map((id) => put('party', id, { name: id })),
        );
        await commitMany(storage, context, [
          put('order', 'o1', { party: 'same', status: 'posted', total: { amount: 100, currency: 'TWD' } }),
          put('order', 'o2', { party: 'same', status: 'posted', total: { amount: 250, currency: 'TWD' } }),
          put('order', 'o3', { party: 'mixed', status: 'posted', total: { amount: 100, currency: 'TWD' } }),
          put('order', 'o4', { party: 'mixed', status: 'posted', total: { amount: 250, currency: 'EUR' } }),
        ]);
        for (const fn of ['sum', 'avg', 'min', 'max'] as const)
          await holds(trial, { op: 'isNull', arg: aggregate(fn, 'total') }, ['mixed']);
        await holds(
          trial,
          compare('eq', aggregate('sum', 'total'), literal('money', { amount: '3.5', currency: 'TWD' })),
          ['same'],
        );
        await holds(
          trial,
          compare('eq', aggregate('avg', 'total'), literal('money', { amount: '1.75', currency: 'TWD' })),
          ['same'],
        );
        await holds(trial, compare('eq', aggregate('distinct', 'total'), literal('int', 2)), ['mixed', 'same']);
        await holds(
          trial,
          {
            op: 'some',
            rel: 'orders',
            where: compare('lt', field('total'), literal('money', { amount: '9999', currency: 'EUR' })),
          },
          ['mixed'],
        );
      },
    },
    {
      id: 'RE8',
      promise: 'A sum that does not fit (int ±(2^53 − 1), otherwise 64 bits) has no value.',
      async run(trial) {
        const { storage, context } = trial;
        await commitMany(
          storage,
          context,
          ['a', 'b', 'c'].map((id) => put('party', id, { name: id })),
        );
        const big = { amount: '9223372036854775807', currency: 'JPY' };
        await commitMany(storage, context, [
          put('order', 'o1', {
            party: 'a',
            status: 'posted',
            quantity: Number.MAX_SAFE_INTEGER,
            total: big,
            weight: 1,
          }),
          put('order', 'o2', {
            party: 'a',
            status: 'posted',
            quantity: 1,
            total: { amount: 1, currency: 'JPY' },
            weight: 2,
          }),
          put('order', 'o3', { party: 'b', status: 'posted', quantity: Number.MAX_SAFE_INTEGER, total: big }),
        ]);
        await holds(trial, { op: 'isNull', arg: aggregate('sum', 'quantity') }, ['a']);
        await holds(trial, { op: 'isNull', arg: aggregate('sum', 'total') }, ['a']);
        await holds(trial, compare('eq', aggregate('sum', 'quantity'), literal('int', Number.MAX_SAFE_INTEGER)), ['b']);
      },
    },
    {
      id: 'RE9',
      promise:
        'An exact window is `(now − w, now]`: the instant w ago is out, now is in, the future is out; an offset moves its end back.',
      async run(trial) {
        const { storage, context } = trial;
        const times: { readonly [id: string]: number } = {
          a: NOON - 90 * DAY,
          b: NOON - 90 * DAY + 1,
          c: NOON - DAY,
          d: NOON - DAY + 1,
          e: NOON,
          f: NOON + 1,
        };
        await commitMany(
          storage,
          context,
          Object.entries(times).map(([id, seenAt]) =>
            put('party', id, { name: 'x', seenAt, custom: { calledAt: seenAt } }),
          ),
        );
        await commitOk(storage, context, commitOf([put('party', 'never', { name: 'x' })]));
        for (const path of [['seenAt'], ['custom', 'calledAt']]) {
          const window = { type: 'duration', value: 'P90D' } as const;
          await holds(trial, { op: 'within', field: path, window }, ['b', 'c', 'd', 'e']);
          await holds(trial, not({ op: 'within', field: path, window }), ['a', 'f', 'never']);
          await holds(trial, { op: 'within', field: path, window, offset: 'P1D' }, ['a', 'b', 'c']);
          await holds(trial, compare('lte', field(path.join('.')), { op: 'now' }), ['a', 'b', 'c', 'd', 'e']);
        }
      },
    },
    {
      id: 'RE10',
      promise:
        'A calendar window begins at a local midnight, across changes of summer time, for instants and for dates.',
      async run(trial) {
        const { storage, context, expect } = trial;
        // Berlin, 2 April 2024, 12:00 summer time; three calendar days back is 30 March, the day before the change.
        const now = Date.UTC(2024, 3, 2, 10);
        const midnight = Date.UTC(2024, 2, 29, 23);
        await commitMany(storage, context, [
          put('party', 'before', { name: 'x', seenAt: midnight - 1, since: '2024-03-29' }),
          put('party', 'first', { name: 'x', seenAt: midnight, since: '2024-03-30' }),
          put('party', 'last', { name: 'x', seenAt: now, since: '2024-04-02' }),
          put('party', 'after', { name: 'x', seenAt: now + 1, since: '2024-04-03' }),
        ]);
        const window = { type: 'calendar', count: 3, unit: 'day', zone: 'Europe/Berlin' } as const;
        for (const path of [['seenAt'], ['since']]) {
          const where = checked('party', { op: 'within', field: path, window });
          expect([path, await queryIds(storage, context, 'party', { where, now })]).toEqual([path, ['first', 'last']]);
        }
      },
    },
    {
      id: 'RE11',
      promise:
        'An aggregate over a window counts only related records in it, by the time named or the time of their entity.',
      async run(trial) {
        const { storage, context } = trial;
        await commitMany(
          storage,
          context,
          ['a', 'b'].map((id) => put('party', id, { name: id })),
        );
        await commitMany(storage, context, [
          put('order', 'o1', { party: 'a', status: 'posted', quantity: 1, placedAt: NOON - DAY, dueOn: '2024-02-29' }),
          put('order', 'o2', {
            party: 'a',
            status: 'posted',
            quantity: 2,
            placedAt: NOON - 2 * DAY,
            dueOn: '2024-02-01',
          }),
          put('order', 'o3', { party: 'a', status: 'posted', quantity: 4, placedAt: NOON }),
          put('order', 'o4', { party: 'b', status: 'posted', quantity: 8 }),
        ]);
        const recent: ValueNode = {
          ...aggregate('sum', 'quantity'),
          window: { window: { type: 'duration', value: 'P2D' } },
        };
        await holds(trial, compare('eq', recent, literal('int', 5)), ['a']);
        await holds(trial, compare('eq', recent, literal('int', 0)), ['b']);
        const due: ValueNode = {
          ...aggregate('count'),
          window: { field: ['dueOn'], window: { type: 'calendar', count: 1, unit: 'week', zone: 'UTC' } },
        };
        await holds(trial, compare('eq', due, literal('int', 1)), ['a']);
        const narrow: ValueNode = { ...aggregate('count'), where: compare('lt', literal('int', 1), field('quantity')) };
        await holds(trial, combine('and', compare('eq', narrow, literal('int', 2)), { op: 'some', rel: 'orders' }), [
          'a',
        ]);
      },
    },
  ],
};

type AggregateValue = Extract<ValueNode, { readonly op: 'agg' }>;

function aggregate(fn: AggregateValue['fn'], value?: string): AggregateValue {
  return { op: 'agg', fn, rel: 'orders', ...(value !== undefined && { value: value.split('.') }) };
}

async function holds(
  { storage, context, expect }: Trial,
  condition: Expression,
  ids: readonly string[],
): Promise<void> {
  const found = await queryIds(storage, context, 'party', { where: checked('party', condition) });
  expect([condition, found]).toEqual([condition, ids]);
}

/** Four parties: a with two posted orders, b (child of a) with one without values, c (child of b) with a draft, d alone. */
async function shop({ storage, context }: Trial): Promise<void> {
  await commitMany(storage, context, [
    put('party', 'a', { name: 'a' }),
    put('party', 'b', { name: 'b', parent: 'a' }),
    put('party', 'c', { name: 'c', parent: 'b' }),
    put('party', 'd', { name: 'd' }),
    put('order', 'o1', {
      party: 'a',
      status: 'posted',
      quantity: 1,
      group: 'x',
      weight: 1000,
      placedAt: NOON,
      total: { amount: 5, currency: 'JPY' },
    }),
    put('order', 'o2', {
      party: 'a',
      status: 'posted',
      quantity: 5,
      group: 'y',
      weight: '9007199254740993',
      placedAt: NOON,
      total: { amount: 6, currency: 'JPY' },
    }),
    put('order', 'o3', { party: 'a', status: 'draft', quantity: 7, group: 'z' }),
    put('order', 'o4', { party: 'b', status: 'posted', quantity: 2, total: { amount: 1, currency: 'JPY' } }),
    put('order', 'o5', { party: 'c', status: 'draft', quantity: 9 }),
  ]);
}
