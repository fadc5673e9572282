import { createCrm, keyword, openAccess } from '@crmkit/core';
import { memoryStorage } from '@crmkit/core/storage';
import { describe, expect, it } from 'vitest';
import { asMoney, column, constant, multiply, reference, sumOf } from '../mapping/build-value.js';
import { checkMapping } from '../mapping/check-mapping.js';
import { defineMapping } from '../mapping/define-mapping.js';
import { fromCsv } from '../source/from-csv.js';
import { fromIterable } from '../source/from-iterable.js';
import { groupRows } from '../source/group-rows.js';
import { runImport } from './run-import.js';

async function openSession() {
  const crm = await createCrm({
    storage: memoryStorage(),
    fields: { party: { creditClass: keyword().optional() } },
    access: [openAccess()],
  });
  return { crm, session: crm.as({ tenant: 'acme', actor: 'import', roles: [] }) };
}

const customers = defineMapping({
  system: 'erp',
  entity: 'party',
  id: column('no'),
  fields: { kind: constant('organization'), name: column('name'), 'custom.creditClass': column('class') },
  satellites: {
    contactPoints: [{ fields: { kind: constant('phone'), value: column('phone') } }],
    roles: [{ fields: { type: constant('customer') } }],
  },
  keepUnmapped: true,
});
const suppliers = defineMapping({
  ...customers,
  objectType: 'supplier',
  satellites: { roles: [{ fields: { type: constant('supplier') } }] },
});
const net = multiply(column('quantity'), column('price'));
const orders = defineMapping({
  system: 'erp',
  entity: 'order',
  id: column('order_no'),
  fields: {
    party: reference('party', { id: column('customer_no') }),
    orderedAt: column('at'),
    total: asMoney(sumOf('lines', net), { currency: 'EUR' }),
  },
  parts: { lines: { fields: { quantity: column('quantity'), net: asMoney(net, { currency: 'EUR' }) } } },
});
const payments = defineMapping({
  system: 'erp',
  entity: 'invoice',
  id: column('no'),
  fields: {
    party: reference('party', { id: column('customer_no') }),
    order: reference('order', { id: column('order_no') }),
    issuedAt: column('at'),
    total: asMoney(column('total'), { currency: 'EUR' }),
  },
});

const rows = [
  { no: 'C-1', name: 'Acme', class: 'A', phone: '1', fax: '9' },
  { no: 'C-2', name: 'Bolt', class: null, phone: null },
];
const lines =
  'order_no,customer_no,at,quantity,price\nO-1,C-1,2024-01-01T00:00:00Z,2,3.50\nO-1,C-1,2024-01-01T00:00:00Z,1,0.25\nO-2,C-2,2024-01-02T00:00:00Z,1,9\n';
const orderSource = (text = lines) => groupRows(fromCsv(text), { key: 'order_no', into: 'lines' });

