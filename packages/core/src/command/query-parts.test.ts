import { describe, expect, it } from 'vitest';
import { checkMeasure } from '../storage/measure-rows.js';
import { projects } from '../testing/sample-module.js';
import { testCrm } from '../testing/test-crm.js';

async function open() {
  const { crm } = await testCrm({ modules: [projects()] });
  const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
  const { id } = await rep.project.create({ code: 'P-1', title: 'One', budget: 5 });
  return { rep, id };
}

describe('a part of a query that came from outside', () => {
  it.each([
    ['measures.a.fn', { measures: { a: { fn: 'nope', path: 'budget' } } }],
    ['measures.a.fn', { measures: { a: { path: 'budget' } } }],
    ['measures.a.path', { measures: { a: { fn: 'sum', path: 5 } } }],
    ['measures.a', { measures: { a: null } }],
    ['measures', {}],
    ['groupBy', { groupBy: 'status', measures: {} }],
  ])('of an aggregate is refused at %s', async (path, options) => {
    const { rep } = await open();
    await expect(rep.project.aggregate(options as never)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ path }],
    });
  });

  it('that is no measure is refused by storages too', () => {
    expect(() => checkMeasure('nope' as never, { type: 'int' })).toThrow(/nope has no meaning/);
  });

  it.each([
    { number: 1.5 },
    { number: 1e99 },
    { number: -1 },
    { number: '1' },
    { number: 1, instant: '2024-01-01T00:00:00Z' },
    {},
    null,
  ])('that is no point in time is refused: %j', async (asOf) => {
    const { rep, id } = await open();
    await expect(rep.project.get(id, { asOf: asOf as never })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(rep.project.list({ asOf: asOf as never })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('that is no order is refused', async () => {
    const { rep } = await open();
    const sort = [[5, 'asc']] as never;
    await expect(rep.project.list({ sort })).rejects.toMatchObject({ issues: [{ path: 'sort.0' }] });
  });
});
