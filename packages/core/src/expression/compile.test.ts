import { describe, expect, it } from 'vitest';
import type { Row } from '../storage/contract.js';
import { compileExpression } from './compile.js';
import type { AggregateNode, Expression } from './node.js';
import { sampleSchema } from './random/sample-schema.js';

const agg = (fn: AggregateNode['fn'], rel = 'orders', more: Partial<AggregateNode> = {}): AggregateNode => ({
  op: 'agg',
  fn,
  rel,
  ...(fn === 'count' ? {} : { value: ['quantity'] }),
  ...more,
});
const above = (left: AggregateNode, value: number): Expression => ({
  op: 'lt',
  left: { op: 'lit', type: 'int', value },
  right: left,
});
const customer = (id: string): Row => ({ id, rev: '1', visits: 1 });

describe('compiled expressions', () => {
  it('ask for the related rows of a row once, however many nodes use them', () => {
    const asked: string[] = [];
    const orders: readonly Row[] = [
      { id: 'o1', rev: '1', quantity: 2 },
      { id: 'o2', rev: '1', quantity: 3 },
    ];
    const related = (entity: string, relation: string, row: Row): readonly Row[] => {
      asked.push(`${entity}.${relation} of ${row.id}`);
      return relation === 'orders' ? orders : [{ id: `l-${row.id}`, rev: '1', count: 1 }];
    };
    const lines = above({ op: 'agg', fn: 'count', rel: 'lines' }, 0);
    const expression: Expression = {
      op: 'and',
      args: [
        above(agg('count'), 1),
        above(agg('sum'), 4),
        above(agg('max'), 2),
        above(agg('count', 'orders', { where: lines }), 1),
        { op: 'some', rel: 'orders', where: { op: 'and', args: [lines, { op: 'some', rel: 'lines' }] } },
      ],
    };
    const predicate = compileExpression(expression, sampleSchema, 'customer')({ now: 0, related });
    expect(predicate(customer('c1'))).toBe(true);
    expect(asked.sort()).toEqual(['customer.orders of c1', 'order.lines of o1', 'order.lines of o2']);
  });

  it('ask anew for every evaluation, so that no answer grows old', () => {
    const orders: Row[] = [];
    const predicate = compileExpression(
      above(agg('count'), 0),
      sampleSchema,
      'customer',
    )({ now: 0, related: () => orders });
    const row = customer('c1');
    expect(predicate(row)).toBe(false);
    orders.push({ id: 'o1', rev: '1' });
    expect(predicate(row)).toBe(true);
  });

  it('recover when the source of related rows fails', () => {
    let fails = true;
    const related = (): readonly Row[] => {
      if (fails) throw new Error('offline');
      return [{ id: 'o1', rev: '1' }];
    };
    const predicate = compileExpression(above(agg('count'), 0), sampleSchema, 'customer')({ now: 0, related });
    expect(() => predicate(customer('c1'))).toThrow('offline');
    fails = false;
    expect(predicate(customer('c1'))).toBe(true);
  });

  it('bind one plan to many clocks', () => {
    const plan = compileExpression(
      { op: 'lt', left: { op: 'field', path: ['seenAt'] }, right: { op: 'now' } },
      sampleSchema,
      'customer',
    );
    const row: Row = { id: 'c1', rev: '1', seenAt: 5 };
    expect([5, 6].map((now) => plan({ now, related: () => [] })(row))).toEqual([false, true]);
  });

  it('refuse what the schema does not have, and relations whose conditions run in a circle', () => {
    const refused = { code: 'INVALID_EXPRESSION' };
    expect(() =>
      compileExpression({ op: 'isNull', arg: { op: 'field', path: ['constructor'] } }, sampleSchema, 'customer'),
    ).toThrow(expect.objectContaining(refused));
    expect(() => compileExpression({ op: 'some', rel: 'nothing' }, sampleSchema, 'customer')).toThrow(
      expect.objectContaining(refused),
    );
    expect(() => compileExpression({ op: 'lit', type: 'bool', value: true }, sampleSchema, 'nobody')).toThrow(
      expect.objectContaining(refused),
    );
    const loop = { kind: 'many', entity: 'node', via: 'up', where: { op: 'some', rel: 'down' } } as const;
    const circle = {
      version: 1,
      entities: {
        node: { name: 'node', fact: false, fields: {}, custom: {}, relations: { down: loop }, indexes: [], time: null },
      },
    };
    expect(() => compileExpression({ op: 'some', rel: 'down' }, circle, 'node')).toThrow(
      expect.objectContaining(refused),
    );
  });

  it('never read what a row inherits', () => {
    const schema = {
      version: 1,
      entities: {
        thing: { name: 'thing', fact: false, fields: {}, custom: {}, relations: {}, indexes: [], time: null },
      },
    };
    for (const path of [['toString'], ['custom', 'toString'], ['custom', '__proto__']]) {
      expect(() => compileExpression({ op: 'isNull', arg: { op: 'field', path } }, schema, 'thing')).toThrow(
        expect.objectContaining({ code: 'INVALID_EXPRESSION' }),
      );
    }
  });
});
