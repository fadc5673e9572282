import { describe, expect, it } from 'vitest';
import type { StorageSchema } from '../model/storage-schema.js';
import type { Row, StoredValue } from '../storage/contract.js';
import { checkExpression } from './check.js';
import { compileExpression } from './compile.js';
import { evaluateExpression } from './evaluate.js';
import type { AggregateNode, Expression, Literal, ValueNode } from './node.js';
import { relatedAmong } from './random/random-rows.js';
import { sampleSchema } from './random/sample-schema.js';

const NOW = Date.UTC(2024, 2, 31, 12);
const DAY = 86_400_000;
const field = (...path: string[]): ValueNode => ({ op: 'field', path });
const lit = (type: Literal['type'], value: unknown): Literal => ({ op: 'lit', type, value }) as Literal;
const twd = (amount: string): Literal => lit('money', { amount, currency: 'TWD' });
const eq = (left: ValueNode, right: ValueNode): Expression => ({ op: 'eq', left, right });
const agg = (fn: AggregateNode['fn'], value?: string, more: Partial<AggregateNode> = {}): AggregateNode => ({
  op: 'agg',
  fn,
  rel: 'orders',
  ...(value === undefined ? {} : { value: [value] }),
  ...more,
});

type Fields = { readonly [field: string]: StoredValue };
type Data = {
  readonly customer?: Fields;
  readonly order?: readonly Fields[];
  readonly params?: Fields;
  readonly schema?: StorageSchema;
};

/** Asks the reference and the closures, which have to agree, also on the complement. */
function ask(
  expression: Expression,
  { customer = {}, order = [], params = {}, schema = sampleSchema }: Data = {},
): boolean {
  const row = { id: 'customer_1', rev: '1', ...customer } as Row;
  const rows = {
    customer: [row],
    order: order.map(
      (each, index) => ({ id: `order_${index}`, rev: '1', customer: 'customer_1', state: 'posted', ...each }) as Row,
    ),
  };
  const related = relatedAmong(schema, rows);
  const checked = checkExpression(expression, schema, 'customer').expression;
  const truth = evaluateExpression(expression, { schema, entity: 'customer', row, now: NOW, params, related });
  expect(compileExpression(checked, schema, 'customer')({ now: NOW, params, related })(row)).toBe(truth);
  expect(compileExpression({ op: 'not', arg: checked }, schema, 'customer')({ now: NOW, params, related })(row)).toBe(
    !truth,
  );
  return truth;
}

describe('no value', () => {
  it('makes every comparison false, and its negation true', () => {
    for (const op of ['eq', 'lt', 'lte', 'gt', 'gte'] as const)
      expect(ask({ op, left: field('score'), right: lit('int', 0) })).toBe(false);
    expect(ask({ op: 'ne', left: field('score'), right: lit('int', 0) })).toBe(true);
    expect(ask(eq(field('score'), field('custom', 'points')))).toBe(false);
    expect(ask({ op: 'between', arg: field('score'), low: lit('int', -9), high: lit('int', 9) })).toBe(false);
    expect(ask({ op: 'in', arg: field('score'), list: [lit('int', 0)] })).toBe(false);
    expect(ask({ op: 'notIn', arg: field('score'), list: [lit('int', 0)] })).toBe(true);
    expect(ask({ op: 'contains', arg: field('nickname'), text: lit('text', '') })).toBe(false);
    expect(ask({ op: 'has', path: ['tags'], value: 'vip' })).toBe(false);
    expect(ask({ op: 'within', field: ['seenAt'], window: { type: 'duration', value: 'P90D' } })).toBe(false);
    expect(ask(field('blocked') as Expression)).toBe(false);
    expect(ask({ op: 'isNull', arg: field('score') })).toBe(true);
  });

  it('is the same for null as for a missing key', () => {
    const customer = { score: null, custom: { points: null } } as unknown as Fields;
    expect(ask({ op: 'isNull', arg: field('score') }, { customer })).toBe(true);
    expect(ask({ op: 'isNull', arg: field('custom', 'points') }, { customer })).toBe(true);
    expect(ask({ op: 'lt', left: field('score'), right: lit('int', 5) }, { customer })).toBe(false);
    expect(ask({ op: 'not', arg: { op: 'isNull', arg: field('score') } }, { customer })).toBe(false);
  });

  it('differs from empty', () => {
    expect(ask({ op: 'isNull', arg: field('nickname') }, { customer: { nickname: '' } })).toBe(false);
    expect(
      ask({ op: 'startsWith', arg: field('nickname'), text: lit('text', '') }, { customer: { nickname: '' } }),
    ).toBe(true);
    expect(ask({ op: 'isNull', arg: field('tags') }, { customer: { tags: [] } })).toBe(false);
  });
});

