import { expect, it } from 'vitest';
import { openAccess } from '../access/define-access.js';
import { createCrm } from '../command/create-crm.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { refersTo } from './conditions.js';

async function start() {
  const storage = memoryStorage();
  let now = Date.parse('2024-05-01T08:00:00Z');
  const crm = await createCrm({ storage, access: [openAccess()], clock: () => now });
  const feedLength = async (): Promise<number> =>
    (await storage.changes({ tenant: 'acme' }, { after: null, limit: 1000 })).changes.length;
  return {
    session: crm.as({ tenant: 'acme', actor: 'erp-import', roles: [] }),
    feedLength,
    goTo: (instant: string) => {
      now = Date.parse(instant);
    },
  };
}

const ref = { system: 'erp', id: 'C-1001' };
const data = { kind: 'person', name: '陳怡君', givenName: '怡君', familyName: '陳' } as const;
const oldAddress = { kind: 'postal', line1: '中正路1號', city: '臺北市' } as const;
const newAddress = { kind: 'postal', line1: '民生路9號', city: '臺南市' } as const;

it('brings contact points, roles and identifiers along in the commit of the party', async () => {
  const { session, feedLength } = await start();
  const result = await session.party.upsert({
    ref,
    data,
    contactPoints: [oldAddress, { kind: 'email', value: 'Yi@Example.com' }],
    roles: [{ type: 'customer' }],
    identifiers: [{ scheme: 'membership', value: 'm-1' }],
  });
  expect(result.status).toBe('created');
  const points = await session.contactPoint.list({ sort: [['kind', 'asc']] });
  expect(points.items.map(({ kind, normalized, party }) => [kind, normalized, party])).toEqual([
    ['email', 'yi@example.com', result.id],
    ['postal', '中正路1號 臺北市', result.id],
  ]);
  expect(await session.partyRole.count()).toBe(1);
  expect((await session.identifier.list({})).items).toMatchObject([{ normalized: 'M1', system: 'erp' }]);
  expect((await session.party.history(result.id ?? '')).length).toBe(1);
  expect(await feedLength()).toBe(6);
});

it('writes nothing when the same comes again', async () => {
  const { session, feedLength } = await start();
  const item = { ref, data, contactPoints: [oldAddress], roles: [{ type: 'customer' as const }] };
  await session.party.upsert(item);
  const before = await feedLength();
  expect((await session.party.upsert(item)).status).toBe('unchanged');
  expect(await feedLength()).toBe(before);
});

it('turns an address change into a dated contact point and adds no party', async () => {
  const { session, goTo } = await start();
  const first = await session.party.upsert({ ref, data, contactPoints: [oldAddress] });
  goTo('2024-08-09T08:00:00Z');
  const second = await session.party.upsert({ ref, data, contactPoints: [newAddress] });
  expect(second).toMatchObject({ status: 'updated', id: first.id });
  expect(await session.party.count()).toBe(1);
  const points = await session.contactPoint.list({ sort: [['createdAt', 'asc']] });
  expect(points.items.map(({ city, validFrom, validTo }) => [city, validFrom, validTo])).toEqual([
    ['臺北市', undefined, '2024-08-09'],
    ['臺南市', '2024-08-09', undefined],
  ]);
});

it('does not give a customer the ship-to of a third party', async () => {
  const { session } = await start();
  const { id } = await session.party.upsert({ ref, data, contactPoints: [oldAddress] });
  const refused = await session.party.changeContactPoint({ party: id ?? '', ...newAddress, recipient: '林志明' });
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'THIRD_PARTY' } });
  await session.party.upsert({
    ref: { ...ref, version: '2' },
    data,
    contactPoints: [{ ...newAddress, recipient: '林志明' }],
  });
  expect((await session.contactPoint.list({})).items.map(({ city }) => city)).toEqual(['臺北市']);
});

it('keeps a batch of parties apart', async () => {
  const { session } = await start();
  const items = Array.from({ length: 50 }, (_, index) => ({
    ref: { system: 'erp', id: `C-${index}` },
    data: { ...data, name: `Party ${index}` },
    contactPoints: [{ kind: 'phone' as const, value: `02 ${index}` }],
  }));
  const results = await session.party.upsert(items);
  const points = await session.contactPoint.list({ limit: 100 });
  const phones = new Map(points.items.map(({ party, normalized }) => [party, normalized]));
  expect(results.map(({ id }) => phones.get(id ?? ''))).toEqual(items.map((_, index) => `02${index}`));
});

it('leaves one party when 50 callers create the same verified number at once', async () => {
  const { session } = await start();
  const results = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      session.party.upsert({
        ref: { system: 'web', id: `W-${index}` },
        data: { kind: 'organization', name: 'Same Ltd' },
        identifiers: [{ scheme: 'vat', value: 'GB 123', verified: true }],
      }),
    ),
  );
  expect(results.filter(({ status }) => status === 'created')).toHaveLength(1);
  expect(results.filter(({ status }) => status === 'refused')).toHaveLength(49);
  expect(await session.party.count()).toBe(1);
  expect(await session.identifier.count()).toBe(1);
});

it('refuses a verified number that another party holds, also by command, until it ends', async () => {
  const { session } = await start();
  const [one, two] = await session.party.create([
    { kind: 'organization', name: 'One' },
    { kind: 'organization', name: 'Two' },
  ]);
  const vat = { scheme: 'vat', value: 'GB 123', verified: true };
  const added = await session.party.addIdentifier({ party: one?.id ?? '', ...vat });
  const refused = await session.party.addIdentifier({ party: two?.id ?? '', ...vat });
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'HELD_BY_OTHER' } });
  if (!added.ok) throw new Error('the first one is free');
  await session.identifier.update(added.result.identifier, (draft) => {
    draft.validTo = '2024-05-01';
  });
  expect(await session.party.addIdentifier({ party: two?.id ?? '', ...vat })).toMatchObject({ ok: true });
});

it('refuses a span that ends before it begins', async () => {
  const { session } = await start();
  const { id } = await session.party.create({ kind: 'person', name: 'Ann' });
  const wrong = session.partyRole.create({
    party: id,
    type: 'customer',
    validFrom: '2024-02-01',
    validTo: '2024-01-01',
  });
  await expect(wrong).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'validTo' }] });
});

it('gives the lines of an order its party and time', async () => {
  const { session } = await start();
  const { id } = await session.party.create({ kind: 'person', name: 'Ann' });
  await session.order.record({
    system: 'erp',
    externalId: 'SO-1',
    party: id,
    orderedAt: '2024-04-01T00:00:00Z',
    total: { amount: '9.00', currency: 'EUR' },
    lines: [
      {
        quantity: '3',
        unitPrice: { amount: '3.3333', currency: 'EUR' },
        discount: '0.1',
        net: { amount: '8.99991', currency: 'EUR' },
      },
    ],
  });
  const lines = await session.orderLine.list({ where: refersTo('party', id) });
  expect(lines.items).toMatchObject([
    { party: id, orderedAt: '2024-04-01T00:00:00.000Z', quantity: '3.0000', net: { amount: '8.99991' } },
  ]);
});
