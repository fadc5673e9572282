import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical.js';
import type { Expression, Literal, ValueNode } from './node.js';
import { normaliseExpression } from './normalise.js';
import { operators, storedOperators } from './operators.js';

const field = (...path: string[]): ValueNode => ({ op: 'field', path });
const int = (value: number): Literal => ({ op: 'lit', type: 'int', value });
const [a, b, c]: readonly Expression[] = ['a', 'b', 'c'].map((name) => ({ op: 'isNull', arg: field(name) })) as [
  Expression,
  Expression,
  Expression,
];
const yes: Expression = { op: 'lit', type: 'bool', value: true };
const no: Expression = { op: 'lit', type: 'bool', value: false };
const not = (arg: Expression): Expression => ({ op: 'not', arg });
const all = (...args: Expression[]): Expression => ({ op: 'and', args });
const any = (...args: Expression[]): Expression => ({ op: 'or', args });

describe('normalising', () => {
  it.each<readonly [string, Expression, Expression]>([
    ['greater than', { op: 'gt', left: field('x'), right: int(1) }, { op: 'lt', left: int(1), right: field('x') }],
    ['at least', { op: 'gte', left: field('x'), right: int(1) }, { op: 'lte', left: int(1), right: field('x') }],
    ['unequal', { op: 'ne', left: field('x'), right: int(1) }, not({ op: 'eq', left: field('x'), right: int(1) })],
    [
      'a literal on the left',
      { op: 'eq', left: int(1), right: field('x') },
      { op: 'eq', left: field('x'), right: int(1) },
    ],
    [
      'equal to true',
      { op: 'eq', left: field('x'), right: { op: 'lit', type: 'bool', value: true } },
      { op: 'field', path: ['x'] },
    ],
    [
      'not in',
      { op: 'notIn', arg: field('x'), list: [int(2), int(1), int(2)] },
      not({ op: 'in', arg: field('x'), list: [int(1), int(2)] }),
    ],
    ['in one', { op: 'in', arg: field('x'), list: [int(1), int(1)] }, { op: 'eq', left: field('x'), right: int(1) }],
    ['in nothing', { op: 'in', arg: field('x'), list: [] }, no],
    ['not in nothing', { op: 'notIn', arg: field('x'), list: [] }, yes],
    ['every', { op: 'every', rel: 'r', where: a }, not({ op: 'some', rel: 'r', where: not(a) })],
    ['every without condition', { op: 'every', rel: 'r' }, yes],
    ['none', { op: 'none', rel: 'r' }, not({ op: 'some', rel: 'r' })],
    ['some that always holds', { op: 'some', rel: 'r', where: yes }, { op: 'some', rel: 'r' }],
    ['some that never holds', { op: 'some', rel: 'r', where: no }, no],
    // biome-ignore lint/suspicious/noThenProperty: `then` is the name of this branch in the language; no node is awaited.
    ['if', { op: 'if', cond: a, then: b, else: c }, any(all(not(a), c), all(a, b))],
    ['double negation', not(not(not(a))), not(a)],
    ['a nested and', all(b, all(a, all(c))), all(a, b, c)],
    ['repetition', any(a, b, a), any(a, b)],
    ['a single part', all(any(a)), a],
    ['nothing to meet', all(), yes],
    ['nothing to choose', any(), no],
    ['a part that always holds', all(a, yes), a],
    ['a part that never holds', all(a, not(yes)), no],
    ['a choice that always holds', any(a, yes), yes],
    [
      'fold of a literal',
      {
        op: 'startsWith',
        arg: { op: 'fold', arg: { op: 'fold', arg: field('x') } },
        text: { op: 'fold', arg: { op: 'lit', type: 'text', value: 'ÀB' } },
      },
      { op: 'startsWith', arg: { op: 'fold', arg: field('x') }, text: { op: 'lit', type: 'text', value: 'àb' } },
    ],
    [
      'spelling of literals',
      { op: 'eq', left: field('x'), right: { op: 'lit', type: 'decimal', value: '01.50' } },
      { op: 'eq', left: field('x'), right: { op: 'lit', type: 'decimal', value: '1.5' } },
    ],
    [
      'an aggregate condition that always holds',
      { op: 'lt', left: { op: 'agg', fn: 'count', rel: 'r', where: yes }, right: int(1) },
      { op: 'lt', left: { op: 'agg', fn: 'count', rel: 'r' }, right: int(1) },
    ],
  ])('writes out %s', (_, given, expected) => {
    expect(canonicalJson(normaliseExpression(given))).toBe(canonicalJson(expected));
  });

  it('gives the same JSON whatever the order of parts', () => {
    expect(canonicalJson(normaliseExpression(all(any(b, a), c)))).toBe(
      canonicalJson(normaliseExpression(all(c, any(a, b)))),
    );
  });

  it('leaves no operator that storages do not know', () => {
    expect(
      storedOperators().filter((operator) => ['ne', 'gt', 'gte', 'notIn', 'every', 'none', 'if'].includes(operator)),
    ).toEqual([]);
    expect(Object.values(operators).filter((entry) => entry.desugar !== undefined)).toHaveLength(7);
  });

  it('names as complement of a short form an operator that storages know', () => {
    const complements = Object.values(operators).map(({ complement }) => complement);
    expect(complements.filter((name) => name !== undefined)).toEqual(['eq', 'in', 'some']);
    expect(storedOperators()).toEqual(expect.arrayContaining(['eq', 'in', 'some']));
  });

  it('stops a chain of `if` whose long form would double at each step', () => {
    let chain: Expression = a;
    // biome-ignore lint/suspicious/noThenProperty: `then` is the name of this branch in the language; no node is awaited.
    for (let level = 0; level < 25; level++) chain = { op: 'if', cond: chain, then: b, else: c };
    const start = performance.now();
    expect(() => normaliseExpression(chain)).toThrow(expect.objectContaining({ code: 'INVALID_EXPRESSION' }));
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe('canonical JSON', () => {
  it('sorts keys, keeps lists, leaves out what is absent', () => {
    expect(canonicalJson({ b: [2, 1, null], a: undefined, é: 'x"', a1: { d: true, c: 1.5 } })).toBe(
      '{"a1":{"c":1.5,"d":true},"b":[2,1,null],"é":"x\\""}',
    );
  });
});
