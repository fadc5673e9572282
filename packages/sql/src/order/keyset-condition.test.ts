import type { Sort } from '@crmkit/core';
import { expect, it } from 'vitest';
import { shopSchema } from '../../test/shop-schema.js';
import { createScope } from '../condition/compile-condition.js';
import { ParameterList } from '../condition/parameter-list.js';
import { postgresDialect } from '../dialect/postgres-dialect.js';
import { keysetCondition } from './keyset-condition.js';
import { orderBy, planSort } from './sort-terms.js';

function render(sort: readonly Sort[], keys: readonly (string | number | null)[]): readonly string[] {
  const parameters = new ParameterList(['acme']);
  const scope = createScope(shopSchema, 'party', postgresDialect, { now: 0 }, parameters);
  const terms = planSort(sort, scope);
  return [orderBy(terms), keysetCondition(terms, { keys, id: 'p1' }, scope.rendering)];
}

it('puts a bound on the first key in front, where an index takes it', () => {
  expect(render([{ path: ['name'], direction: 'asc' }], ['x'])).toEqual([
    't."name" asc nulls first, t."id" asc',
    '(t."name" >= ($2::text collate "C") and (t."name" > ($2::text collate "C") or (t."name" = ($2::text collate "C") and t."id" > ($3::text collate "C"))))',
  ]);
});

it('passes from records without a value to those with one, and back descending', () => {
  expect(render([{ path: ['employees'], direction: 'asc' }], [null])[1]).toBe(
    '(t."employees" is not null or (t."employees" is null and t."id" > ($2::text collate "C")))',
  );
  expect(render([{ path: ['employees'], direction: 'desc' }], [null])[1]).toBe(
    '(t."employees" is null and ((t."employees" is null and t."id" > ($2::text collate "C"))))',
  );
});

it('orders money by currency, then amount', () => {
  expect(render([{ path: ['creditLimit'], direction: 'desc' }], [null])[0]).toBe(
    't."credit_limit_currency" desc nulls last, t."credit_limit_amount" desc nulls last, t."id" asc',
  );
});

it('refuses to order by a list', () => {
  expect(() => render([{ path: ['tags'], direction: 'asc' }], [null])).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT' }),
  );
});
