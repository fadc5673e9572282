import type { FieldType } from '../../model/field-type.js';
import type { EntitySchema, FieldSchema, StorageSchema } from '../../model/storage-schema.js';

const required = (type: FieldType, more: Partial<FieldSchema> = {}): FieldSchema => ({
  type,
  nullable: false,
  ...more,
});
const optional = (type: FieldType, more: Partial<FieldSchema> = {}): FieldSchema => ({ type, nullable: true, ...more });

const customer: EntitySchema = {
  name: 'customer',
  fact: false,
  fields: {
    name: required({ type: 'text' }, { folded: true }),
    nickname: optional({ type: 'text' }),
    status: required({ type: 'keyword', options: ['lead', 'active', 'lost', 'vip'] }),
    region: optional({ type: 'keyword' }, { folded: true }),
    active: required({ type: 'bool' }),
    blocked: optional({ type: 'bool' }),
    visits: required({ type: 'int' }),
    score: optional({ type: 'int' }),
    rating: optional({ type: 'decimal', precision: 12, scale: 2 }),
    weight: optional({ type: 'decimal', precision: 18, scale: 6 }),
    limit: optional({ type: 'money', extraDigits: 0 }),
    fee: optional({ type: 'money', extraDigits: 4 }),
    born: optional({ type: 'date' }),
    createdAt: required({ type: 'instant' }),
    seenAt: optional({ type: 'instant' }),
    parent: optional({ type: 'ref', entity: 'customer' }),
    tags: optional({ type: 'list', of: 'keyword' }),
    notes: optional({ type: 'list', of: 'text' }),
    extra: optional({ type: 'json' }),
  },
  custom: {
    creditClass: optional({ type: 'keyword', options: ['A', 'B', 'C'] }),
    motto: optional({ type: 'text' }, { folded: true }),
    points: optional({ type: 'int' }),
    rebate: optional({ type: 'decimal', precision: 9, scale: 4 }),
    deposit: optional({ type: 'money', extraDigits: 0 }),
    since: optional({ type: 'date' }),
    calledAt: optional({ type: 'instant' }),
    trusted: optional({ type: 'bool' }),
  },
  relations: {
    orders: { kind: 'many', entity: 'order', via: 'customer' },
    postedOrders: {
      kind: 'many',
      entity: 'order',
      via: 'customer',
      where: {
        op: 'eq',
        left: { op: 'field', path: ['state'] },
        right: { op: 'lit', type: 'keyword', value: 'posted' },
      },
    },
    visitsMade: { kind: 'many', entity: 'visit', via: 'customer' },
    superior: { kind: 'one', entity: 'customer', via: 'parent' },
    children: { kind: 'many', entity: 'customer', via: 'parent' },
  },
  indexes: [['status'], ['createdAt']],
  time: 'createdAt',
};

const order: EntitySchema = {
  name: 'order',
  fact: true,
  fields: {
    customer: required({ type: 'ref', entity: 'customer' }),
    number: optional({ type: 'text' }),
    state: required({ type: 'keyword' }),
    total: optional({ type: 'money', extraDigits: 0 }),
    quantity: optional({ type: 'int' }),
    margin: optional({ type: 'decimal', precision: 18, scale: 4 }),
    placedAt: optional({ type: 'instant' }),
    dueOn: optional({ type: 'date' }),
    paid: optional({ type: 'bool' }),
  },
  custom: { channel: optional({ type: 'keyword' }) },
  relations: {
    buyer: { kind: 'one', entity: 'customer', via: 'customer' },
    lines: { kind: 'many', entity: 'line', via: 'order' },
  },
  indexes: [['customer']],
  time: 'placedAt',
};

const line: EntitySchema = {
  name: 'line',
  fact: true,
  fields: {
    order: required({ type: 'ref', entity: 'order' }),
    sku: required({ type: 'keyword' }),
    count: required({ type: 'int' }),
    price: optional({ type: 'money', extraDigits: 4 }),
  },
  custom: {},
  relations: { whole: { kind: 'one', entity: 'order', via: 'order' } },
  indexes: [['order']],
  time: null,
};

const visit: EntitySchema = {
  name: 'visit',
  fact: true,
  fields: {
    customer: required({ type: 'ref', entity: 'customer' }),
    day: required({ type: 'date' }),
    minutes: optional({ type: 'int' }),
    topic: optional({ type: 'text' }),
  },
  custom: {},
  relations: { visitor: { kind: 'one', entity: 'customer', via: 'customer' } },
  indexes: [['customer']],
  time: 'day',
};

/**
 * A schema with every field type, host fields, and relations of both kinds: what random expressions are made over.
 *
 * @example
 * Object.keys(sampleSchema.entities); // ['customer', 'order', 'line', 'visit']
 */
export const sampleSchema: StorageSchema = { version: 1, entities: { customer, order, line, visit } };
