import { describe, expect, it } from 'vitest';
import { createRandom } from '../values/seeded-random.js';
import { changedPaths } from './changed-paths.js';
import { compareVersions } from './compare-versions.js';
import { digestOf, digestText } from './digest.js';
import { createIdSource } from './id-source.js';
import { factKey, sourceIdOf, sourceRecordId, uniqueKey } from './keys.js';

describe('keys', () => {
  it('keep parts apart whatever they hold', () => {
    expect(sourceRecordId('party', 'erp', 'C-1001')).toBe('src_party:erp:C-1001');
    expect(factKey('order', 'erp', 'a:b')).toBe('fact:order:erp:a%3Ab');
    expect(factKey('order', 'a:b', 'c')).not.toBe(factKey('order', 'a', 'b:c'));
    expect(sourceIdOf('party', { system: 'erp', id: '7', type: 'supplier' })).toBe('src_party.supplier:erp:7');
    expect(sourceRecordId('party', 'erp', 'Ä')).toBe(sourceRecordId('party', 'erp', 'A\u0308'));
  });

  it('stay short enough for every storage', () => {
    const long = sourceRecordId('party', 'erp', '客'.repeat(300));
    expect(long.length).toBeLessThanOrEqual(200);
    expect(long).not.toBe(sourceRecordId('party', 'erp', '客'.repeat(301)));
    expect(long).toMatch(/^src_party:#[0-9a-f]{32}$/);
  });

  it('are none where a unique field has no value', () => {
    const rule = { name: 'code', fields: ['system', 'code'] };
    expect(uniqueKey('product', rule, { id: 'p', rev: '', system: 'a', code: 'b' })).toBe(
      'unique:product:code:["a","b"]',
    );
    expect(uniqueKey('product', rule, { id: 'p', rev: '', system: 'a' })).toBeNull();
  });
});

describe('digests', () => {
  it('are equal for equal data and differ for different data', () => {
    expect(digestOf({ a: 1, b: [true, null], c: undefined })).toBe(digestOf({ b: [true, null], a: 1 }));
    const different = [
      null,
      0,
      '0',
      '',
      [],
      {},
      [[]],
      { a: '' },
      { a: null },
      ['a', 'b'],
      ['ab'],
      { a: 'b' },
      { ab: '' },
      '[1:',
      false,
      'false;',
      1.5,
      [1, [2]],
      [[1], 2],
    ];
    expect(new Set(different.map(digestOf)).size).toBe(different.length);
    expect(digestOf('x')).toMatch(/^[0-9a-f]{32}$/);
  });

  it('do not collide on 200,000 near neighbours', () => {
    const seen = new Set<string>();
    for (let n = 0; n < 100_000; n += 1) {
      seen.add(digestText(`C-${n}`));
      seen.add(digestText(`${n}-C`));
    }
    expect(seen.size).toBe(200_000);
  });

  it('change about half of their bits with one character', () => {
    const random = createRandom(7);
    let changed = 0;
    const rounds = 500;
    for (let round = 0; round < rounds; round += 1) {
      const text = Array.from({ length: 40 }, () => String.fromCharCode(random.integer(32, 126))).join('');
      const place = random.integer(0, 39);
      const other = text.slice(0, place) + String.fromCharCode(text.charCodeAt(place) ^ 1) + text.slice(place + 1);
      changed += countBits(BigInt(`0x${digestText(text)}`) ^ BigInt(`0x${digestText(other)}`));
    }
    expect(changed / rounds).toBeGreaterThan(58);
    expect(changed / rounds).toBeLessThan(70);
  });
});

function countBits(value: bigint): number {
  return [...value.toString(2)].filter((bit) => bit === '1').length;
}

describe('ids', () => {
  it('sort in the order they were made, also when the clock steps back', () => {
    const times = [1_700_000_000_000, 1_700_000_000_000, 1_700_000_000_001, 1_699_999_999_000, 1_700_000_000_002];
    const ids = createIdSource({ clock: () => times.shift() ?? 1_700_000_000_002 });
    const made = Array.from({ length: 40_000 }, () => ids.next('pty'));
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
    expect(made[0]).toMatch(/^pty_[0-9a-v]{12}[A-Za-z0-9_-]{10}$/);
  });

  it('take their randomness from outside', () => {
    const source = { clock: () => 0, random: (length: number) => 'x'.repeat(length) };
    expect(createIdSource(source).next('ord')).toBe('ord_000000000000xxxxxxxxxx');
  });
});

it('orders versions that are whole numbers or instants, and no others', () => {
  expect(compareVersions('9', '10')).toBe(-1);
  expect(compareVersions('10', '010')).toBe(0);
  expect(compareVersions('2024-01-01T00:00:00Z', '2023-12-31T23:00:00-02:00')).toBe(-1);
  expect(compareVersions('a', 'a')).toBe(0);
  expect(compareVersions('a', 'b')).toBeNull();
  expect(compareVersions('1', '2024-01-01T00:00:00Z')).toBeNull();
});

it('names changed fields', () => {
  const before = { id: 'a', rev: '1', name: 'x', tags: ['a'], updatedAt: 1, gone: 1, custom: { same: 1, old: 2 } };
  const after = { id: 'a', rev: '2', name: 'y', tags: ['a'], updatedAt: 2, fresh: 1, custom: { same: 1, young: 2 } };
  expect(changedPaths(before, after)).toEqual(['custom.old', 'custom.young', 'fresh', 'gone', 'name']);
});
