import { beforeAll, describe, expect, it } from 'vitest';
import { defineAccess, openAccess } from '../../access/define-access.js';
import { createCrm } from '../../command/create-crm.js';
import { memoryStorage } from '../../storage/memory/memory-storage.js';
import { hasCode } from '../conditions.js';
import { factsOf } from './conditions.js';

const now = Date.parse('2024-08-09T12:00:00Z');

async function start() {
  const clerk = defineAccess('clerk', [
    { role: 'clerk', entity: 'party', actions: ['read', 'overview'] },
    { role: 'clerk', entity: 'order', actions: ['read'], where: hasCode('salesperson', 'u1') },
    { role: 'clerk', entity: 'contactPoint', actions: ['read'] },
  ]);
  const everybody = [
    'partyRole',
    'partyRelationship',
    'identifier',
    'sourceRecord',
    'product',
    'orderLine',
    'invoice',
    'payment',
  ];
  const boss = defineAccess(
    'boss',
    ['party', 'order', 'contactPoint', ...everybody].map((entity) => ({
      role: 'boss',
      entity,
      actions: 'all' as const,
    })),
  );
  const crm = await createCrm({ storage: memoryStorage(), access: [clerk, boss], clock: () => now });
  return {
    boss: crm.as({ tenant: 'acme', actor: 'b1', roles: ['boss'] }),
    clerk: crm.as({ tenant: 'acme', actor: 'u1', roles: ['clerk'] }),
  };
}

async function fill({ boss }: Awaited<ReturnType<typeof start>>) {
  const company = await boss.party.upsert({
    ref: { system: 'erp', id: 'C-1' },
    data: { kind: 'organization', name: '臺灣水泥股份有限公司' },
    contactPoints: [{ kind: 'postal', line1: '1 First Street' }],
    roles: [{ type: 'customer' }, { type: 'supplier', status: 'suspended' }],
    identifiers: [{ scheme: 'taxId', value: '11913502' }],
  });
  const party = company.id ?? '';
  const person = await boss.party.create({ kind: 'person', name: 'Ann Lee' });
  await boss.party.relate({ from: person.id, to: party, type: 'employedBy', title: 'Buyer' });
  const fact = { system: 'erp', party };
  const order = (number: number, amount: string, currency: string, salesperson: string) => ({
    ...fact,
    externalId: `SO-${number}`,
    orderNumber: `SO-${number}`,
    orderedAt: `2024-0${number}-01T00:00:00Z`,
    total: { amount, currency },
    salesperson,
    lines: [{ quantity: '2', net: { amount, currency } }],
  });
  await boss.order.record([
    order(1, '100', 'TWD', 'u1'),
    order(2, '250.50', 'TWD', 'u2'),
    order(3, '7', 'EUR', 'u1'),
    order(4, '9', 'TWD', 'u1'),
  ]);
  const [cancelled] = (await boss.order.list({ where: hasCode('orderNumber', 'SO-4') })).items;
  await boss.order.reverse(cancelled?.id ?? '', { reason: 'cancelled' });
  const invoice = (number: number, amount: string, dueOn: string) => ({
    ...fact,
    externalId: `IV-${number}`,
    issuedAt: `2024-0${number}-01T00:00:00Z`,
    dueOn,
    total: { amount, currency: 'TWD' },
  });
  const invoices = await boss.invoice.record([
    invoice(1, '100', '2024-02-01'),
    invoice(2, '250.50', '2024-03-01'),
    invoice(5, '50', '2024-09-01'),
  ]);
  const payment = (number: number, invoiceId: string | undefined, amount: string, currency = 'TWD') => ({
    ...fact,
    externalId: `PM-${number}`,
    ...(invoiceId === undefined ? {} : { invoice: invoiceId }),
    paidAt: `2024-0${number}-02T00:00:00Z`,
    amount: { amount, currency },
  });
  await boss.payment.record([
    payment(1, invoices[0]?.id, '100'),
    payment(2, invoices[1]?.id, '200.25'),
    payment(3, undefined, '5', 'EUR'),
  ]);
  return party;
}

