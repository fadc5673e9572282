import type { EntitySchema, FieldSchema, FieldType, Row, StorageSchema, Write } from '@crmkit/core';

const field = (type: FieldType, nullable = true, folded = false): FieldSchema => ({
  type,
  nullable,
  ...(folded && { folded }),
});

const party: EntitySchema = {
  name: 'party',
  fact: false,
  fields: {
    name: field({ type: 'text' }, false, true),
    owner: field({ type: 'keyword' }),
    balance: field({ type: 'int' }),
    limit: field({ type: 'money', extraDigits: 0 }),
    rate: field({ type: 'decimal', precision: 12, scale: 4 }),
    since: field({ type: 'date' }),
    seenAt: field({ type: 'instant' }),
  },
  custom: { grade: field({ type: 'keyword' }), visits: field({ type: 'int' }) },
  relations: { orders: { kind: 'many', entity: 'order', via: 'party' } },
  indexes: [['name'], ['owner', 'seenAt'], ['balance'], ['custom.grade'], ['custom.visits']],
  time: 'seenAt',
};

const order: EntitySchema = {
  name: 'order',
  fact: true,
  fields: {
    party: field({ type: 'ref', entity: 'party' }, false),
    total: field({ type: 'money', extraDigits: 0 }, false),
    bookedAt: field({ type: 'instant' }, false),
  },
  custom: {},
  relations: { party: { kind: 'one', entity: 'party', via: 'party' } },
  indexes: [['bookedAt']],
  time: 'bookedAt',
};

/** Customers and their orders: what the tests of this package store. */
export const hostSchema: StorageSchema = { version: 1, entities: { party, order } };

/** The schema of a later version, with one more field and one more index. */
export const laterSchema: StorageSchema = {
  version: 2,
  entities: {
    order,
    party: {
      ...party,
      fields: { ...party.fields, city: field({ type: 'text' }) },
      indexes: [...party.indexes, ['city']],
    },
  },
};

export const cause = { command: 'test', actor: 'u1', at: 1_700_000_000_000 };

/** The write that creates a customer. */
export function createParty(id: string, fields: Omit<Partial<Row>, 'id' | 'rev'> = {}): Write {
  return { entity: 'party', id, op: 'put', expect: 'absent', row: { id, rev: '', name: `Name of ${id}`, ...fields } };
}
