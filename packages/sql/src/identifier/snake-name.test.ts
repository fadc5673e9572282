import { createRandom } from '@crmkit/core/testing';
import { expect, it } from 'vitest';
import { columnName, SYSTEM_COLUMNS } from '../table/table-plan.js';
import { snakeName } from './snake-name.js';

it('keeps different names different and leaves room for suffixes', () => {
  const random = createRandom(5);
  const names = new Set(
    Array.from(
      { length: 20_000 },
      () => `a${Array.from({ length: random.integer(0, 40) }, () => random.pick([...'abAB0'])).join('')}`,
    ),
  );
  const columns = new Set<string>();
  for (const name of names) {
    expect(snakeName(name).length).toBeLessThanOrEqual(44);
    columns.add(snakeName(name));
  }
  expect(columns.size).toBe(names.size);
});

it('keeps derived columns, system columns and fields of similar names apart', () => {
  const fields = [
    'total',
    'totalAmount',
    'totalCurrency',
    'totalFolded',
    'tenant',
    'rev',
    'deletedAt',
    'batch',
    'custom1',
  ];
  const parts = ['value', 'amount', 'currency', 'folded'] as const;
  const columns = fields.flatMap((field) => parts.map((part) => columnName(field, part)));
  expect(new Set([...columns, ...SYSTEM_COLUMNS]).size).toBe(columns.length + SYSTEM_COLUMNS.length);
});