describe('party.overview', () => {
  let sessions: Awaited<ReturnType<typeof start>>;
  let party: string;
  beforeAll(async () => {
    sessions = await start();
    party = await fill(sessions);
  });

  it('answers profile, roles, ties, contact points, identifiers and sources in one call', async () => {
    const view = await sessions.boss.party.overview(party);
    expect(view.party).toMatchObject({ id: party, name: '臺灣水泥股份有限公司' });
    expect(view.roles.map(({ type, status }) => [type, status]).sort()).toEqual([
      ['customer', 'active'],
      ['supplier', 'suspended'],
    ]);
    expect(view.relationships).toMatchObject([
      { direction: 'to', other: { name: 'Ann Lee' }, relationship: { title: 'Buyer' } },
    ]);
    expect(view.contactPoints).toMatchObject([{ value: '1 First Street' }]);
    expect(view.identifiers).toMatchObject([{ scheme: 'taxId', normalized: '11913502' }]);
    expect(view.sources).toMatchObject([{ system: 'erp', externalId: 'C-1' }]);
    expect(view.withheld).toEqual([]);
  });

  it('adds up per currency and names what is open', async () => {
    const { totals, openItems } = await sessions.boss.party.overview(party);
    expect(totals.orders).toEqual([
      { currency: 'EUR', count: 1, amount: { amount: '7.00', currency: 'EUR' } },
      { currency: 'TWD', count: 2, amount: { amount: '350.50', currency: 'TWD' } },
    ]);
    expect(totals.openInvoices).toEqual([{ currency: 'TWD', count: 2, amount: { amount: '100.25', currency: 'TWD' } }]);
    expect(totals.payments.map(({ currency, count }) => [currency, count])).toEqual([
      ['EUR', 1],
      ['TWD', 2],
    ]);
    expect(openItems.map(({ invoice, open, overdue }) => [invoice.externalId, open.amount, overdue])).toEqual([
      ['IV-2', '50.25', true],
      ['IV-5', '50.00', false],
    ]);
  });

  it('shows the contact points of another day', async () => {
    const { boss } = sessions;
    const { id } = await boss.party.create({ kind: 'person', name: 'Di' });
    await boss.party.changeContactPoint({ party: id, kind: 'phone', value: '1', from: '2024-01-01' });
    await boss.party.changeContactPoint({ party: id, kind: 'phone', value: '2', from: '2024-06-01' });
    const phonesOn = async (on: string): Promise<unknown> => {
      const { contactPoints, counts } = await boss.party.overview({ id, on });
      return [contactPoints.map(({ value }) => value), counts.contactPoints];
    };
    expect(await phonesOn('2023-12-31')).toEqual([[], 0]);
    expect(await phonesOn('2024-05-31')).toEqual([['1'], 1]);
    expect(await phonesOn('2024-06-01')).toEqual([['2'], 1]);
  });

  it('pages the timeline newest first, each entry once', async () => {
    const whole = await sessions.boss.party.overview({ id: party, limit: 100 });
    expect(whole.timeline.items.map(({ at }) => at)).toEqual(
      [...whole.timeline.items.map(({ at }) => at)].sort().reverse(),
    );
    expect(whole.timeline.nextCursor).toBeNull();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: typeof whole = await sessions.boss.party.overview({ id: party, limit: 2, cursor });
      seen.push(...page.timeline.items.map(({ id }) => id));
      cursor = page.timeline.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(whole.timeline.items.map(({ id }) => id));
    expect(seen).toHaveLength(9);
  });

  it('pages many entries of one instant, each once', async () => {
    const { boss } = sessions;
    const { id } = await boss.party.create({ kind: 'person', name: 'Cy' });
    const paidAt = '2024-01-01T00:00:00Z';
    const fact = { system: 'erp', party: id, paidAt, amount: { amount: '1', currency: 'EUR' } };
    await boss.payment.record(Array.from({ length: 40 }, (_, index) => ({ ...fact, externalId: `same-${index}` })));
    await boss.order.record({
      system: 'erp',
      externalId: 'same',
      party: id,
      orderedAt: paidAt,
      total: { amount: '1', currency: 'EUR' },
    });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { timeline }: Awaited<ReturnType<typeof boss.party.overview>> = await boss.party.overview({
        id,
        limit: 7,
        cursor,
      });
      seen.push(...timeline.items.map((item) => item.id));
      cursor = timeline.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(41);
    expect(seen).toHaveLength(41);
  });

  it('counts what the queries behind it count, for every caller', async () => {
    for (const session of [sessions.boss, sessions.clerk]) {
      const { counts } = await session.party.overview(party);
      const orders = await session.order.count({ where: factsOf(party) });
      expect(counts.orders).toBe(orders);
    }
    expect((await sessions.boss.party.overview(party)).counts).toEqual({
      roles: 2,
      relationships: 1,
      contactPoints: 1,
      identifiers: 1,
      sources: 1,
      orders: 3,
      invoices: 3,
      openInvoices: 2,
      payments: 3,
    });
  });

  it('shows the rows and sections the caller has a right to and names the rest', async () => {
    const view = await sessions.clerk.party.overview(party);
    expect(view.counts).toMatchObject({ orders: 2, contactPoints: 1, invoices: 0, roles: 0 });
    expect(view.timeline.items.map(({ entity }) => entity)).toEqual(['order', 'order']);
    expect(view.totals.orders.map(({ currency, count }) => [currency, count])).toEqual([
      ['EUR', 1],
      ['TWD', 1],
    ]);
    expect(view.withheld).toEqual(
      expect.arrayContaining(['roles', 'counts.invoices', 'openItems', 'timeline.payment', 'totals.openInvoices']),
    );
    expect(view.withheld).not.toContain('counts.orders');
  });

  it('refuses a cursor of another party, a malformed one, and a party that is not there', async () => {
    const { timeline } = await sessions.boss.party.overview({ id: party, limit: 1 });
    const other = await sessions.boss.party.create({ kind: 'person', name: 'Bo' });
    const foreign = sessions.boss.party.overview({ id: other.id, cursor: timeline.nextCursor });
    await expect(foreign).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
    await expect(sessions.boss.party.overview({ id: party, cursor: '%' })).rejects.toMatchObject({
      code: 'INVALID_CURSOR',
    });
    await expect(sessions.boss.party.overview('pty_none')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('an empty party', () => {
  it('has an overview of nothing', async () => {
    const crm = await createCrm({ storage: memoryStorage(), access: [openAccess()], clock: () => now });
    const session = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
    const { id } = await session.party.create({ kind: 'household', name: 'Lee family' });
    const view = await session.party.overview(id);
    expect(view).toMatchObject({
      openItems: [],
      totals: { orders: [], openInvoices: [], payments: [] },
      timeline: { items: [], nextCursor: null },
    });
  });
});
