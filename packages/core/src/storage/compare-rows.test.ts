import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { randomRows } from '../expression/random/random-rows.js';
import { sampleSchema } from '../expression/random/sample-schema.js';
import { createRandom } from '../values/seeded-random.js';
import { compareRows } from './compare-rows.js';
import type { Row, Sort } from './contract.js';
import { entityOf } from './field-of.js';

const customer = entityOf(sampleSchema, 'customer');
const ids = (rows: readonly Row[], sort: readonly Sort[]): readonly string[] =>
  rows.toSorted(compareRows(sort, customer)).map(({ id }) => id);
const row = (id: string, fields: object): Row => ({ id, rev: '1', ...fields });

describe('the order of rows', () => {
  it('puts no value first ascending and last descending, and ends with the id ascending', () => {
    const rows = [row('c', { score: 2 }), row('a', {}), row('d', { score: 1 }), row('b', { score: 2 }), row('e', {})];
    expect(ids(rows, [{ path: ['score'], direction: 'asc' }])).toEqual(['a', 'e', 'd', 'b', 'c']);
    expect(ids(rows, [{ path: ['score'], direction: 'desc' }])).toEqual(['b', 'c', 'd', 'a', 'e']);
  });

  it('orders decimals beyond 2^53 as numbers and text of digits as text', () => {
    const rows = [
      row('a', { weight: '9007199254740993', nickname: '10' }),
      row('b', { weight: 9, nickname: '9' }),
      row('c', { weight: '-9007199254740993', nickname: '1' }),
    ];
    expect(ids(rows, [{ path: ['weight'], direction: 'asc' }])).toEqual(['c', 'b', 'a']);
    expect(ids(rows, [{ path: ['nickname'], direction: 'asc' }])).toEqual(['c', 'a', 'b']);
  });

  it('orders money by currency and then amount', () => {
    const rows = [
      row('a', { limit: { amount: 1, currency: 'TWD' } }),
      row('b', { limit: { amount: 9, currency: 'EUR' } }),
      row('c', { limit: { amount: -9, currency: 'TWD' } }),
    ];
    expect(ids(rows, [{ path: ['limit'], direction: 'asc' }])).toEqual(['b', 'c', 'a']);
  });

  it('refuses fields without an order', () => {
    for (const path of [['tags'], ['extra'], ['nobody'], ['custom'], ['constructor']]) {
      expect(() => compareRows([{ path, direction: 'asc' }], customer)).toThrow(InvalidInputError);
    }
  });

  it('is total over random rows: the same whatever the order they come in', () => {
    const rows = randomRows(createRandom(20_240_229), sampleSchema, { rows: 60 }).customer ?? [];
    for (const name of ['name', 'active', 'score', 'rating', 'weight', 'limit', 'born', 'seenAt', 'parent']) {
      const sort: Sort[] = [{ path: [name], direction: 'desc' }];
      expect(ids(rows.toReversed(), sort)).toEqual(ids(rows, sort));
      expect(new Set(ids(rows, sort)).size).toBe(60);
    }
  });
});
