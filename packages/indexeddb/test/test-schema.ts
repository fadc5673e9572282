import type { Cause, Commit, Row, StorageSchema, Write } from '@crmkit/core';

/** Customers and their orders: enough to index, relate and fold. */
export const testSchema: StorageSchema = {
  version: 1,
  entities: {
    party: {
      name: 'party',
      fact: false,
      fields: {
        name: { type: { type: 'text' }, nullable: true, folded: true },
        city: { type: { type: 'keyword' }, nullable: true },
        score: { type: { type: 'int' }, nullable: true },
        credit: { type: { type: 'money', extraDigits: 0 }, nullable: true },
        tags: { type: { type: 'list', of: 'keyword' }, nullable: true },
      },
      custom: { grade: { type: { type: 'keyword' }, nullable: true } },
      relations: { orders: { kind: 'many', entity: 'order', via: 'party' } },
      indexes: [['city', 'score'], ['name'], ['score'], ['credit'], ['tags'], ['custom.grade', 'name']],
      time: null,
    },
    order: {
      name: 'order',
      fact: true,
      fields: {
        party: { type: { type: 'ref', entity: 'party' }, nullable: true },
        total: { type: { type: 'decimal', precision: 18, scale: 2 }, nullable: true },
        placedAt: { type: { type: 'instant' }, nullable: true },
      },
      custom: {},
      relations: { customer: { kind: 'one', entity: 'party', via: 'party' } },
      indexes: [['placedAt']],
      time: 'placedAt',
    },
  },
};

/** The cause of every commit here. */
export const cause: Cause = { command: 'test', actor: 'tester', at: 1_700_000_000_000 };

/** A write that makes a record. */
export function create(entity: string, row: Omit<Row, 'rev'> & { readonly id: string }): Write {
  return { entity, id: row.id, op: 'put', expect: 'absent', row: { ...row, rev: '' } as Row };
}

/** A commit of writes alone. */
export function commitOf(...writes: readonly Write[]): Commit {
  return { writes, claims: [], cause };
}