describe('text', () => {
  it('is ordered by code points', () => {
    const before = (a: string, b: string): boolean =>
      ask({ op: 'lt', left: field('nickname'), right: lit('text', b) }, { customer: { nickname: a } });
    expect(before('\uff5e', '\u{1f600}')).toBe(true);
    expect(before('\u{1f600}', '\uff5e')).toBe(false);
    expect(before('\ue000', '\u{1f600}')).toBe(true);
    expect(before('Z', 'a')).toBe(true);
    expect(
      ask(
        { op: 'lt', left: field('nickname'), right: field('name') },
        { customer: { nickname: '\uff5e', name: '\u{1f600}' } },
      ),
    ).toBe(true);
  });

  it('has no wildcards', () => {
    const customer = { nickname: '100%_\\' };
    expect(ask({ op: 'contains', arg: field('nickname'), text: lit('text', '%_\\') }, { customer })).toBe(true);
    expect(ask({ op: 'contains', arg: field('nickname'), text: lit('text', '1%') }, { customer })).toBe(false);
  });

  it('is folded on both sides where asked', () => {
    const customer = { name: 'ＡＣＭＥ Größe ΟΔΟΣ' };
    const fold = (arg: ValueNode): ValueNode => ({ op: 'fold', arg });
    expect(ask({ op: 'startsWith', arg: fold(field('name')), text: fold(lit('text', 'Acme')) }, { customer })).toBe(
      true,
    );
    expect(ask({ op: 'endsWith', arg: fold(field('name')), text: fold(lit('text', 'οδοσ')) }, { customer })).toBe(true);
    expect(ask({ op: 'startsWith', arg: fold(field('name')), text: lit('text', 'Acme') }, { customer })).toBe(false);
  });
});

describe('numbers', () => {
  it('compare exactly beyond 2^53 and across scales', () => {
    const customer = { weight: '999999999999999999', rating: 150 };
    expect(ask(eq(field('weight'), lit('decimal', '999999999999.999999')), { customer })).toBe(true);
    expect(ask({ op: 'gt', left: field('weight'), right: lit('decimal', '999999999999.999998') }, { customer })).toBe(
      true,
    );
    expect(ask({ op: 'gt', left: field('weight'), right: lit('int', 3) }, { customer })).toBe(true);
    expect(
      ask({ op: 'lt', left: field('weight'), right: lit('int', 3) }, { customer: { weight: '-999999999999999999' } }),
    ).toBe(true);
    expect(
      ask(eq(field('rating'), field('custom', 'rebate')), {
        customer: { rating: 150, custom: { rebate: 15000 } } as unknown as Fields,
      }),
    ).toBe(true);
    expect(ask(eq(field('visits'), field('rating')), { customer: { visits: 2, rating: 200 } })).toBe(true);
  });
});

describe('money', () => {
  it('compares within one currency only', () => {
    const customer = { limit: { amount: 500, currency: 'TWD' } };
    expect(ask({ op: 'lt', left: field('limit'), right: twd('5.01') }, { customer })).toBe(true);
    expect(
      ask({ op: 'lt', left: field('limit'), right: lit('money', { amount: '5.01', currency: 'USD' }) }, { customer }),
    ).toBe(false);
    expect(
      ask({ op: 'gte', left: field('limit'), right: lit('money', { amount: '5.01', currency: 'USD' }) }, { customer }),
    ).toBe(false);
    expect(
      ask(eq(field('limit'), field('fee')), {
        customer: { limit: { amount: 500, currency: 'TWD' }, fee: { amount: 5000000, currency: 'TWD' } },
      }),
    ).toBe(true);
    expect(
      ask(
        { op: 'in', arg: field('limit'), list: [lit('money', { amount: '5', currency: 'USD' }), twd('5')] },
        { customer },
      ),
    ).toBe(true);
  });
});

