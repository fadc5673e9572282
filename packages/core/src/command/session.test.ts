import { describe, expect, it } from 'vitest';
import { openAccess } from '../access/define-access.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { createCrm } from './create-crm.js';

async function openCrm() {
  const crm = await createCrm({ storage: memoryStorage(), access: [openAccess()] });
  return crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
}

describe('a session', () => {
  it('creates, reads, changes and lists records', async () => {
    const rep = await openCrm();
    const created = await rep.party.create({ kind: 'organization', name: '臺灣水泥股份有限公司' });
    expect(created.id).toMatch(/^pty_/);
    expect(await rep.party.get(created.id)).toEqual(created);
    const changed = await rep.party.update(created.id, (draft) => {
      draft.name = 'Taiwan Cement';
    });
    expect(changed).toMatchObject({ id: created.id, name: 'Taiwan Cement', createdAt: created.createdAt });
    expect(changed.rev).not.toBe(created.rev);
    const page = await rep.party.list({ sort: [['name', 'asc']] });
    expect(page).toEqual({ items: [changed], nextCursor: null });
    expect(await rep.party.count()).toBe(1);
  });

  it('upserts, records and reverses', async () => {
    const rep = await openCrm();
    const item = {
      ref: { system: 'erp', id: 'C-1', version: '1' },
      data: { kind: 'organization', name: 'Acme' },
      contactPoints: [{ kind: 'email', value: 'a@acme.test' }],
    } as const;
    const first = await rep.party.upsert(item);
    expect(first).toMatchObject({ status: 'created' });
    expect(await rep.party.upsert(item)).toEqual({ status: 'unchanged', id: first.id });
    expect(await rep.contactPoint.count()).toBe(1);
    const order = {
      system: 'erp',
      externalId: 'SO-1',
      party: first.id ?? '',
      orderedAt: '2024-01-01T00:00:00Z',
      total: { amount: '10.00', currency: 'EUR' },
      lines: [{ quantity: '2', net: { amount: '10.00', currency: 'EUR' } }],
    } as const;
    const recorded = await rep.order.record(order);
    expect(recorded.status).toBe('recorded');
    expect(await rep.order.record(order)).toEqual({ status: 'unchanged', id: recorded.id });
    const next = await rep.order.record({ ...order, total: { amount: '12.00', currency: 'EUR' } });
    expect(next).toEqual({ status: 'superseded', id: recorded.id });
    const sums = await rep.order.aggregate({ measures: { total: { fn: 'sum', path: 'total' } } });
    expect(sums[0]?.measures.total).toEqual({ amount: '12.00', currency: 'EUR' });
    expect(await rep.order.reverse(next.id, { reason: 'typed twice' })).toEqual({ status: 'reversed', id: next.id });
    const lines = await rep.orderLine.aggregate({ measures: { net: { fn: 'sum', path: 'net' }, n: { fn: 'count' } } });
    expect(lines[0]?.measures).toEqual({ net: { amount: '0.00', currency: 'EUR' }, n: 4 });
    expect((await rep.order.history(next.id)).map(({ type }) => type)).toEqual(['recorded', 'updated', 'updated']);
  });
});
