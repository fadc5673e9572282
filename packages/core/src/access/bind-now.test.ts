import { describe, expect, it } from 'vitest';
import { checkExpression } from '../expression/check.js';
import { compileExpression } from '../expression/compile.js';
import type { Expression, Window } from '../expression/node.js';
import { randomExpression } from '../expression/random/random-expression.js';
import { minimalStorage } from '../testing/minimal-storage.js';
import { projects } from '../testing/sample-module.js';
import { TEST_NOW, testCrm } from '../testing/test-crm.js';
import { createRandom } from '../values/seeded-random.js';
import { bindNow } from './bind-now.js';
import { defineAccess } from './define-access.js';

const NOW = Date.parse(TEST_NOW);
const HOUR = 3_600_000;

describe('an access rule about the clock', () => {
  const hour: Window = { type: 'duration', value: 'PT1H' };
  const rules = defineAccess('recent', [
    { role: 'admin', entity: 'project', actions: 'all' },
    { role: 'temp', entity: 'project', actions: ['read'], where: { op: 'within', field: ['createdAt'], window: hour } },
  ]);

  for (const [name, storage] of [
    ['pushed down', undefined],
    ['evaluated by core', minimalStorage()],
  ] as const) {
    it(`stands on the clock of each page, also with a cursor that says otherwise: ${name}`, async () => {
      const { crm, clock } = await testCrm({
        modules: [projects()],
        access: [rules],
        ...(storage && { storage }),
      });
      const as = (role: string) => crm.as({ tenant: 'acme', actor: 'u1', roles: [role] });
      await as('admin').project.create(
        Array.from({ length: 6 }, (_, n) => ({ id: `p${n}`, code: `P${n}`, title: 'old' })),
      );
      const first = await as('temp').project.list({ limit: 2 });
      expect(first.items.map(({ id }) => id)).toEqual(['p0', 'p1']);
      clock.advance(HOUR / 2);
      await as('admin').project.create({ id: 'p9', code: 'P9', title: 'new' });
      const second = await as('temp').project.list({ limit: 2, cursor: first.nextCursor });
      expect(second.items.map(({ id }) => id)).toEqual(['p2', 'p3']);
      clock.advance(HOUR / 2);
      const third = await as('temp').project.list({ limit: 2, cursor: second.nextCursor });
      expect(third.items.map(({ id }) => id)).toEqual(['p9']);
      // Counted alike.
      expect(await as('temp').project.count()).toBe(1);
    });
  }

  it('leaves the now of the first page to the condition of the caller, and its cursor to the query and the roles', async () => {
    const { crm, clock } = await testCrm({ modules: [projects()], access: [rules] });
    const admin = crm.as({ tenant: 'acme', actor: 'u1', roles: ['admin'] });
    await admin.project.create(Array.from({ length: 4 }, (_, n) => ({ id: `p${n}`, code: `P${n}`, title: 'old' })));
    const where: Expression = { op: 'within', field: ['createdAt'], window: hour };
    const first = await admin.project.list({ where, limit: 2 });
    clock.advance(2 * HOUR);
    const second = await admin.project.list({ where, limit: 2, cursor: first.nextCursor });
    expect(second.items.map(({ id }) => id)).toEqual(['p2', 'p3']);
    const others = [
      () => admin.project.list({ limit: 2, cursor: first.nextCursor }),
      () => crm.as({ tenant: 'acme', actor: 'u1', roles: ['temp'] }).project.list({ where, cursor: first.nextCursor }),
    ];
    for (const other of others) await expect(other()).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
  });
});

it('means the same with the instant written in', { timeout: 30_000 }, async () => {
  const { crm } = await testCrm({ modules: [projects()] });
  const { schema } = crm.model;
  const random = createRandom(8);
  const instants = [undefined, 0, 1, HOUR, 24 * HOUR, 40 * 24 * HOUR, -HOUR];
  const dates = [undefined, '2024-08-09', '2024-08-10', '2024-07-10', '2024-01-01'];
  let bound = 0;
  for (let round = 0; round < 500; round += 1) {
    const window: Window = random.pick([
      { type: 'duration', value: random.pick(['PT1H', 'P1D', 'P90D', 'P900000W']) },
      {
        type: 'calendar',
        count: random.integer(0, 3),
        unit: random.pick(['day', 'week', 'month']),
        zone: 'Asia/Taipei',
      },
    ]);
    const field = window.type === 'calendar' ? random.pick(['birthDate', 'createdAt']) : 'createdAt';
    const within: Expression = { op: 'within', field: [field], window, ...(random.chance(0.3) && { offset: 'PT1H' }) };
    const agg: Expression = {
      op: 'gt',
      left: { op: 'agg', fn: 'count', rel: 'orders', window: { window } },
      right: { op: 'lit', type: 'int', value: 0 },
    };
    const later: Expression = { op: 'lt', left: { op: 'field', path: ['createdAt'] }, right: { op: 'now' } };
    const any = randomExpression(random, schema, 'party', { now: NOW });
    const { expression } = checkExpression(
      { op: random.pick(['and', 'or']), args: [random.pick([within, agg, { op: 'not', arg: within }]), later, any] },
      schema,
      'party',
    );
    const now = random.pick([NOW, NOW + 7 * HOUR]);
    const written = bindNow(expression, schema, 'party', now);
    expect(JSON.stringify(written)).not.toMatch(/"op":"now"|"window"/);
    const created = random.pick(instants);
    const birthDate = random.pick(dates);
    const row = {
      id: 'pty_1',
      rev: '1',
      kind: 'person',
      name: random.pick(['a', 'b']),
      ...(created !== undefined && { createdAt: NOW - created }),
      ...(birthDate !== undefined && { birthDate }),
    };
    const order = {
      id: 'ord_1',
      rev: '1',
      party: 'pty_1',
      posting: 'posted',
      orderedAt: NOW - random.pick([-HOUR, 0, 1, HOUR]),
    };
    const related = (entity: string) => (entity === 'party' ? [order] : []);
    const ask = (condition: Expression, at: number) =>
      compileExpression(condition, schema, 'party')({ now: at, related: related as never })(row as never);
    expect(ask(written, 0), `round ${round}: ${JSON.stringify(expression)}`).toBe(ask(expression, now));
    bound += ask(expression, now) ? 1 : 0;
  }
  expect(bound).toBeGreaterThan(50);
  expect(bound).toBeLessThan(450);
});
