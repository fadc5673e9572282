import { describe, expect, it } from 'vitest';
import { InvalidCursorError } from '../errors/invalid-cursor-error.js';
import { type CursorBound, decodeCursor, encodeCursor } from './cursor.js';

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

  it('is refused when malformed', () => {
    const cursor = encodeCursor(bound, position);
    for (const text of ['', '%', cursor.slice(1), `${cursor}A`, 'bnVsbA', 'WzEsMiwzLDRd']) {
      expect(() => decodeCursor(bound, text)).toThrow(InvalidCursorError);
    }
  });
});
