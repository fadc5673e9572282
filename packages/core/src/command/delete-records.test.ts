import { describe, expect, it } from 'vitest';
import { isCrmError } from '../errors/crm-error.js';
import { MissingReferenceError } from '../errors/missing-reference-error.js';
import type { Storage } from '../storage/contract.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { projects } from '../testing/sample-module.js';
import { testCrm } from '../testing/test-crm.js';

async function open(storage: Storage = memoryStorage()) {
  const { crm } = await testCrm({ storage, modules: [projects()] });
  return { crm, rep: crm.as({ tenant: 'acme', actor: 'u1', roles: [] }) };
}

const anOrder = (party: string, externalVersion = '1') => ({
  system: 'erp',
  externalId: 'SO-1',
  externalVersion,
  party,
  orderedAt: '2024-05-01T00:00:00.000Z',
  total: { amount: '10', currency: 'EUR' },
  lines: [],
});

async function refusal(call: Promise<unknown>): Promise<object> {
  return call.then(
    () => expect.unreachable('it was expected to be refused'),
    (error: unknown) => (isCrmError(error, 'REFERENCED') ? { ...error } : Promise.reject(error)),
  );
}

describe('delete', () => {
  it('is refused while others refer to the record, naming the field and how many', async () => {
    const { rep } = await open();
    const [buyer, other] = await rep.party.create([
      { kind: 'person', name: 'Ann' },
      { kind: 'person', name: 'Bob' },
    ]);
    if (!buyer || !other) throw new Error('both were created');
    await rep.order.record([anOrder(buyer.id), { ...anOrder(buyer.id), externalId: 'SO-2' }]);
    expect(await refusal(rep.party.delete([other.id, buyer.id]))).toMatchObject({
      referenced: { entity: 'party', id: buyer.id, by: 'order.party', count: 2 },
    });
    expect(await rep.party.count()).toBe(2);
    await rep.party.delete(other.id);
    await rep.partyRelationship.create({
      from: buyer.id,
      to: (await rep.party.create({ kind: 'household', name: 'H' })).id,
      type: 'memberOf',
    });
    expect(await refusal(rep.party.delete(buyer.id))).toMatchObject({ code: 'REFERENCED' });
  });

  it('takes the satellites along, in one commit, and frees their unique values', async () => {
    const { rep } = await open();
    const item = {
      ref: { system: 'erp', id: 'C-1' },
      data: { kind: 'organization', name: 'Acme' },
      contactPoints: [{ kind: 'email', value: 'info@acme.example' }],
      roles: [{ type: 'customer' }],
      identifiers: [{ scheme: 'vat', value: 'DE1', verified: true }],
    } as const;
    const { id } = await rep.party.upsert(item);
    await rep.party.delete(id ?? '');
    expect([await rep.contactPoint.count(), await rep.partyRole.count(), await rep.identifier.count()]).toEqual([
      0, 0, 0,
    ]);
    expect((await rep.party.upsert({ ...item, ref: { system: 'shop', id: '7' } })).status).toBe('created');
  });

  it('goes through once nothing refers to the record any more', async () => {
    const { rep } = await open();
    const project = await rep.project.create({ code: 'A', title: 'one' });
    const task = await rep.task.create({ project: project.id, title: 'first' });
    expect(await refusal(rep.project.delete(project.id))).toMatchObject({
      referenced: { by: 'task.project', count: 1 },
    });
    await rep.task.delete(task.id);
    await rep.project.delete(project.id);
    expect(await rep.project.count()).toBe(0);
  });
});

describe('a reference whose target is gone', () => {
  it('leaves the record that holds it writable, and facts correctable', async () => {
    const storage = memoryStorage();
    const { rep } = await open(storage);
    const { id } = await rep.party.create({ kind: 'person', name: 'Ann' });
    const point = await rep.contactPoint.create({ party: id, kind: 'email', value: 'ann@example.com' });
    const order = await rep.order.record(anOrder(id));
    const other = await rep.order.record({ ...anOrder(id), externalId: 'SO-2' });
    // As two processes can bring it about: neither sees the other's write.
    const [row] = await storage.get({ tenant: 'acme' }, 'party', [id]);
    await storage.commit(
      { tenant: 'acme' },
      {
        writes: [{ entity: 'party', id, op: 'delete', expect: row?.rev ?? '' }],
        claims: [],
        cause: { command: 'test', actor: 'u1', at: 0 },
      },
    );
    await rep.contactPoint.update(point.id, (draft) => {
      draft.verification = 'bounced';
    });
    expect(await rep.order.reverse(other.id, { reason: 'wrong' })).toMatchObject({ status: 'reversed' });
    const superseding = { ...anOrder(id, '2'), total: { amount: '12', currency: 'EUR' } };
    expect(await rep.order.record(superseding)).toEqual({ status: 'superseded', id: order.id });
    await expect(rep.contactPoint.create({ party: id, kind: 'phone', value: '1' })).rejects.toBeInstanceOf(
      MissingReferenceError,
    );
  });
});
