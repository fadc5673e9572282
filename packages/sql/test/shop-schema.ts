import type { FieldSchema, FieldType, StorageSchema } from '@crmkit/core';

const field = (type: FieldType, nullable = true, folded = false): FieldSchema => ({
  type,
  nullable,
  ...(folded && { folded }),
});

/** A small model with every kind of column. */
export const shopSchema: StorageSchema = {
  version: 1,
  entities: {
    party: {
      name: 'party',
      fact: false,
      fields: {
        name: field({ type: 'text' }, false, true),
        email: field({ type: 'text' }),
        active: field({ type: 'bool' }),
        employees: field({ type: 'int' }),
        rating: field({ type: 'decimal', precision: 9, scale: 2 }),
        creditLimit: field({ type: 'money', extraDigits: 0 }),
        since: field({ type: 'date' }),
        seenAt: field({ type: 'instant' }),
        tags: field({ type: 'list', of: 'keyword' }),
        notes: field({ type: 'json' }),
      },
      custom: { grade: field({ type: 'keyword' }), budget: field({ type: 'money', extraDigits: 0 }) },
      relations: {
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
      indexes: [['name'], ['custom.grade'], ['tags']],
      time: null,
    },
    order: {
      name: 'order',
      fact: true,
      fields: {
        party: field({ type: 'ref', entity: 'party' }, false),
        status: field({ type: 'keyword' }, false),
        total: field({ type: 'money', extraDigits: 0 }),
        placedAt: field({ type: 'instant' }),
      },
      custom: {},
      relations: { party: { kind: 'one', entity: 'party', via: 'party' } },
      indexes: [],
      time: 'placedAt',
    },
  },
};
