import type { EntitySchema, StorageSchema } from '@crmkit/core';

const party: EntitySchema = {
  name: 'party',
  fact: false,
  fields: {
    name: { type: { type: 'text' }, nullable: false, folded: true },
    nickname: { type: { type: 'text' }, nullable: true, folded: true },
    code: { type: { type: 'keyword' }, nullable: true },
    active: { type: { type: 'bool' }, nullable: true },
    employees: { type: { type: 'int' }, nullable: true },
    rating: { type: { type: 'decimal', precision: 5, scale: 2 }, nullable: true },
    exact: { type: { type: 'decimal', precision: 18, scale: 4 }, nullable: true },
    balance: { type: { type: 'money', extraDigits: 0 }, nullable: true },
    price: { type: { type: 'money', extraDigits: 4 }, nullable: true },
    since: { type: { type: 'date' }, nullable: true },
    seenAt: { type: { type: 'instant' }, nullable: true },
    parent: { type: { type: 'ref', entity: 'party' }, nullable: true },
    tags: { type: { type: 'list', of: 'keyword' }, nullable: true },
    remarks: { type: { type: 'list', of: 'text' }, nullable: true },
    payload: { type: { type: 'json' }, nullable: true, personal: true },
  },
  custom: {
    creditClass: { type: { type: 'keyword' }, nullable: true },
    visits: { type: { type: 'int' }, nullable: true },
    discount: { type: { type: 'decimal', precision: 18, scale: 3 }, nullable: true },
    city: { type: { type: 'text' }, nullable: true, folded: true },
    vip: { type: { type: 'bool' }, nullable: true },
    renewal: { type: { type: 'date' }, nullable: true },
    calledAt: { type: { type: 'instant' }, nullable: true },
    budget: { type: { type: 'money', extraDigits: 0 }, nullable: true },
    referrer: { type: { type: 'ref', entity: 'party' }, nullable: true },
    labels: { type: { type: 'list', of: 'keyword' }, nullable: true },
  },
  relations: {
    children: { kind: 'many', entity: 'party', via: 'parent' },
    parentParty: { kind: 'one', entity: 'party', via: 'parent' },
    allOrders: { kind: 'many', entity: 'order', via: 'party' },
    orders: {
      kind: 'many',
      entity: 'order',
      via: 'party',
      where: {
        op: 'eq',
        left: { op: 'field', path: ['status'] },
        right: { op: 'lit', type: 'keyword', value: 'posted' },
      },
    },
  },
  indexes: [['code'], ['since', 'employees'], ['custom.creditClass']],
  time: 'seenAt',
};

const order: EntitySchema = {
  name: 'order',
  fact: true,
  fields: {
    party: { type: { type: 'ref', entity: 'party' }, nullable: false },
    status: { type: { type: 'keyword' }, nullable: true },
    group: { type: { type: 'keyword' }, nullable: true },
    total: { type: { type: 'money', extraDigits: 0 }, nullable: true },
    quantity: { type: { type: 'int' }, nullable: true },
    weight: { type: { type: 'decimal', precision: 18, scale: 3 }, nullable: true },
    placedAt: { type: { type: 'instant' }, nullable: true },
    dueOn: { type: { type: 'date' }, nullable: true },
    comment: { type: { type: 'text' }, nullable: true },
  },
  custom: { channel: { type: { type: 'keyword' }, nullable: true } },
  relations: { customer: { kind: 'one', entity: 'party', via: 'party' } },
  indexes: [['party', 'placedAt'], ['status']],
  time: 'placedAt',
};

const counter: EntitySchema = {
  name: 'counter',
  fact: false,
  fields: {
    value: { type: { type: 'int' }, nullable: false },
    items: { type: { type: 'list', of: 'text' }, nullable: true },
  },
  custom: {},
  relations: {},
  indexes: [['value']],
  time: null,
};

/**
 * The schema the suite opens every storage with: every field type at the top and under `custom`, a relation to itself,
 * a relation with a condition, a fact, and names that are reserved words in SQL.
 */
export const suiteSchema: StorageSchema = { version: 3, entities: { party, order, counter } };

/** The same as {@link suiteSchema} one version later: one more entity and one more field, both without demands on old rows. */
export const laterSchema: StorageSchema = {
  version: 4,
  entities: {
    party: { ...party, fields: { ...party.fields, motto: { type: { type: 'text' }, nullable: true } } },
    order,
    counter,
    visit: { ...counter, name: 'visit', indexes: [] },
  },
};
