import { describe, expect, it } from 'vitest';
import { InvalidExpressionError } from '../errors/invalid-expression-error.js';
import { money } from '../values/money.js';
import type { AnyRowBuilder } from './builder/any-row-types.js';
import { and, not, or } from './builder/condition.js';
import { buildAnyExpression, buildExpression, now, param } from './builder.js';
import { checkExpression } from './check.js';
import type { Expression } from './node.js';
import { sampleSchema } from './random/sample-schema.js';

const build = (where: (row: AnyRowBuilder) => Expression): Expression =>
  buildAnyExpression(where, sampleSchema, 'customer');
/** As a plain tree, which is what storages and files get. */
const plain = (expression: Expression): unknown => JSON.parse(JSON.stringify(expression));
const field = (...path: string[]) => ({ op: 'field', path });

describe('the row builder', () => {
  it('makes plain expressions that the checker takes', () => {
    const made: readonly [(row: AnyRowBuilder) => Expression, unknown][] = [
      [
        (row) => row.field('visits').gt(3),
        { op: 'gt', left: field('visits'), right: { op: 'lit', type: 'int', value: 3 } },
      ],
      [
        (row) => row.field('custom.creditClass').in(['A', 'B']),
        {
          op: 'in',
          arg: field('custom', 'creditClass'),
          list: [
            { op: 'lit', type: 'keyword', value: 'A' },
            { op: 'lit', type: 'keyword', value: 'B' },
          ],
        },
      ],
      [(row) => row.field('tags').has('vip'), { op: 'has', path: ['tags'], value: 'vip' }],
      [
        (row) => row.field('seenAt').inLast('P7D', { offset: 'P1D' }),
        { op: 'within', field: ['seenAt'], window: { type: 'duration', value: 'P7D' }, offset: 'P1D' },
      ],
      [
        (row) => row.field('born').inLastCalendar(3, 'month', 'Asia/Taipei'),
        { op: 'within', field: ['born'], window: { type: 'calendar', count: 3, unit: 'month', zone: 'Asia/Taipei' } },
      ],
      [
        (row) => row.field('name').fold().contains('ACME'),
        {
          op: 'contains',
          arg: { op: 'fold', arg: field('name') },
          text: { op: 'fold', arg: { op: 'lit', type: 'text', value: 'ACME' } },
        },
      ],
      [
        (row) => row.field('name').fold().in(['ACME']),
        { op: 'in', arg: { op: 'fold', arg: field('name') }, list: [{ op: 'lit', type: 'text', value: 'acme' }] },
      ],
      [(row) => row.field('seenAt').lt(now()), { op: 'lt', left: field('seenAt'), right: { op: 'now' } }],
      [
        (row) => row.field('visits').gte(param('least', 'int')),
        { op: 'gte', left: field('visits'), right: { op: 'param', name: 'least', type: 'int' } },
      ],
      [(row) => row.field('score').isNotNull(), { op: 'not', arg: { op: 'isNull', arg: field('score') } }],
      [
        (row) => row.field('active').and(row.field('blocked').not()),
        { op: 'and', args: [field('active'), { op: 'not', arg: field('blocked') }] },
      ],
      [
        (row) => row.field('visits').between(1, row.field('score')),
        { op: 'between', arg: field('visits'), low: { op: 'lit', type: 'int', value: 1 }, high: field('score') },
      ],
    ];
    for (const [where, expected] of made) {
      const expression = build(where);
      expect(plain(expression)).toEqual(expected);
      expect(() => checkExpression(expression, sampleSchema, 'customer')).not.toThrow();
    }
  });

  it('folds related records, limited by condition and window', () => {
    const expression = build((row) =>
      row
        .relation('orders')
        .where((order) => order.field('paid').eq(true))
        .sum('total')
        .inLast('P90D')
        .gt(money('100000', 'TWD')),
    );
    expect(plain(expression)).toEqual({
      op: 'gt',
      left: {
        op: 'agg',
        fn: 'sum',
        rel: 'orders',
        value: ['total'],
        where: { op: 'eq', left: field('paid'), right: { op: 'lit', type: 'bool', value: true } },
        window: { window: { type: 'duration', value: 'P90D' } },
      },
      right: { op: 'lit', type: 'money', value: { amount: '100000.00', currency: 'TWD' } },
    });
    expect(checkExpression(expression, sampleSchema, 'customer').relations).toEqual(['customer.orders']);
  });

  it('asks about some, every and none of the related records, each limited by where', () => {
    const isPaid = (order: AnyRowBuilder): Expression => order.field('paid').eq(true);
    const isLarge = (order: AnyRowBuilder): Expression => order.field('quantity').gt(5);
    const [paid, large] = [isPaid, isLarge].map((each) => plain(buildAnyExpression(each, sampleSchema, 'order')));
    expect(plain(build((row) => row.relation('orders').some()))).toEqual({ op: 'some', rel: 'orders' });
    expect(plain(build((row) => row.relation('orders').where(isPaid).some(isLarge)))).toEqual({
      op: 'some',
      rel: 'orders',
      where: { op: 'and', args: [paid, large] },
    });
    expect(plain(build((row) => row.relation('orders').where(isPaid).none()))).toEqual({
      op: 'none',
      rel: 'orders',
      where: paid,
    });
    expect(plain(build((row) => row.relation('orders').where(isPaid).every(isLarge)))).toEqual({
      op: 'every',
      rel: 'orders',
      where: { op: 'or', args: [{ op: 'not', arg: { op: 'and', args: [paid] } }, large] },
    });
  });

  it('joins conditions by method and by function alike', () => {
    build((row) => {
      const [a, b] = [row.field('visits').gt(1), row.field('visits').lt(9)];
      expect(plain(a.and(b))).toEqual(plain(and(a, b)));
      expect(plain(a.or(b))).toEqual(plain(or(a, b)));
      expect(plain(a.not())).toEqual(plain(not(a)));
      return a;
    });
  });

  it('names fields and relations as properties in typed code', () => {
    interface Customer {
      readonly visits: { gt(value: number): Expression };
      readonly custom: { readonly trusted: { eq(value: boolean): Expression } };
      readonly orders: { count(): { gte(value: number): Expression } };
    }
    const typed = (where: (row: Customer) => Expression): unknown =>
      plain(buildExpression(where as (row: never) => Expression, sampleSchema, 'customer'));
    expect(typed((row) => row.visits.gt(3))).toEqual(plain(build((row) => row.field('visits').gt(3))));
    expect(typed((row) => row.custom.trusted.eq(true))).toEqual(
      plain(build((row) => row.field('custom.trusted').eq(true))),
    );
    expect(typed((row) => row.orders.count().gte(3))).toEqual(
      plain(build((row) => row.relation('orders').count().gte(3))),
    );
  });

  it('refuses names that the schema does not have, also inherited ones', () => {
    for (const name of ['nmae', 'constructor', '__proto__', 'toString', 'custom.nothing', '']) {
      expect(() => build((row) => row.field(name).isNull()), name).toThrow(InvalidExpressionError);
    }
    expect(() => build((row) => row.relation('invoices').some())).toThrow(InvalidExpressionError);
    expect(() => build((row) => row.relation('orders').sum('totl').isNull())).toThrow(InvalidExpressionError);
    const untyped = (read: (row: { readonly [name: string]: unknown }) => unknown): unknown =>
      buildExpression(
        ((row: { readonly [name: string]: unknown }) => read(row) as Expression) as (row: never) => Expression,
        sampleSchema,
        'customer',
      );
    expect(() => buildExpression((() => null) as never, sampleSchema, 'nobody')).toThrow(InvalidExpressionError);
    for (const name of ['nmae', 'constructor', '__proto__', 'toString'])
      expect(() => untyped((row) => row[name]), name).toThrow(InvalidExpressionError);
  });

  it('leaves wrong literals and operators to the checker, which says where they stand', () => {
    const wrong: readonly (readonly [(row: AnyRowBuilder) => Expression, string])[] = [
      [(row) => row.field('rating').gt(1.5), 'right.value'],
      [(row) => row.field('visits').eq('1'), 'right.value'],
      [(row) => row.field('visits').eq(null), 'right.value'],
      [(row) => row.field('status').in(['active', null]), 'list[1].value'],
      [(row) => row.field('seenAt').contains('2024'), 'arg'],
      [(row) => row.field('nickname').fold().eq('x'), 'left.arg'],
      [(row) => row.field('born').inLast('P7D'), 'field'],
    ];
    for (const [where, path] of wrong) {
      expect(() => checkExpression(build(where), sampleSchema, 'customer')).toThrow(
        expect.objectContaining({ code: 'INVALID_EXPRESSION', path }),
      );
    }
  });
});
