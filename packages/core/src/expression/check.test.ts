import { describe, expect, it } from 'vitest';
import { InvalidExpressionError } from '../errors/invalid-expression-error.js';
import { checkExpression } from './check.js';
import type { Expression, Literal, ValueNode } from './node.js';
import { sampleSchema } from './random/sample-schema.js';
import type { ExpressionWarning } from './warnings.js';

const field = (...path: string[]): ValueNode => ({ op: 'field', path });
const lit = (type: Literal['type'], value: unknown): Literal => ({ op: 'lit', type, value }) as Literal;
const eq = (left: ValueNode, right: ValueNode): Expression => ({ op: 'eq', left, right });
const check = (expression: unknown) => checkExpression(expression, sampleSchema, 'customer');
const refusedAt = (expression: unknown): string => {
  try {
    check(expression);
  } catch (error) {
    if (error instanceof InvalidExpressionError) return error.path;
    throw error;
  }
  return 'accepted';
};
const warningsOf = (expression: Expression): readonly Pick<ExpressionWarning, 'code' | 'path' | 'fields'>[] =>
  check(expression).warnings.map(({ code, path, fields }) => ({ code, path, fields }));

describe('checking against a schema', () => {
  it('tells what an expression reads', () => {
    const checked = check({
      op: 'and',
      args: [
        eq(field('custom', 'creditClass'), lit('keyword', 'A')),
        {
          op: 'gt',
          left: {
            op: 'agg',
            fn: 'sum',
            rel: 'orders',
            value: ['total'],
            where: { op: 'some', rel: 'lines' },
            window: { window: { type: 'duration', value: 'P90D' } },
          },
          right: lit('money', { amount: '1', currency: 'TWD' }),
        },
      ],
    });
    expect(checked.paths).toEqual(['customer.custom.creditClass', 'order.placedAt', 'order.total']);
    expect(checked.relations).toEqual(['customer.orders', 'order.lines']);
    expect(checked.usesNow).toBe(true);
    expect(checked.timeBoundaries).toEqual(['order.placedAt']);
    expect(check(eq(field('visits'), lit('int', 1))).usesNow).toBe(false);
  });

  it.each<readonly [string, unknown, string]>([
    ['an unknown field', { op: 'isNull', arg: field('nmae') }, 'arg.path'],
    ['an unknown host field', { op: 'isNull', arg: field('custom', 'nothing') }, 'arg.path'],
    ['a host field without custom', { op: 'isNull', arg: field('creditClass') }, 'arg.path'],
    ['custom itself', { op: 'isNull', arg: field('custom') }, 'arg.path'],
    ['__proto__', { op: 'isNull', arg: field('__proto__') }, 'arg.path'],
    ['constructor', { op: 'isNull', arg: field('constructor') }, 'arg.path'],
    ['constructor under custom', { op: 'isNull', arg: field('custom', 'constructor') }, 'arg.path'],
    ['an unknown relation', { op: 'some', rel: 'invoices' }, 'rel'],
    ['an inherited relation', { op: 'some', rel: 'toString' }, 'rel'],
    ['a text beside a number', eq(field('visits'), lit('text', '1')), 'right'],
    ['an instant beside a date', eq(field('born'), lit('instant', '2024-01-01T00:00:00Z')), 'right'],
    ['a text beside a reference', eq(field('id'), lit('text', 'x')), 'right'],
    [
      'a reference to another entity',
      { op: 'some', rel: 'orders', where: eq(field('customer'), field('id')) },
      'where.right',
    ],
    ['a number that is out of scale', eq(field('rating'), lit('decimal', '1.005')), 'right'],
    ['a fraction beside an int', eq(field('visits'), lit('decimal', '1.5')), 'right'],
    ['money that is out of scale', eq(field('limit'), lit('money', { amount: '1.005', currency: 'TWD' })), 'right'],
    ['an order of bools', { op: 'lt', left: field('active'), right: lit('bool', true) }, 'left'],
    ['an order of references', { op: 'lt', left: field('parent'), right: lit('ref', 'x') }, 'left'],
    ['a list that is compared', eq(field('tags'), lit('text', 'x')), 'left'],
    ['JSON', { op: 'isNull', arg: field('extra') }, 'arg.path'],
    ['a text test of a number', { op: 'contains', arg: field('visits'), text: lit('text', '1') }, 'arg'],
    ['has on a text', { op: 'has', path: ['name'], value: 'x' }, 'path'],
    ['a field that is no condition', { op: 'and', args: [field('name')] }, 'args[0]'],
    ['a window over a text', { op: 'within', field: ['name'], window: { type: 'duration', value: 'P1D' } }, 'field'],
    [
      'an exact window over a date',
      { op: 'within', field: ['born'], window: { type: 'duration', value: 'P1D' } },
      'field',
    ],
    ['fold of a field that keeps no shadow', eq({ op: 'fold', arg: field('nickname') }, lit('text', 'x')), 'left.arg'],
    ['fold of a number', eq({ op: 'fold', arg: field('visits') }, lit('text', 'x')), 'left.arg'],
    ['a sum of texts', eq({ op: 'agg', fn: 'sum', rel: 'orders', value: ['state'] }, lit('int', 1)), 'left.value'],
    ['a sum of nothing', eq({ op: 'agg', fn: 'sum', rel: 'orders' }, lit('int', 1)), 'left.value'],
    [
      'a count of a value',
      eq({ op: 'agg', fn: 'count', rel: 'orders', value: ['total'] }, lit('int', 1)),
      'left.value',
    ],
    [
      'the last where there is no time',
      {
        op: 'some',
        rel: 'orders',
        where: eq({ op: 'agg', fn: 'last', rel: 'lines', value: ['count'] }, lit('int', 1)),
      },
      'where.left',
    ],
    [
      'a window where there is no time',
      {
        op: 'some',
        rel: 'orders',
        where: eq(
          { op: 'agg', fn: 'count', rel: 'lines', window: { window: { type: 'duration', value: 'P1D' } } },
          lit('int', 1),
        ),
      },
      'where.left.window',
    ],
    [
      'literals of two currencies',
      {
        op: 'lt',
        left: lit('money', { amount: '1', currency: 'TWD' }),
        right: lit('money', { amount: '1', currency: 'USD' }),
      },
      'right',
    ],
    [
      'a wrong literal in a list',
      { op: 'in', arg: field('visits'), list: [lit('int', 1), lit('text', 'x')] },
      'list[1]',
    ],
    [
      'the wrong end of a range',
      { op: 'between', arg: field('visits'), low: lit('int', 1), high: lit('text', 'x') },
      'high',
    ],
  ])('refuses %s where it stands', (_, expression, path) => {
    expect(refusedAt(expression)).toBe(path);
  });

  it('refuses a relation whose own condition leads back to it, however it is entered', () => {
    const relation = (name: string) =>
      ({ kind: 'many', entity: 'node', via: 'up', where: { op: 'some', rel: name } }) as const;
    const node = { name: 'node', fact: false, fields: {}, custom: {}, indexes: [], time: null };
    const circle = {
      version: 1,
      entities: { node: { ...node, relations: { down: relation('side'), side: relation('down') } } },
    };
    const count: ValueNode = { op: 'agg', fn: 'count', rel: 'side' };
    for (const [expression, path] of [
      [{ op: 'some', rel: 'down' }, 'rel'],
      [{ op: 'not', arg: eq(count, lit('int', 1)) }, 'arg.left.rel'],
    ] as const)
      expect(() => checkExpression(expression, circle, 'node')).toThrow(expect.objectContaining({ path }));
  });

  it('refuses an unknown entity, and one that is inherited', () => {
    for (const entity of ['invoice', 'constructor', '__proto__']) {
      expect(() => checkExpression({ op: 'lit', type: 'bool', value: true }, sampleSchema, entity)).toThrow(
        expect.objectContaining({ path: 'entity' }),
      );
    }
  });

  it('accepts what compares by exact value', () => {
    for (const accepted of [
      eq(field('rating'), lit('int', 3)),
      eq(field('visits'), lit('decimal', '3.000')),
      eq(field('name'), field('status')),
      eq({ op: 'agg', fn: 'avg', rel: 'orders', value: ['quantity'] }, lit('decimal', '1.333333')),
      eq(
        { op: 'agg', fn: 'avg', rel: 'orders', value: ['total'] },
        lit('money', { amount: '1.33333333', currency: 'TWD' }),
      ),
      { op: 'lt', left: field('fee'), right: field('limit') } as const,
      eq(field('parent'), field('id')),
    ]) {
      expect(refusedAt(accepted)).toBe('accepted');
    }
  });
});