describe('an import into a CRM', () => {
  it('counts a record that was there and says the same already as linked, and its commit', async () => {
    const { session } = await openSession();
    const known = { scheme: 'vat', value: 'DE1', verified: true } as const;
    const { id } = await session.party.upsert({
      ref: { system: 'shop', id: '7' },
      data: { kind: 'organization', name: 'Acme' },
      identifiers: [known],
    });
    const mapping = defineMapping({
      system: 'erp',
      entity: 'party',
      id: column('no'),
      fields: { kind: constant('organization'), name: column('name') },
      satellites: {
        identifiers: [{ fields: { scheme: constant('vat'), value: column('vat'), verified: constant(true) } }],
      },
      onDuplicate: 'existing',
    });
    const source = () => fromIterable([{ no: 'C-1', name: 'Acme', vat: 'DE1' }]);
    expect((await runImport(session, mapping, source())).counts).toMatchObject({ read: 1, linked: 1, commits: 1 });
    expect((await runImport(session, mapping, source())).counts).toMatchObject({ unchanged: 1, linked: 0, commits: 0 });
    expect(await session.party.resolve([{ system: 'erp', id: 'C-1' }])).toEqual([id]);
  });

  it('brings parties with contact points, roles, host fields and what was not mapped', async () => {
    const { crm, session } = await openSession();
    checkMapping(crm.model, customers);
    const { counts } = await runImport(session, customers, fromIterable(rows));
    expect(counts).toMatchObject({ read: 2, created: 2, commits: 1 });
    const [acme] = (await session.party.list({ where: (party) => party.name.eq('Acme') })).items;
    expect(acme).toMatchObject({ kind: 'organization', custom: { creditClass: 'A' } });
    expect(await session.contactPoint.count()).toBe(1);
    expect(await session.party.count({ where: (party) => party.roles.some((role) => role.type.eq('customer')) })).toBe(
      2,
    );
    const [source] = (await session.sourceRecord.list({ where: (record) => record.externalId.eq('C-1') })).items;
    expect(source).toMatchObject({ system: 'erp', record: acme?.id, payload: { fax: '9' } });
  });

  it('writes nothing the second time and only what changed the third', async () => {
    const { session } = await openSession();
    await runImport(session, customers, fromIterable(rows));
    const again = await runImport(session, customers, fromIterable(rows));
    expect(again.counts).toMatchObject({ unchanged: 2, commits: 0 });
    const changed = await runImport(session, customers, fromIterable([{ ...rows[0], phone: '2' }, rows[1] ?? {}]));
    expect(changed.counts).toMatchObject({ updated: 1, unchanged: 1, commits: 1 });
    const points = await session.contactPoint.list({ sort: [['createdAt', 'asc']] });
    expect(points.items.map(({ value, validTo }) => [value, validTo !== undefined])).toEqual([
      ['1', true],
      ['2', false],
    ]);
  });

  it('keeps apart what two tables number alike', async () => {
    const { session } = await openSession();
    await runImport(session, customers, fromIterable(rows));
    const { counts } = await runImport(session, suppliers, fromIterable([{ no: 'C-1', name: 'Supplier' }]));
    expect(counts).toMatchObject({ created: 1 });
    expect(await session.party.count()).toBe(3);
  });

  it('records facts with parts, attaches them by number, supersedes what changed and leaves the rest', async () => {
    const { session } = await openSession();
    await runImport(session, customers, fromIterable(rows));
    expect((await runImport(session, orders, orderSource())).counts).toMatchObject({
      read: 2,
      recorded: 2,
      commits: 1,
    });
    expect((await runImport(session, orders, orderSource())).counts).toMatchObject({ unchanged: 2, commits: 0 });
    const changed = await runImport(session, orders, orderSource(lines.replace('1,9', '2,9')));
    expect(changed.counts).toMatchObject({ superseded: 1, unchanged: 1, commits: 1 });
    const [sum] = await session.orderLine.aggregate({ measures: { net: { fn: 'sum', path: 'net' } } });
    expect(sum?.measures.net).toEqual({ amount: '25.25', currency: 'EUR' });
    const [acme] = (
      await session.party.list({ where: (party) => party.orders.sum('total').eq({ amount: '7.25', currency: 'EUR' }) })
    ).items;
    expect(acme?.name).toBe('Acme');
  });

  it('refers to facts, and quarantines what refers to nothing without making a customer for it', async () => {
    const { session } = await openSession();
    await runImport(session, customers, fromIterable(rows));
    await runImport(session, orders, orderSource());
    const invoices = [
      { no: 'I-1', customer_no: 'C-1', order_no: 'O-1', at: '2024-01-03T00:00:00Z', total: '7.25' },
      { no: 'I-2', customer_no: 'C-9', order_no: 'O-1', at: '2024-01-03T00:00:00Z', total: '1.00' },
      { no: 'I-3', customer_no: 'C-1', order_no: 'O-9', at: '2024-01-03T00:00:00Z', total: '1.00' },
    ];
    const { counts, problems } = await runImport(session, payments, fromIterable(invoices));
    expect(counts).toMatchObject({ recorded: 1, quarantined: 2 });
    expect(
      problems.map(({ externalId, problems: found }) => [externalId, found?.[0]?.reason, found?.[0]?.column]),
    ).toEqual([
      ['I-2', 'unmappedReference', 'customer_no'],
      ['I-3', 'unmappedReference', 'order_no'],
    ]);
    expect(await session.party.count()).toBe(2);
  });

  it('leaves alone what was deleted in the CRM, and sets aside what refers to it', async () => {
    const { session } = await openSession();
    await runImport(session, customers, fromIterable(rows));
    const [id] = await session.party.resolve([{ system: 'erp', id: 'C-1' }]);
    await session.party.delete(id ?? '');
    const again = await runImport(session, customers, fromIterable(rows));
    expect(again.counts).toMatchObject({ deleted: 1, unchanged: 1, commits: 0 });
    const { counts, problems } = await runImport(session, orders, orderSource());
    expect(counts).toMatchObject({ recorded: 1, quarantined: 1 });
    expect(problems).toMatchObject([{ externalId: 'O-1', problems: [{ reason: 'unmappedReference' }] }]);
  });

  it('sets aside a row that the model refuses, with the field, and writes the others', async () => {
    const { session } = await openSession();
    const odd = [
      { no: 'C-1', name: 'a\u0000b' },
      { no: 'C-2', name: 'x'.repeat(500) },
      ...rows.map((row) => ({ ...row, no: `${row.no}x` })),
    ];
    const { counts, problems } = await runImport(session, customers, fromIterable(odd));
    expect(counts).toMatchObject({ created: 2, failed: 2, commits: 1 });
    expect(
      problems.map(({ externalId, problems: found }) => [externalId, found?.[0]?.reason, found?.[0]?.path]),
    ).toEqual([
      ['C-1', 'invalid', 'name'],
      ['C-2', 'invalid', 'name'],
    ]);
    expect(JSON.stringify(problems)).not.toContain('xxx');
  });

  it('tells in a dry run what is new and what is known, and writes nothing', async () => {
    const { session } = await openSession();
    await runImport(session, customers, fromIterable(rows.slice(0, 1)));
    const { counts } = await runImport(session, customers, fromIterable(rows), { dryRun: true });
    expect(counts).toMatchObject({ known: 1, new: 1, commits: 0 });
    expect(await session.party.count()).toBe(1);
  });
});
