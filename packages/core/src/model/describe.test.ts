import { expect, it } from 'vitest';
import { z } from 'zod';
import { defineModule } from '../command/define-module.js';
import { nucleusLabels } from '../nucleus/labels.js';
import { testCrm } from '../testing/test-crm.js';
import { defineEntity } from './define-entity.js';
import { describeEntity } from './describe.js';
import { int, keyword, text } from './fields.js';

it('gives a screen all it needs, as plain JSON', async () => {
  const { crm } = await testCrm({ fields: { party: { loyaltyPoints: int().optional() } } });
  const party = crm.model.entities['party'];
  if (party === undefined) throw new Error('there is no party');
  const description = describeEntity(party);
  expect(JSON.parse(JSON.stringify(description))).toEqual(description);
  const field = (path: string) => description.fields.find((one) => one.path === path);
  expect(field('kind')).toMatchObject({
    options: ['person', 'organization', 'household'],
    required: true,
    managed: false,
  });
  expect(field('name')).toMatchObject({
    labels: { en: 'Name' },
    type: { type: 'text' },
    required: true,
    personal: true,
  });
  expect(field('status')).toMatchObject({ required: false, options: ['active', 'inactive', 'archived'] });
  expect(field('notes')).toMatchObject({ required: false });
  expect(field('createdAt')).toMatchObject({ managed: true, required: false });
  expect(field('custom.loyaltyPoints')).toMatchObject({
    labels: { en: 'Loyalty points' },
    type: { type: 'int' },
    required: false,
  });
  expect(description.relations.find(({ name }) => name === 'orders')).toEqual({
    name: 'orders',
    kind: 'many',
    entity: 'order',
    via: 'party',
  });
  expect(description.states).toMatchObject({ field: 'status', all: ['active', 'inactive', 'archived'] });
  expect(crm.describe('order')).toMatchObject({ fact: true, time: 'orderedAt' });
});

it('labels every field of the nucleus in English and Chinese when given nucleusLabels', async () => {
  const { crm } = await testCrm({ labels: [nucleusLabels] });
  for (const entity of Object.values(crm.model.entities)) {
    const { name, labels, fields } = describeEntity(entity);
    const languages = ['en', 'zh-Hans', 'zh-Hant'];
    expect(Object.keys(labels).sort(), name).toEqual(languages);
    for (const { path, labels: own } of fields) {
      expect(own['en'], `${name}.${path}`).toMatch(/^[A-Z]/);
      expect(Object.keys(own).sort(), `${name}.${path}`).toEqual(languages);
    }
  }
});

it('names host fields and the values of closed fields', async () => {
  const tier = { A: { en: 'Gold', de: 'Gold' } };
  const { crm } = await testCrm({
    labels: [nucleusLabels],
    fields: {
      party: {
        segment: keyword({ labels: { en: 'Market segment', de: 'Segment' } }).optional(),
        tier: z
          .enum(['A', 'B'])
          .optional()
          .meta({ labels: { en: 'Credit tier' }, optionLabels: tier }),
      },
    },
  });
  const { fields } = crm.describe('party');
  const field = (path: string) => fields.find((one) => one.path === path);
  expect(field('custom.segment')?.labels).toEqual({ en: 'Market segment', de: 'Segment' });
  expect(field('custom.segment')?.type).toEqual({ type: 'keyword' });
  expect(field('custom.tier')).toMatchObject({
    labels: { en: 'Credit tier' },
    options: ['A', 'B'],
    optionLabels: tier,
  });
  expect(field('kind')?.optionLabels?.['person']).toEqual({ en: 'Person', 'zh-Hant': '個人', 'zh-Hans': '个人' });
  const posting = crm.describe('order').fields.find(({ path }) => path === 'posting');
  expect(Object.keys(posting?.optionLabels ?? {})).toEqual(posting?.options);
  expect(JSON.stringify(crm.model.schema)).not.toContain('Segment');
});

