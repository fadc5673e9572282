import { describe, expect, it } from 'vitest';
import { InvalidValueError } from '../errors/invalid-value-error.js';
import type { EntitySchema } from '../model/storage-schema.js';
import { checkRow } from './check-row.js';
import type { Row } from './contract.js';

const entity: EntitySchema = {
  name: 'party',
  fact: false,
  fields: {
    name: { type: { type: 'text' }, nullable: false },
    size: { type: { type: 'int' }, nullable: true },
    rate: { type: { type: 'decimal', precision: 18, scale: 2 }, nullable: true },
    limit: { type: { type: 'money', extraDigits: 0 }, nullable: true },
    tags: { type: { type: 'list', of: 'keyword' }, nullable: true },
    payload: { type: { type: 'json' }, nullable: true },
  },
  custom: { vip: { type: { type: 'bool' }, nullable: true } },
  relations: {},
  indexes: [],
  time: null,
};
const row = (fields: object): Row => ({ id: 'p', rev: 'r', name: 'x', ...fields });

describe('the write boundary', () => {
  it('gives the one stored form: no keys without value, no −0, numbers while they are safe', () => {
    const checked = checkRow(
      row({ size: -0, rate: '12', tags: undefined, payload: { a: undefined, b: -0 }, custom: { vip: null } }),
      entity,
    );
    expect(checked).toStrictEqual({ id: 'p', rev: 'r', name: 'x', size: 0, rate: 12, payload: { b: 0 } });
  });

  it('copies everything, so that the caller keeps its own', () => {
    const input = row({
      tags: ['a'],
      payload: { deep: [1] },
      limit: { amount: 1, currency: 'TWD' },
      custom: { vip: true },
    });
    const checked = checkRow(input, entity);
    for (const key of ['tags', 'payload', 'limit', 'custom']) expect(checked[key]).not.toBe(input[key]);
    expect(checked).toEqual(input);
  });

  it('names the path of what it refuses', () => {
    const refused: readonly (readonly [object, string])[] = [
      [{ name: undefined }, 'name'],
      [{ nobody: 1 }, 'nobody'],
      [{ custom: { nobody: 1 } }, 'custom.nobody'],
      [{ tags: ['a', 'b\u0000'] }, 'tags.1'],
      // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested.
      [{ tags: ['a', , 'b'] }, 'tags.1'],
      [{ limit: { amount: 1.5, currency: 'TWD' } }, 'limit.amount'],
      [{ payload: { a: [{ b: Number.NaN }] } }, 'payload.a.0.b'],
    ];
    for (const [fields, path] of refused)
      expect(() => checkRow(row(fields), entity)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE', path }));
  });

  it('refuses json that is nested beyond 64 levels, or in a circle, in place of overflowing', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 64; level += 1) deep = [deep];
    expect(checkRow(row({ payload: deep }), entity).payload).toEqual(deep);
    expect(() => checkRow(row({ payload: [deep] }), entity)).toThrow(InvalidValueError);
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(() => checkRow(row({ payload: circle }), entity)).toThrow(InvalidValueError);
  });
});
