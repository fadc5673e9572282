import { describe, expect, it } from 'vitest';
import type { StorageSchema } from '../../model/storage-schema.js';
import { createMemoryData } from './memory-data.js';
import { memoryStorage } from './memory-storage.js';

// What the contract promises is proved by the conformance suite; here stands what only memory storage promises.
const schema: StorageSchema = {
  version: 1,
  entities: {
    note: {
      name: 'note',
      fact: false,
      fields: { text: { type: { type: 'text' }, nullable: false } },
      custom: {},
      relations: {},
      indexes: [],
      time: null,
    },
  },
};
const context = { tenant: 'acme' };
const put = (id: string) => ({
  writes: [{ entity: 'note', id, op: 'put' as const, expect: 'absent' as const, row: { id, rev: '', text: 'x' } }],
  claims: [],
  cause: { command: 'note.create', actor: 'u1', at: 0 },
});

describe('memory storage', () => {
  it('keeps nothing of its own when it is given data, so that another sees all of it', async () => {
    const data = createMemoryData();
    const first = memoryStorage({ data });
    await first.open(schema);
    await first.commit(context, put('a'));
    await first.close();
    const second = memoryStorage({ data });
    await second.open(schema);
    expect((await second.get(context, 'note', ['a']))[0]).toMatchObject({ id: 'a', text: 'x' });
  });

  it('shares nothing when it is given none', async () => {
    const [first, second] = [memoryStorage(), memoryStorage()];
    await Promise.all([first.open(schema), second.open(schema)]);
    await first.commit(context, put('a'));
    expect(await second.get(context, 'note', ['a'])).toEqual([null]);
  });

  it('gives out frozen rows, which are safe to share and cost no copy', async () => {
    const storage = memoryStorage();
    await storage.open(schema);
    await storage.commit(context, put('a'));
    const [row] = await storage.get(context, 'note', ['a']);
    const [again] = (await storage.query(context, 'note', { limit: 1, now: 0 })).rows;
    expect(Object.isFrozen(row)).toBe(true);
    expect(again).toBe(row);
  });

  it('says what it cannot do', () => {
    expect(memoryStorage().capabilities).toMatchObject({ durable: false, joinHost: false, multiProcess: false });
  });
});
