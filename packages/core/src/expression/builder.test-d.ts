import { describe, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { defineEntity, many, one } from '../model/define-entity.js';
import { date, decimal, instant, int, keyword, keywords, moneyField, ref, text } from '../model/fields.js';
import type { ShapeOf } from '../model/model-shape.js';
import { money } from '../values/money.js';
import { and, not, or } from './builder/condition.js';
import type { RowBuilder, WhereOf } from './builder/row-types.js';
import type { Condition, DecimalBuilder, IntBuilder, MoneyBuilder, Windowed } from './builder/value-types.js';
import { now, param } from './builder.js';
import type { Expression } from './node.js';

const client = defineEntity({
  name: 'client',
  prefix: 'cli',
  fields: {
    name: text({ folded: true }),
    status: z.enum(['lead', 'active']),
    size: int().optional(),
    rate: decimal(9, 4).optional(),
    limit: moneyField().optional(),
    born: date().optional(),
    seenAt: instant().optional(),
    vip: z.boolean().optional(),
    owner: ref('user'),
    tags: keywords().optional(),
    raw: z.record(z.string(), z.unknown()).optional(),
  },
  relations: { orders: many('sale', { via: 'client' }) },
});
const sale = defineEntity({
  name: 'sale',
  prefix: 'sal',
  fields: {
    client: ref('client'),
    total: moneyField(),
    placedAt: instant(),
    note: keyword().optional(),
    paid: z.boolean(),
    count: int(),
  },
  relations: { buyer: one('client', { via: 'client' }) },
});
type Model = ShapeOf<
  typeof client | typeof sale,
  { readonly client: { readonly creditClass: z.ZodEnum<{ A: 'A'; B: 'B' }>; readonly points: z.ZodInt } }
>;
type Client = RowBuilder<Model, 'client'>;
declare const p: Client;

describe('the row builder', () => {
  it('offers the operators of each field kind', () => {
    expectTypeOf(p.name.startsWith('A')).toEqualTypeOf<Condition>();
    expectTypeOf(p.name.fold().contains('a')).toEqualTypeOf<Condition>();
    expectTypeOf(p.status.eq('active')).toEqualTypeOf<Condition>();
    expectTypeOf(p.size.between(1, 9)).toEqualTypeOf<Condition>();
    expectTypeOf(p.rate.lt('0.5')).toEqualTypeOf<Condition>();
    expectTypeOf(p.limit.gte(money('1', 'TWD'))).toEqualTypeOf<Condition>();
    expectTypeOf(p.born.inLastCalendar(3, 'month', 'Asia/Taipei')).toEqualTypeOf<Condition>();
    expectTypeOf(p.seenAt.inLast('P7D', { offset: 'P1D' })).toEqualTypeOf<Condition>();
    expectTypeOf(p.vip.and(p.owner.eq('u1'))).toEqualTypeOf<Condition>();
    expectTypeOf(p.tags.has('vip')).toEqualTypeOf<Condition>();
    expectTypeOf(p.custom.creditClass.in(['A', 'B'])).toEqualTypeOf<Condition>();
    expectTypeOf(p.id.eq('cli_1')).toEqualTypeOf<Condition>();
  });

  it('refuses operators and literals of other kinds', () => {
    // @ts-expect-error an instant has no text operators
    p.seenAt.contains('2024');
    // @ts-expect-error a bool has no order
    p.vip.lt(true);
    // @ts-expect-error a reference has no order
    p.owner.lt('u1');
    // @ts-expect-error a date has no exact windows
    p.born.inLast('P7D');
    // @ts-expect-error no such option
    p.status.eq('actve');
    // @ts-expect-error decimals are texts
    p.rate.lt(0.5);
    // @ts-expect-error amounts carry a currency
    p.limit.gt('100');
    // @ts-expect-error whole numbers are numbers
    p.size.eq('1');
    // @ts-expect-error null is asked for with isNull
    p.size.eq(null);
    // @ts-expect-error JSON is not queried
    p.raw;
    // @ts-expect-error no such field
    p.nmae;
    // @ts-expect-error no such host field
    p.custom.creditclass;
    // @ts-expect-error a list is no text
    p.tags.eq('vip');
  });

  it('compares values of one family with each other', () => {
    expectTypeOf(p.size.lt(p.rate)).toEqualTypeOf<Condition>();
    expectTypeOf(p.name.eq(p.status)).toEqualTypeOf<Condition>();
    expectTypeOf(p.seenAt.lt(now())).toEqualTypeOf<Condition>();
    expectTypeOf(p.size.gte(param('least', 'decimal'))).toEqualTypeOf<Condition>();
    // @ts-expect-error a text is no number
    p.size.lt(p.name);
    // @ts-expect-error a date is no instant
    p.seenAt.lt(p.born);
    // @ts-expect-error a text parameter is no number
    p.size.gte(param('least', 'text'));
  });

  it('limits aggregates to fields they can be taken of', () => {
    expectTypeOf(p.orders.sum('total')).toEqualTypeOf<Windowed<MoneyBuilder>>();
    expectTypeOf(p.orders.sum('count')).toEqualTypeOf<Windowed<IntBuilder>>();
    expectTypeOf(p.orders.avg('count')).toEqualTypeOf<Windowed<DecimalBuilder>>();
    expectTypeOf(p.orders.sum('total').inLast('P90D').gt(money('100000', 'TWD'))).toEqualTypeOf<Condition>();
    expectTypeOf(
      p.orders
        .where((o) => o.paid.eq(true))
        .count()
        .gte(3),
    ).toEqualTypeOf<Condition>();
    expectTypeOf(p.orders.max('placedAt').lt(now())).toEqualTypeOf<Condition>();
    expectTypeOf(p.orders.some((o) => o.client.eq(p.id))).toEqualTypeOf<Condition>();
    // @ts-expect-error a keyword has no sum
    p.orders.sum('note');
    // @ts-expect-error a bool has no order
    p.orders.max('paid');
    // @ts-expect-error no such field
    p.orders.sum('totl');
    // @ts-expect-error a condition is asked for
    p.orders.some((o) => o.total);
  });

  it('leads from relation to relation', () => {
    expectTypeOf(
      p.orders.some((o) => o.buyer.some((c) => c.orders.sum('total').gt(o.total))),
    ).toEqualTypeOf<Condition>();
  });

  it('gives expressions', () => {
    expectTypeOf(and(p.vip, or(p.size.gt(1), not(p.status.eq('lead'))))).toExtend<Expression>();
    expectTypeOf((row: Client) => row.name.eq('x')).toExtend<WhereOf<Model, 'client'>>();
    expectTypeOf({ op: 'isNull', arg: { op: 'field', path: ['name'] } } as const).toExtend<WhereOf<Model, 'client'>>();
  });
});