describe('warnings', () => {
  it('tell that a negation lets records without value through', () => {
    const expected = [{ code: 'negationOverNullable', path: '(expression)', fields: ['region'] }];
    expect(warningsOf({ op: 'ne', left: field('region'), right: lit('keyword', 'A') })).toEqual(expected);
    expect(warningsOf({ op: 'not', arg: eq(field('region'), lit('keyword', 'A')) })).toEqual(expected);
    expect(warningsOf({ op: 'notIn', arg: field('region'), list: [lit('keyword', 'A')] })).toEqual(expected);
    expect(warningsOf({ op: 'ne', left: field('name'), right: lit('text', 'A') })).toEqual([]);
    expect(warningsOf({ op: 'not', arg: { op: 'isNull', arg: field('region') } })).toEqual([]);
  });

  it('tell what is the same for every record', () => {
    expect(warningsOf({ op: 'isNull', arg: field('name') })).toEqual([
      { code: 'alwaysFalse', path: '(expression)', fields: [] },
    ]);
    expect(warningsOf({ op: 'and', args: [{ op: 'in', arg: field('name'), list: [] }] })).toEqual([
      { code: 'alwaysFalse', path: 'args[0]', fields: [] },
    ]);
    expect(warningsOf({ op: 'between', arg: field('visits'), low: lit('int', 9), high: lit('int', 1) })[0]?.code).toBe(
      'alwaysFalse',
    );
    expect(
      warningsOf({
        op: 'or',
        args: [field('active') as Expression, { op: 'not', arg: field('active') as Expression }],
      })[0]?.code,
    ).toBe('alwaysTrue');
    expect(warningsOf(eq(field('status'), lit('keyword', 'actve')))).toEqual([
      { code: 'alwaysFalse', path: '(expression)', fields: ['status'] },
    ]);
  });

  it('tell what cannot hold together', () => {
    const visits = field('visits');
    const both: readonly (readonly Expression[])[] = [
      [eq(field('status'), lit('keyword', 'active')), eq(field('status'), lit('keyword', 'lost'))],
      [
        { op: 'isNull', arg: field('score') },
        { op: 'gt', left: field('score'), right: lit('int', 1) },
      ],
      [
        { op: 'gt', left: visits, right: lit('int', 5) },
        { op: 'lte', left: visits, right: lit('int', 5) },
      ],
      [
        { op: 'in', arg: visits, list: [lit('int', 1), lit('int', 2)] },
        { op: 'between', arg: visits, low: lit('int', 3), high: lit('int', 9) },
      ],
      [
        eq(field('limit'), lit('money', { amount: '1', currency: 'TWD' })),
        eq(field('limit'), lit('money', { amount: '1', currency: 'USD' })),
      ],
      [field('active') as Expression, { op: 'not', arg: field('active') as Expression }],
    ];
    for (const args of both) expect(warningsOf({ op: 'and', args }).map(({ code }) => code)).toContain('contradiction');
    expect(
      warningsOf({
        op: 'and',
        args: [
          { op: 'gte', left: visits, right: lit('int', 5) },
          { op: 'lte', left: visits, right: lit('int', 5) },
        ],
      }),
    ).toEqual([]);
  });
});
