import { describe, expect, it } from 'vitest';
import { InvalidExpressionError } from '../errors/invalid-expression-error.js';
import { parseExpression } from './parse.js';

const name = { op: 'field', path: ['name'] };
const text = (value: unknown) => ({ op: 'lit', type: 'text', value });
const isNull = { op: 'isNull', arg: name };
const nest = (levels: number, inner: unknown): unknown =>
  levels === 0 ? inner : { op: 'not', arg: nest(levels - 1, inner) };
const refusedAt = (input: unknown): string => {
  try {
    parseExpression(input);
  } catch (error) {
    if (error instanceof InvalidExpressionError) return error.path;
    throw error;
  }
  return 'accepted';
};

describe('untrusted expressions', () => {
  it('are copied, with canonical literals', () => {
    const input = { op: 'eq', left: name, right: text('e\u0301') };
    const parsed = parseExpression(input);
    input.left = { op: 'field', path: ['changed'] };
    expect(parsed).toEqual({
      op: 'eq',
      left: { op: 'field', path: ['name'] },
      right: { op: 'lit', type: 'text', value: 'é' },
    });
  });

  it.each<readonly [string, unknown, string]>([
    ['null', null, '(expression)'],
    ['a text', 'name', '(expression)'],
    ['a list', [], '(expression)'],
    ['no operator', {}, 'op'],
    ['an unknown operator', { op: 'regex', arg: name }, 'op'],
    ['an inherited operator', { op: 'constructor' }, 'op'],
    ['a value in place of a condition', text('x'), '(expression)'],
    ['a condition in place of a value', { op: 'eq', left: isNull, right: text('x') }, 'left'],
    ['a missing part', { op: 'eq', left: name }, 'right'],
    ['an unknown key', { op: 'isNull', arg: name, not: true }, 'not'],
    [
      'a key that would set the prototype',
      JSON.parse('{"op":"isNull","arg":{"op":"field","path":["name"]},"__proto__":{}}'),
      '__proto__',
    ],
    ['a symbol as key', { op: 'isNull', arg: name, [Symbol('x')]: 1 }, '(expression)'],
    ['args that are no list', { op: 'and', args: { 0: isNull } }, 'args'],
    ['a hole in args', { op: 'and', args: Object.assign([isNull], { 2: isNull }) }, 'args[1]'],
    [
      'a deep place',
      { op: 'and', args: [isNull, { op: 'or', args: [{ op: 'eq', left: name, right: text(1) }] }] },
      'args[1].args[0].right.value',
    ],
    ['null in a list', { op: 'in', arg: name, list: [text('a'), null] }, 'list[1]'],
    ['a field in a list', { op: 'in', arg: name, list: [name] }, 'list[0]'],
    ['an empty path', { op: 'isNull', arg: { op: 'field', path: [] } }, 'arg.path'],
    ['a long path', { op: 'isNull', arg: { op: 'field', path: ['a', 'b', 'c'] } }, 'arg.path'],
    ['a number in a path', { op: 'isNull', arg: { op: 'field', path: [1] } }, 'arg.path[0]'],
    [
      'a literal of another type',
      { op: 'eq', left: name, right: { op: 'lit', type: 'int', value: '1' } },
      'right.value',
    ],
    ['an unknown literal type', { op: 'eq', left: name, right: { op: 'lit', type: 'float', value: 1 } }, 'right.type'],
    ['NaN', { op: 'eq', left: name, right: { op: 'lit', type: 'int', value: Number.NaN } }, 'right.value'],
    ['a fraction as int', { op: 'eq', left: name, right: { op: 'lit', type: 'int', value: 1.5 } }, 'right.value'],
    ['an int beyond 2^53', { op: 'eq', left: name, right: { op: 'lit', type: 'int', value: 2 ** 53 } }, 'right.value'],
    ['NUL in a text', { op: 'eq', left: name, right: text('a\u0000') }, 'right.value'],
    ['half a surrogate pair', { op: 'eq', left: name, right: text('\ud83d') }, 'right.value'],
    [
      'a decimal of 19 digits',
      { op: 'eq', left: name, right: { op: 'lit', type: 'decimal', value: '1'.repeat(19) } },
      'right.value',
    ],
    [
      'a date that does not exist',
      { op: 'eq', left: name, right: { op: 'lit', type: 'date', value: '2023-02-29' } },
      'right.value',
    ],
    [
      'an instant without zone',
      { op: 'eq', left: name, right: { op: 'lit', type: 'instant', value: '2024-01-01T00:00:00' } },
      'right.value',
    ],
    [
      'an unknown currency',
      { op: 'eq', left: name, right: { op: 'lit', type: 'money', value: { amount: '1', currency: 'EURO' } } },
      'right.value',
    ],
    [
      'money with more keys',
      { op: 'eq', left: name, right: { op: 'lit', type: 'money', value: { amount: '1', currency: 'EUR', rate: 1 } } },
      'right.value',
    ],
    [
      'a duration in months',
      { op: 'within', field: ['a'], window: { type: 'duration', value: 'P3M' } },
      'window.value',
    ],
    [
      'an unknown zone',
      { op: 'within', field: ['a'], window: { type: 'calendar', count: 1, unit: 'day', zone: 'Mars/Olympus' } },
      'window',
    ],
    [
      'an unknown unit',
      { op: 'within', field: ['a'], window: { type: 'calendar', count: 1, unit: 'year', zone: 'UTC' } },
      'window.unit',
    ],
    [
      'an unknown aggregate',
      { op: 'eq', left: { op: 'agg', fn: 'median', rel: 'orders' }, right: text('x') },
      'left.fn',
    ],
    ['a getter', Object.defineProperty({ arg: name }, 'op', { enumerable: true, get: () => 'isNull' }), 'op'],
    ['a list that is too long', { op: 'in', arg: name, list: Array.from({ length: 10_001 }, () => text('a')) }, 'list'],
  ])('with %s are refused where it stands', (_, input, path) => {
    expect(refusedAt(input)).toBe(path);
  });

  it('may be 32 levels deep and no deeper', () => {
    expect(refusedAt(nest(30, isNull))).toBe('accepted');
    expect(refusedAt(nest(31, isNull))).toMatch(/^arg(\.arg){31}$/);
  });

  it('that are far too deep, cyclic, or never end are refused without exhausting the stack', () => {
    let deep: unknown = isNull;
    for (let level = 0; level < 100_000; level++) deep = { op: 'not', arg: deep };
    const cyclic: { op: string; arg?: unknown } = { op: 'not' };
    cyclic.arg = cyclic;
    const wide = { op: 'and', args: [] as unknown[] };
    wide.args.push(wide, wide, wide);
    const endless: object = new Proxy(
      {},
      {
        ownKeys: () => ['op', 'arg'],
        getOwnPropertyDescriptor: (_, key) => ({
          configurable: true,
          enumerable: true,
          value: key === 'op' ? 'not' : endless,
        }),
      },
    );
    for (const input of [deep, cyclic, wide, endless]) expect(refusedAt(input)).not.toBe('accepted');
  });

  it('that throw while they are read are refused', () => {
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('gotcha');
        },
      },
    );
    const recursive: object = new Proxy(
      {},
      { ownKeys: (target) => Reflect.ownKeys(Object.assign(target, { x: Object.keys(recursive) })) },
    );
    expect(refusedAt(hostile)).toBe('(expression)');
    expect(refusedAt(recursive)).toBe('(expression)');
  });

  it('may have 500 nodes and no more', () => {
    const wide = (length: number): unknown => ({
      op: 'and',
      args: Array.from({ length }, () => ({ op: 'lit', type: 'bool', value: true })),
    });
    expect(refusedAt(wide(499))).toBe('accepted');
    expect(refusedAt(wide(500))).toBe('args[499]');
  });

  it('may enter three relations one inside the other and no more', () => {
    const enter = (levels: number): unknown =>
      levels === 0 ? isNull : { op: 'some', rel: 'orders', where: enter(levels - 1) };
    expect(refusedAt(enter(3))).toBe('accepted');
    expect(refusedAt(enter(4))).toBe('where.where.where.rel');
  });

  it('take 10,000 literals in a list', () => {
    expect(
      refusedAt({ op: 'in', arg: name, list: Array.from({ length: 10_000 }, (_, index) => text(String(index))) }),
    ).toBe('accepted');
  });

  it('may hold 10,000 listed literals in all and no more', () => {
    const listed = (length: number): unknown => ({
      op: 'in',
      arg: name,
      list: Array.from({ length }, () => text('a')),
    });
    expect(refusedAt({ op: 'or', args: [listed(5_000), listed(5_000)] })).toBe('accepted');
    expect(refusedAt({ op: 'or', args: [listed(5_000), listed(5_001)] })).toBe('args[1].list');
  });

  it('may hold texts of 10,000 characters and no more', () => {
    const equal = (value: string): unknown => ({ op: 'eq', left: name, right: text(value) });
    expect(refusedAt(equal('😀'.repeat(10_000)))).toBe('accepted');
    expect(refusedAt(equal('😀'.repeat(10_001)))).toBe('right.value');
    expect(refusedAt(equal('a'.repeat(1_000_000)))).toBe('right.value');
    expect(refusedAt({ op: 'in', arg: name, list: [text('a'.repeat(10_001))] })).toBe('list[0].value');
  });
});
