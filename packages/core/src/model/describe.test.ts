import { expect, it } from 'vitest';
import { testCrm } from '../testing/test-crm.js';
import { describeEntity } from './describe.js';
import { int } from './fields.js';

it('gives a screen all it needs, as plain JSON', async () => {
  const { crm } = await testCrm({ fields: { party: { loyaltyPoints: int() } } });
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

it('labels every field of the nucleus in English and Chinese', async () => {
  const { crm } = await testCrm();
  for (const entity of Object.values(crm.model.entities)) {
    const { name, labels, fields } = describeEntity(entity);
    expect(Object.keys(labels), name).toEqual(expect.arrayContaining(['en']));
    for (const { path, labels: own } of fields) expect(own['en'], `${name}.${path}`).toMatch(/^[A-Z]/);
  }
});