it('makes English names from names where no label set has one', async () => {
  const { crm } = await testCrm();
  const { labels, fields } = crm.describe('orderLine');
  expect(labels).toEqual({ en: 'Order line' });
  expect(fields.find(({ path }) => path === 'unitPrice')?.labels).toEqual({ en: 'Unit price' });
  expect(fields.find(({ path }) => path === 'posting')).not.toHaveProperty('optionLabels');
});

it('takes a later label set over an earlier one and over definitions, language by language', async () => {
  const ticket = defineEntity({
    name: 'ticket',
    prefix: 'tck',
    labels: { en: 'Ticket', de: 'Vorgang' },
    fields: { system: text({ labels: { en: 'Machine' } }) },
  });
  const { crm } = await testCrm({
    fields: { party: { tier: z.enum(['A', 'B']).optional(), status: keyword().optional() } },
    modules: [defineModule({ id: 'tickets', entities: { ticket } })],
    labels: [
      nucleusLabels,
      { ghost: { entity: { en: 'Ghost' } }, ticket: { entity: { de: 'Fall' } } },
      {
        party: {
          entity: { en: 'Account' },
          fields: { name: { de: 'Name' }, ghost: { en: 'Ghost' }, 'custom.tier': { en: 'Credit tier' } },
          options: { kind: { person: { en: 'Human' } }, 'custom.tier': { B: { en: 'Silver' } } },
        },
      },
    ],
  });
  const party = crm.describe('party');
  const field = (path: string) => party.fields.find((one) => one.path === path);
  expect(party.labels).toEqual({ en: 'Account', 'zh-Hant': '客戶', 'zh-Hans': '客户' });
  expect(field('name')?.labels).toEqual({ en: 'Name', 'zh-Hant': '名稱', 'zh-Hans': '名称', de: 'Name' });
  expect(field('kind')?.optionLabels?.['person']).toEqual({ en: 'Human', 'zh-Hant': '個人', 'zh-Hans': '个人' });
  expect(field('custom.tier')).toMatchObject({ labels: { en: 'Credit tier' }, optionLabels: { B: { en: 'Silver' } } });
  expect(field('custom.status')?.labels).toEqual({ en: 'Status' });
  const described = crm.describe('ticket');
  expect(described.labels).toEqual({ en: 'Ticket', de: 'Fall' });
  expect(described.fields.find(({ path }) => path === 'system')?.labels).toEqual({ en: 'Machine' });
  expect(described.fields.find(({ path }) => path === 'createdAt')?.labels['zh-Hant']).toBe('建立時間');
});

it('refuses labels that are no list', async () => {
  await expect(testCrm({ labels: nucleusLabels as never })).rejects.toThrow(/labels/);
});

it('shows what travels with a record, the inputs of verbs, and upsert among the rights', async () => {
  const { crm } = await testCrm();
  const party = crm.describe('party', { tenant: 'acme', actor: 'u1', roles: [] });
  expect(party.satellites).toContainEqual({ name: 'contactPoints', entity: 'contactPoint', via: 'party' });
  expect(crm.describe('order').parts).toEqual([{ name: 'lines', entity: 'orderLine', via: 'order' }]);
  const addRole = party.commands.find(({ name }) => name === 'party.addRole');
  expect(addRole?.input).toMatchObject({
    type: 'object',
    required: ['party', 'type'],
    additionalProperties: false,
    properties: { party: { type: 'string' }, status: { enum: ['active', 'suspended'], default: 'active' } },
  });
  expect(party.rights?.actions).toEqual(expect.arrayContaining(['create', 'update', 'upsert', 'delete', 'addRole']));
  const source = crm.describe('sourceRecord', { tenant: 'acme', actor: 'u1', roles: [] });
  expect([source.writable, source.rights?.actions]).toEqual([false, ['read']]);
  expect(JSON.parse(JSON.stringify(party))).toEqual(party);
});
