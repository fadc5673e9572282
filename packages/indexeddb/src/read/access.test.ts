import type { Expression, Sort, StorageSchema } from '@crmkit/core';
import { checkExpression } from '@crmkit/core';
import { entityOf } from '@crmkit/core/storage';
import { expect, it } from 'vitest';
import { testSchema } from '../../test/test-schema.js';
import { entityPlan } from '../key/entity-plan.js';
import { accessesOf } from './access.js';
import { essentialSort } from './choose-access.js';
import { conditionsOf } from './conditions.js';

interface Plan {
  readonly index: string;
  readonly selectivity: number;
  readonly order: 'asc' | 'desc' | null;
}

/** The ways in, most selective first. */
function plansOf(
  where: Expression | null,
  sort: readonly Sort[] = [],
  entity = 'party',
  schema: StorageSchema = testSchema,
): readonly Plan[] {
  const checked = where === null ? undefined : checkExpression(where, schema, entity).expression;
  const conditions = conditionsOf(checked, { entity: entityOf(schema, entity), now: 1_000, params: { least: 2 } });
  return accessesOf(entityPlan(schema, entity), conditions, essentialSort(sort))
    .map(({ index, selectivity, order }) => ({
      index: index?.name ?? '',
      selectivity,
      order: order?.direction ?? null,
    }))
    .sort((a, b) => b.selectivity - a.selectivity);
}

const city: Expression = {
  op: 'eq',
  left: { op: 'field', path: ['city'] },
  right: { op: 'lit', type: 'keyword', value: 'Taipei' },
};
const score: Expression = {
  op: 'gte',
  left: { op: 'field', path: ['score'] },
  right: { op: 'param', name: 'least', type: 'int' },
};

it('keeps an index for every declaration, every way a relation comes in, and folded leading texts', () => {
  expect(entityPlan(testSchema, 'order').indexes.map(({ name }) => name)).toEqual([
    'columns:party',
    'columns:placedAt',
  ]);
  expect(entityPlan(testSchema, 'party').indexes.map(({ name }) => name)).toContain('fold:name');
  expect(entityPlan(testSchema, 'party').indexes.map(({ name }) => name)).toContain('element:tags');
});

it('holds leading columns and cuts the next one down', () => {
  expect(plansOf({ op: 'and', args: [city, score] })[0]).toEqual({
    index: 'columns:city,score',
    selectivity: 1.5,
    order: null,
  });
});

it('reads in order behind held columns, in both directions', () => {
  for (const direction of ['asc', 'desc'] as const) {
    expect(plansOf(city, [{ path: ['score'], direction }])[0]).toEqual({
      index: 'columns:city,score',
      selectivity: 1,
      order: direction,
    });
  }
});

it('does not take an index for an order whose ties it breaks by another column', () => {
  expect(plansOf(null, [{ path: ['city'], direction: 'asc' }])).toEqual([]);
  expect(
    plansOf(null, [
      { path: ['city'], direction: 'asc' },
      { path: ['score'], direction: 'desc' },
    ]),
  ).toEqual([]);
});

it('finds by an indexed host field', () => {
  const grade = { op: 'field', path: ['custom', 'grade'] } as const;
  const text = { op: 'lit', type: 'keyword', value: 'A' } as const;
  expect(plansOf({ op: 'eq', left: grade, right: text })[0]).toMatchObject({ index: 'columns:custom.grade,name' });
  expect(plansOf({ op: 'lt', left: text, right: grade })[0]).toMatchObject({ index: 'columns:custom.grade,name' });
});

it('serves folded texts, list elements, missing values and windows', () => {
  const folded: Expression = {
    op: 'startsWith',
    arg: { op: 'fold', arg: { op: 'field', path: ['name'] } },
    text: { op: 'lit', type: 'text', value: 'AC' },
  };
  expect(plansOf(folded)[0]?.index).toBe('fold:name');
  expect(plansOf({ op: 'has', path: ['tags'], value: 'new' })[0]).toEqual({
    index: 'element:tags',
    selectivity: 1,
    order: 'asc',
  });
  expect(plansOf({ op: 'isNull', arg: { op: 'field', path: ['name'] } })[0]).toEqual({
    index: 'columns:name',
    selectivity: 1,
    order: 'asc',
  });
  expect(
    plansOf({ op: 'within', field: ['placedAt'], window: { type: 'duration', value: 'P1D' } }, [], 'order')[0]?.index,
  ).toBe('columns:placedAt');
});

it('takes no index for what only a full evaluation can say', () => {
  expect(plansOf({ op: 'not', arg: city })).toEqual([]);
  expect(plansOf({ op: 'or', args: [city, score] })).toEqual([]);
  expect(
    plansOf({ op: 'contains', arg: { op: 'field', path: ['name'] }, text: { op: 'lit', type: 'text', value: 'x' } }),
  ).toEqual([]);
});
