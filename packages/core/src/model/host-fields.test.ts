import { expect, it } from 'vitest';
import { z } from 'zod';
import { testCrm } from '../testing/test-crm.js';
import { indexed, int, keyword, moneyField, text } from './fields.js';

it.each([
  ['a text', text()],
  ['a nullable number', int().nullable()],
  ['an amount', moneyField()],
  ['a list of values', z.enum(['A', 'B'])],
])('refuses %s that every record would have to have', async (_name, field) => {
  await expect(testCrm({ fields: { party: { extra: field } } })).rejects.toMatchObject({
    code: 'INVALID_MODEL',
    path: 'party.custom.extra',
    problem: 'a host field is optional or has a default',
  });
});

it('fills in defaults, in every way of writing', async () => {
  const fields = { tier: z.enum(['A', 'B']).default('B'), segment: keyword().optional() };
  const { crm } = await testCrm({ fields: { party: fields, order: { channel: keyword().default('web') } } });
  const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
  const ann = await rep.party.create({ kind: 'person', name: 'Ann' });
  expect(ann.custom).toEqual({ tier: 'B' });
  expect((await rep.party.create({ kind: 'person', name: 'Bob', custom: { tier: 'A' } })).custom).toEqual({
    tier: 'A',
  });
  const { id } = await rep.party.upsert({ ref: { system: 'erp', id: '1' }, data: { kind: 'person', name: 'Eve' } });
  expect((await rep.party.get(id ?? '')).custom).toEqual({ tier: 'B' });
  const order = await rep.order.record({
    system: 'erp',
    externalId: 'SO-1',
    orderedAt: '2024-05-01T00:00:00.000Z',
    total: { amount: '10', currency: 'EUR' },
    lines: [],
  });
  expect((await rep.order.get(order.id)).custom).toEqual({ channel: 'web' });
  const changed = await rep.party.update(ann.id, (draft) => {
    draft.custom.segment = 'vip';
  });
  expect(changed.custom).toEqual({ tier: 'B', segment: 'vip' });
});

it('asks for nothing where no field has a default', async () => {
  const { crm } = await testCrm({ fields: { party: { tier: z.enum(['A', 'B']).optional() } } });
  const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
  expect((await rep.party.create({ kind: 'person', name: 'Ann' })).custom).toEqual({});
});

it.each([
  ['null', null],
  ['undefined', undefined],
])('takes %s in the place of all host fields as none of them', async (_name, custom) => {
  const { crm } = await testCrm({ fields: { party: { tier: z.enum(['A', 'B']).optional() } } });
  const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
  const { id } = await rep.party.create({ kind: 'person', name: 'Ann', custom: { tier: 'A' } });
  const changed = await rep.party.update(id, (draft) => void Object.assign(draft, { custom }));
  expect(changed.custom).toEqual({});
});

it('indexes what is marked, around and inside of what makes it optional, and leaves the field what it was', async () => {
  const plain = keyword().optional();
  const fields = {
    dealerNo: indexed(plain),
    tier: indexed(z.enum(['A', 'B'])).default('B'),
    visits: indexed(int()).optional(),
    note: plain,
  };
  const { crm } = await testCrm({ fields: { party: fields } });
  const { custom, indexes } = crm.model.schema.entities['party'] ?? {};
  expect(indexes?.filter(([path]) => path?.startsWith('custom.'))).toEqual([
    ['custom.dealerNo'],
    ['custom.tier'],
    ['custom.visits'],
  ]);
  expect(custom).toEqual({
    dealerNo: { type: { type: 'keyword' }, nullable: true, indexed: true },
    tier: { type: { type: 'keyword', options: ['A', 'B'] }, nullable: true, indexed: true },
    visits: { type: { type: 'int' }, nullable: true, indexed: true },
    note: { type: { type: 'keyword' }, nullable: true },
  });
  const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
  const ann = await rep.party.create({ kind: 'person', name: 'Ann', custom: { dealerNo: 'D-7', visits: 2 } });
  expect(ann.custom).toEqual({ dealerNo: 'D-7', tier: 'B', visits: 2 });
  const { items } = await rep.party.list({ where: (party) => party.custom.dealerNo.eq('D-7') });
  expect(items.map(({ id }) => id)).toEqual([ann.id]);
});
