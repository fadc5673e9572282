import { describe, expect, it } from 'vitest';
import { InvalidCursorError } from '../errors/invalid-cursor-error.js';
import type { FieldType } from '../model/field-type.js';
import type { EntitySchema, FieldSchema } from '../model/storage-schema.js';
import { type CursorBound, type CursorPosition, decodeCursor, encodeCursor } from './cursor.js';

const bound: CursorBound = {
  tenant: 'acme',
  entity: 'party',
  query: { sort: [{ path: ['name'], direction: 'asc' }] },
};
const position = {
  now: 1_709_208_000_000,
  keys: ['臺灣 😀', null, { amount: '9007199254740993', currency: 'TWD' }],
  id: 'pty_é',
};

describe('a cursor', () => {
  it('gives back position, keys and now, and is safe in a URL', () => {
    const cursor = encodeCursor(bound, position);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(decodeCursor(bound, cursor)).toEqual(position);
  });

  it('ignores limit and now of the query it is used with', () => {
    const cursor = encodeCursor(bound, position);
    const later = { ...bound, query: { ...bound.query, limit: 7, now: 5, cursor: 'x' } };
    expect(decodeCursor(later, cursor).now).toBe(position.now);
  });

  it('is refused for another tenant, entity, condition, order, parameters or point in time', () => {
    const cursor = encodeCursor(bound, position);
    const others: readonly CursorBound[] = [
      { ...bound, tenant: 'acme2' },
      { ...bound, entity: 'order' },
      { ...bound, query: {} },
      { ...bound, query: { ...bound.query, where: { op: 'field', path: ['active'] } } },
      { ...bound, query: { ...bound.query, params: { x: 1 } } },
      { ...bound, query: { at: { number: 1 } } },
    ];
    for (const other of others) expect(() => decodeCursor(other, cursor)).toThrow(InvalidCursorError);
  });

  it('tells apart boundaries that only look alike when joined', () => {
    const cursor = encodeCursor({ ...bound, tenant: 'a', entity: 'bc' }, position);
    expect(() => decodeCursor({ ...bound, tenant: 'ab', entity: 'c' }, cursor)).toThrow(InvalidCursorError);
  });

  describe('that was changed on its way', () => {
    const field = (type: FieldType): FieldSchema => ({ type, nullable: true });
    const entity: EntitySchema = {
      name: 'party',
      fact: false,
      fields: {
        name: field({ type: 'text' }),
        size: field({ type: 'int' }),
        price: field({ type: 'money', extraDigits: 0 }),
        since: field({ type: 'date' }),
      },
      custom: {},
      relations: {},
      indexes: [],
      time: null,
    };
    const sort = Object.keys(entity.fields).map((name) => ({ path: [name], direction: 'asc' as const }));
    const sorted: CursorBound = { ...bound, query: { sort } };
    const keys = ['Acme', 7, { amount: 100, currency: 'TWD' }, '2024-02-29'];
    const decode = (changed: object): CursorPosition =>
      decodeCursor(sorted, encodeCursor(sorted, { now: 0, id: 'p', keys, ...changed }), entity);

    it('is accepted with keys of the right types, also without value', () => {
      expect(decode({}).keys).toEqual(keys);
      expect(decode({ keys: [null, null, null, null] }).keys).toEqual([null, null, null, null]);
    });

    it.each([
      ['too few keys', { keys: keys.slice(1) }],
      ['too many keys', { keys: [...keys, 1] }],
      ['an object for text', { keys: [{}, 7, keys[2], keys[3]] }],
      ['text for a number', { keys: ['Acme', '7; drop', keys[2], keys[3]] }],
      ['a broken number', { keys: ['Acme', 1.5, keys[2], keys[3]] }],
      ['nested money', { keys: ['Acme', 7, { amount: { amount: 1 }, currency: 'TWD' }, keys[3]] }],
      ['no date', { keys: ['Acme', 7, keys[2], '2024-02-30'] }],
      ['NUL in a key', { keys: ['Ac\0me', 7, keys[2], keys[3]] }],
      ['NUL in the id', { id: 'p\0' }],
      ['no id', { id: '' }],
      ['an instant out of range', { now: Number.MAX_SAFE_INTEGER }],
    ])('is refused with %s', (_, changed) => {
      expect(() => decode(changed)).toThrow(InvalidCursorError);
    });

    it('is refused with keys in a read of the past, which has none', () => {
      const past: CursorBound = { ...bound, query: { at: { number: 1 } } };
      const cursor = encodeCursor(past, { now: 0, keys: [1], id: 'p' });
      expect(() => decodeCursor(past, cursor)).toThrow(InvalidCursorError);
      expect(() => decodeCursor(past, encodeCursor(past, { now: 0, keys: [], id: '\0' }))).toThrow(InvalidCursorError);
    });
  });

  it('is refused when malformed', () => {
    const cursor = encodeCursor(bound, position);
    for (const text of ['', '%', cursor.slice(1), `${cursor}A`, 'bnVsbA', 'WzEsMiwzLDRd']) {
      expect(() => decodeCursor(bound, text)).toThrow(InvalidCursorError);
    }
  });
});