describe('aggregates', () => {
  const total = (amount: number | string, currency = 'TWD') => ({ total: { amount, currency } });

  it('of nothing count 0 and sum to 0, in every currency; the others have no value', () => {
    expect(ask(eq(agg('count'), lit('int', 0)))).toBe(true);
    expect(ask(eq(agg('sum', 'quantity'), lit('int', 0)))).toBe(true);
    expect(ask(eq(agg('sum', 'total'), twd('0')))).toBe(true);
    expect(ask({ op: 'lt', left: agg('sum', 'total'), right: lit('money', { amount: '1', currency: 'USD' }) })).toBe(
      true,
    );
    expect(ask({ op: 'in', arg: agg('sum', 'total'), list: [twd('0'), twd('7')] })).toBe(true);
    expect(ask({ op: 'in', arg: agg('sum', 'total'), list: [twd('6'), twd('7')] })).toBe(false);
    for (const fn of ['min', 'max', 'avg', 'first', 'last'] as const)
      expect(ask({ op: 'isNull', arg: agg(fn, 'quantity') })).toBe(true);
    expect(ask({ op: 'isNull', arg: agg('sum', 'total') })).toBe(false);
  });

  it('skip rows without value, and have none over mixed currencies', () => {
    const order = [total(100), {}, total(250)];
    expect(ask(eq(agg('sum', 'total'), twd('3.5')), { order })).toBe(true);
    expect(ask(eq(agg('count'), lit('int', 3)), { order })).toBe(true);
    expect(ask(eq(agg('avg', 'total'), twd('1.75')), { order })).toBe(true);
    for (const fn of ['sum', 'min', 'max', 'avg'] as const)
      expect(ask({ op: 'isNull', arg: agg(fn, 'total') }, { order: [total(1), total(1, 'USD')] })).toBe(true);
    expect(ask(eq(agg('distinct', 'total'), lit('int', 2)), { order: [total(1), total(1, 'USD'), total(1)] })).toBe(
      true,
    );
  });

  it('round averages half away from zero at six more digits', () => {
    const order = [{ quantity: 1 }, { quantity: 1 }, { quantity: 0 }];
    expect(ask(eq(agg('avg', 'quantity'), lit('decimal', '0.666667')), { order })).toBe(true);
    expect(
      ask(eq(agg('avg', 'quantity'), lit('decimal', '-0.666667')), {
        order: [{ quantity: -1 }, { quantity: -1 }, { quantity: 0 }],
      }),
    ).toBe(true);
  });

  it('have no value where it would not be exact', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(ask({ op: 'isNull', arg: agg('sum', 'quantity') }, { order: [{ quantity: most }, { quantity: 1 }] })).toBe(
      true,
    );
    expect(
      ask(eq(agg('sum', 'quantity'), lit('int', most)), {
        order: [{ quantity: most }, { quantity: 1 }, { quantity: -1 }],
      }),
    ).toBe(true);
    const margin = '999999999999999999';
    expect(
      ask({ op: 'isNull', arg: agg('sum', 'margin') }, { order: Array.from({ length: 9 }, () => ({ margin })) }),
    ).toBe(false);
    expect(
      ask({ op: 'isNull', arg: agg('sum', 'margin') }, { order: Array.from({ length: 10 }, () => ({ margin })) }),
    ).toBe(true);
    expect(ask(eq(agg('avg', 'margin'), field('weight')), { customer: { weight: 1 }, order: [] })).toBe(false);
  });

  it('take first and last by time, then id, whatever their value', () => {
    const order = [
      { placedAt: 5, quantity: 1 },
      { placedAt: 9, quantity: 2 },
      { placedAt: 9 },
      { quantity: 99 },
      { placedAt: 5, quantity: 4 },
    ];
    expect(ask(eq(agg('first', 'quantity'), lit('int', 1)), { order })).toBe(true);
    expect(ask({ op: 'isNull', arg: agg('last', 'quantity') }, { order })).toBe(true);
    expect(ask(eq(agg('last', 'quantity'), lit('int', 2)), { order: order.slice(0, 2) })).toBe(true);
  });

  it('take the rows of a window and a condition, on top of those of the relation', () => {
    const order = [
      { placedAt: NOW, quantity: 1 },
      { placedAt: NOW - 90 * DAY, quantity: 2 },
      { placedAt: NOW - 90 * DAY + 1, quantity: 4, state: 'draft' },
      { placedAt: NOW + 1, quantity: 8 },
    ];
    const window = { window: { type: 'duration', value: 'P90D' } } as const;
    expect(ask(eq(agg('sum', 'quantity', { window }), lit('int', 5)), { order })).toBe(true);
    expect(
      ask(
        eq(
          agg('sum', 'quantity', { window, where: { op: 'lt', left: field('quantity'), right: lit('int', 4) } }),
          lit('int', 1),
        ),
        { order },
      ),
    ).toBe(true);
    expect(ask(eq({ ...agg('sum', 'quantity', { window }), rel: 'postedOrders' }, lit('int', 1)), { order })).toBe(
      true,
    );
    expect(
      ask({ op: 'every', rel: 'postedOrders', where: eq(field('state'), lit('keyword', 'posted')) }, { order }),
    ).toBe(true);
  });
});

