import { describe, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { defineAccess, openAccess } from '../access/define-access.js';
import { int } from '../model/fields.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { projects } from '../testing/sample-module.js';
import { createCrm } from './create-crm.js';
import type { SessionOf } from './crm-types.js';
import type { FactResult } from './record-facts.js';
import type { UpsertResult } from './upsert-result.js';

const crm = await createCrm({
  storage: memoryStorage(),
  access: [openAccess()],
  fields: {
    party: { creditClass: z.enum(['A', 'B', 'C']).optional(), points: int().optional() },
    order: { channel: z.string().optional() },
  },
  modules: [projects()],
});
const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });

describe('a session is typed from nucleus, modules and host fields', () => {
  it('knows records', async () => {
    const party = await rep.party.create({ kind: 'person', name: 'Ann' });
    expectTypeOf(party.id).toEqualTypeOf<string>();
    expectTypeOf(party.kind).toEqualTypeOf<'person' | 'organization' | 'household'>();
    expectTypeOf(party.name).toEqualTypeOf<string>();
    expectTypeOf(party.notes).toEqualTypeOf<string | undefined>();
    expectTypeOf(party.createdAt).toEqualTypeOf<string>();
    expectTypeOf(party.custom.creditClass).toEqualTypeOf<'A' | 'B' | 'C' | undefined>();
    expectTypeOf(party.custom.points).toEqualTypeOf<number | undefined>();
    const project = await rep.project.get('prj_1');
    expectTypeOf(project.status).toEqualTypeOf<'planned' | 'running' | 'done'>();
    expectTypeOf(await rep.party.find('x')).toEqualTypeOf<typeof party | null>();
    expectTypeOf(await rep.party.find(['x'])).toEqualTypeOf<readonly (typeof party | null)[]>();
    expectTypeOf(await rep.party.create([{ kind: 'person', name: 'Ann' }])).toEqualTypeOf<readonly (typeof party)[]>();
    expectTypeOf(await rep.party.get('x')).toEqualTypeOf<typeof party>();
    expectTypeOf(await rep.party.get(['x'])).toEqualTypeOf<readonly (typeof party)[]>();
    for await (const one of rep.party.iterate()) expectTypeOf(one).toEqualTypeOf<typeof party>();
  });

  it('refuses what does not fit', () => {
    // @ts-expect-error a name is missing
    void rep.party.create({ kind: 'person' });
    // @ts-expect-error no such kind
    void rep.party.create({ kind: 'robot', name: 'x' });
    // @ts-expect-error no such host field
    void rep.party.create({ kind: 'person', name: 'x', custom: { colour: 'red' } });
    // @ts-expect-error crmkit keeps this field
    void rep.party.create({ kind: 'person', name: 'x', createdAt: '2024-01-01T00:00:00Z' });
    // @ts-expect-error no such entity
    void rep.parti;
    // @ts-expect-error facts are recorded
    void rep.order.create;
    // @ts-expect-error records are not recorded
    void rep.party.record;
    // @ts-expect-error crmkit keeps source records by itself
    void rep.sourceRecord.create;
    // @ts-expect-error no such field to sort by
    void rep.party.list({ sort: [['nmae', 'asc']] });
    void rep.party.update('x', (draft) => {
      draft.custom.creditClass = 'A';
      // @ts-expect-error no such class
      draft.custom.creditClass = 'D';
      // @ts-expect-error crmkit keeps this field
      draft.createdAt = '';
    });
  });

  it('types conditions', () => {
    void rep.party.list({
      where: (p) => p.custom.points.gt(3).and(p.orders.count().gt(1)),
      sort: [['custom.points', 'desc']],
    });
    void rep.project.list({ where: (p) => p.forCustomer.some((c) => c.name.startsWith('A')) });
    // @ts-expect-error whole numbers are numbers
    void rep.party.list({ where: (p) => p.custom.points.gt('3') });
    expectTypeOf(rep.expression('party', (p) => p.name.eq('x')).op).toBeString();
  });

  it('types facts with their parts', async () => {
    const result = await rep.order.record({
      system: 'erp',
      externalId: '1',
      orderedAt: '2024-01-01T00:00:00Z',
      total: { amount: '1', currency: 'EUR' },
      custom: { channel: 'web' },
      lines: [{ quantity: '1', net: { amount: '1', currency: 'EUR' } }],
    });
    expectTypeOf(result).toEqualTypeOf<FactResult>();
    const fact = { system: 'erp', externalId: '1', orderedAt: '', total: { amount: '1', currency: 'EUR' } };
    // @ts-expect-error the net amount of the line is missing
    void rep.order.record({ ...fact, lines: [{ quantity: '1' }] });
    // @ts-expect-error crmkit keeps the posting
    void rep.order.record({ ...fact, posting: 'posted' });
    // @ts-expect-error a reason is needed
    void rep.order.reverse('x');
  });

  it('types upserts with what travels along', async () => {
    const result = await rep.party.upsert({
      ref: { system: 'erp', id: '1' },
      data: { kind: 'person', name: 'Ann' },
      contactPoints: [{ kind: 'email', value: 'a@b.c' }],
      onDuplicate: 'review',
    });
    expectTypeOf(result).toEqualTypeOf<UpsertResult>();
    expectTypeOf(await rep.party.upsert([])).toEqualTypeOf<readonly UpsertResult[]>();
    const item = { ref: { system: 'erp', id: '1' }, data: { kind: 'person', name: 'x' } } as const;
    // @ts-expect-error no such kind of contact point
    void rep.party.upsert({ ...item, contactPoints: [{ kind: 'pigeon', value: 'x' }] });
    // @ts-expect-error projects bring nothing along
    void rep.project.upsert({ ref: { system: 'erp', id: '1' }, data: { code: 'A', title: 'x' }, contactPoints: [] });
  });

  it('types aggregates', async () => {
    const [group] = await rep.order.aggregate({
      groupBy: ['party', 'custom.channel'],
      measures: {
        n: { fn: 'count' },
        total: { fn: 'sum', path: 'total' },
        last: { fn: 'max', path: 'orderedAt' },
        mean: { fn: 'avg', path: 'total' },
      },
    });
    expectTypeOf(group?.group.party).toEqualTypeOf<string | undefined>();
    expectTypeOf(group?.measures.n).toEqualTypeOf<number | undefined>();
    expectTypeOf(group?.measures.total).toEqualTypeOf<{ amount: string; currency: string } | undefined>();
    expectTypeOf(group?.measures.last).toEqualTypeOf<string | undefined>();
  });

  it('types commands and views of modules', async () => {
    const started = await rep.project.start({ id: 'x' });
    if (started.ok) expectTypeOf(started.result).toEqualTypeOf<{ task: string }>();
    else expectTypeOf(started.refusal.code).toEqualTypeOf<'NO_LEAD'>();
    expectTypeOf(await rep.project.spend({ id: 'x', amount: 1 })).toEqualTypeOf<{ budget: number }>();
    expectTypeOf(await rep.project.summary('x')).toEqualTypeOf<{ title: string; tasks: number }>();
    expectTypeOf((await rep.party.overview('x')).party.name).toEqualTypeOf<string>();
    // @ts-expect-error the input is typed
    void rep.project.spend({ id: 'x', amount: 'much' });
    // @ts-expect-error verbs belong to their entity
    void rep.task.start;
  });

  it('types handlers and sessions by name', () => {
    crm.subscribe('x', ['party.created', 'order.recorded', 'project.started'], async (event, session) => {
      expectTypeOf(event.id).toEqualTypeOf<string>();
      expectTypeOf(session).toEqualTypeOf<typeof rep>();
    });
    expectTypeOf<SessionOf<typeof crm>>().toEqualTypeOf<typeof rep>();
    // @ts-expect-error no such event
    crm.subscribe('y', ['party.creatd'], () => undefined);
    // @ts-expect-error facts are recorded
    crm.subscribe('y', ['order.created'], () => undefined);
    // @ts-expect-error no such entity
    crm.describe('parti');
  });

  it('types access rules of the nucleus', () => {
    defineAccess('x', [
      {
        role: 'r',
        entity: 'order',
        actions: ['read'],
        where: (order, principal) => order.salesperson.eq(principal.actor),
      },
      { role: 'r', entity: 'project', actions: ['read'], where: (row) => row.field('lead').eq('u1') },
    ]);
    // @ts-expect-error no such field
    defineAccess('x', [{ role: 'r', entity: 'order', actions: ['read'], where: (order) => order.seller.eq('u1') }]);
  });
});
