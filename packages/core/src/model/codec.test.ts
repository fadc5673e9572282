import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fromRow, toRow } from './codec.js';
import { defineEntity } from './define-entity.js';
import { date, decimal, instant, int, keyword, keywords, moneyField, text } from './fields.js';
import { buildModel } from './model.js';

const thing = defineEntity({
  name: 'thing',
  prefix: 'thg',
  fields: {
    name: text({ max: 5 }),
    rate: decimal(9, 4).optional(),
    price: moneyField({ extraDigits: 4 }).optional(),
    total: moneyField().optional(),
    at: instant().optional(),
    on: date().optional(),
    n: int().optional(),
    yes: z.boolean().optional(),
    tags: keywords().optional(),
    raw: z.json().optional(),
  },
});
const { entities } = buildModel([thing], { thing: { code: keyword().optional(), due: instant().optional() } }, 1);
const entity = entities['thing'];
if (entity === undefined) throw new Error('the model lost its entity');
const kept = { createdAt: '2024-01-01T00:00:00.000Z', updatedAt: '2024-01-01T00:00:00.000Z' };

describe('records and rows', () => {
  it('go over into each other', () => {
    const record = {
      ...kept,
      name: '臺灣',
      rate: '0.0525',
      price: { amount: '12.3456', currency: 'EUR' },
      total: { amount: '1234567890123456.00', currency: 'TWD' },
      at: '2024-05-01T12:00:00.123Z',
      on: '2024-02-29',
      n: -5,
      yes: false,
      tags: ['b', 'a'],
      raw: { a: [1, null] },
      custom: { code: 'A', due: '2024-01-01T00:00:00.000Z' },
    };
    const row = toRow(entity.schema, 'thg_1', record);
    expect(row).toMatchObject({
      id: 'thg_1',
      rate: 525,
      price: { amount: 12345600, currency: 'EUR' },
      total: { amount: '123456789012345600' },
      at: 1714564800123,
      custom: { code: 'A', due: 1704067200000 },
    });
    expect(fromRow(entity.schema, { ...row, rev: '7' })).toEqual({ ...record, id: 'thg_1', rev: '7' });
  });

  it('have no key where there is no value', () => {
    const row = toRow(entity.schema, 'thg_1', { ...kept, name: 'x', n: undefined, rate: null, custom: {} });
    expect(Object.keys(row).sort()).toEqual(['createdAt', 'id', 'name', 'rev', 'updatedAt']);
    expect(fromRow(entity.schema, row)).toMatchObject({ name: 'x', custom: {} });
  });
});

describe('field schemas', () => {
  const parse = (value: object) => entity.record.safeParse({ ...kept, name: 'x', ...value });
  const bad: readonly (readonly [string, object])[] = [
    ['text longer than its limit in code points', { name: 'abcdef' }],
    ['NUL', { name: 'a\u0000' }],
    ['half a surrogate pair', { name: '\udc00' }],
    ['a decimal with too many digits after the point', { rate: '0.00001' }],
    ['a decimal with too many digits', { rate: '123456.0' }],
    ['a decimal that is a number', { rate: 0.5 }],
    ['money below the minor unit', { total: { amount: '0.001', currency: 'EUR' } }],
    ['an unknown currency', { total: { amount: '1', currency: 'XXQ' } }],
    ['a day that does not exist', { on: '2023-02-29' }],
    ['an instant without zone', { at: '2024-01-01T00:00:00' }],
    ['a whole number beyond 2^53', { n: 2 ** 53 }],
    ['a list of numbers', { tags: [1] }],
    ['an unknown field', { colour: 'red' }],
    ['an unknown host field', { custom: { colour: 'red' } }],
  ];
  it.each(bad)('refuse %s', (_name, value) => {
    expect(parse(value).success).toBe(false);
  });

  it('bring values into their one form', () => {
    const { data } = parse({
      name: 'e\u0301',
      rate: '05.5',
      total: { amount: '7', currency: 'EUR' },
      at: '2024-01-01T08:00+08:00',
    });
    expect(data).toMatchObject({
      name: 'é',
      rate: '5.5000',
      total: { amount: '7.00', currency: 'EUR' },
      at: '2024-01-01T00:00:00.000Z',
    });
    expect(parse({ name: '😀😀😀😀😀' }).success).toBe(true);
  });
});