describe('relations', () => {
  it('hold for every one of nothing, and for some of nothing never', () => {
    const paid: Expression = { op: 'field', path: ['paid'] };
    expect(ask({ op: 'every', rel: 'orders', where: paid })).toBe(true);
    expect(ask({ op: 'some', rel: 'orders', where: paid })).toBe(false);
    expect(ask({ op: 'none', rel: 'orders' })).toBe(true);
    expect(ask({ op: 'every', rel: 'orders', where: paid }, { order: [{ paid: true }, {}] })).toBe(false);
    expect(ask({ op: 'some', rel: 'orders', where: paid }, { order: [{ paid: true }, {}] })).toBe(true);
  });
});

describe('time', () => {
  it('lies in half open windows', () => {
    const within = (seenAt: number): boolean =>
      ask({ op: 'within', field: ['seenAt'], window: { type: 'duration', value: 'P1D' } }, { customer: { seenAt } });
    expect([NOW - DAY, NOW - DAY + 1, NOW, NOW + 1].map(within)).toEqual([false, true, true, false]);
  });

  it('counts whole days on a wall calendar', () => {
    const window = { type: 'calendar', count: 1, unit: 'month', zone: 'Asia/Taipei' } as const;
    const midnight = Date.UTC(2024, 1, 28, 16);
    expect(
      [midnight - 1, midnight].map((seenAt) =>
        ask({ op: 'within', field: ['seenAt'], window }, { customer: { seenAt } }),
      ),
    ).toEqual([false, true]);
    expect(
      ['2024-02-28', '2024-02-29', '2024-03-31', '2024-04-01'].map((born) =>
        ask({ op: 'within', field: ['born'], window }, { customer: { born } }),
      ),
    ).toEqual([false, true, true, false]);
  });

  it('compares with now', () => {
    expect(ask({ op: 'lt', left: field('seenAt'), right: { op: 'now' } }, { customer: { seenAt: NOW - 1 } })).toBe(
      true,
    );
    expect(ask({ op: 'lt', left: field('seenAt'), right: { op: 'now' } }, { customer: { seenAt: NOW } })).toBe(false);
  });
});

describe('parameters', () => {
  it('stand in stored form of what they meet', () => {
    const customer = { rating: 150, visits: 3, limit: { amount: 500, currency: 'TWD' } };
    expect(
      ask(eq(field('rating'), { op: 'param', name: 'p', type: 'decimal' }), { customer, params: { p: 150 } }),
    ).toBe(true);
    expect(
      ask(
        { op: 'gt', left: field('rating'), right: { op: 'param', name: 'p', type: 'int' } },
        { customer, params: { p: 1 } },
      ),
    ).toBe(true);
    expect(
      ask(eq(field('limit'), { op: 'param', name: 'p', type: 'money' }), {
        customer,
        params: { p: { amount: 500, currency: 'TWD' } },
      }),
    ).toBe(true);
    expect(
      ask(
        { op: 'between', arg: { op: 'param', name: 'p', type: 'int' }, low: lit('int', 1), high: field('visits') },
        { customer, params: { p: 2 } },
      ),
    ).toBe(true);
  });

  it('without value make comparisons false', () => {
    expect(
      ask(eq(field('visits'), { op: 'param', name: 'p', type: 'int' }), {
        customer: { visits: 3 },
        params: { p: null },
      }),
    ).toBe(false);
  });

  it('are refused when missing or of another kind', () => {
    const expression = eq(field('visits'), { op: 'param', name: 'p', type: 'int' });
    for (const params of [{}, { p: '3' }, { p: 1.5 }, JSON.parse('{"__proto__":{"p":3}}')]) {
      expect(() =>
        compileExpression(expression, sampleSchema, 'customer')({ now: NOW, params, related: () => [] }),
      ).toThrow(expect.objectContaining({ code: 'INVALID_EXPRESSION', path: 'params.p' }));
    }
  });
});
