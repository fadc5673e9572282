import { describe, expect, it } from 'vitest';
import { defineFact } from '../model/define-entity.js';
import { instant, keyword, moneyField } from '../model/fields.js';
import { testCrm } from '../testing/test-crm.js';
import { createRandom } from '../values/seeded-random.js';
import { defineModule } from './define-module.js';

async function open() {
  const { crm, clock } = await testCrm();
  const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
  const { id: party } = await rep.party.create({ kind: 'organization', name: 'Acme' });
  return { crm, clock, rep, party };
}

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const posted = {
  op: 'eq',
  left: { op: 'field', path: ['posting'] },
  right: { op: 'lit', type: 'keyword', value: 'posted' },
} as const;

function order(externalId: string, externalVersion: string | undefined, amount: string, lines: readonly string[] = []) {
  return {
    system: 'erp',
    externalId,
    ...(externalVersion !== undefined && { externalVersion }),
    orderedAt: '2024-03-01T00:00:00Z',
    total: eur(amount),
    lines: lines.map((net) => ({ quantity: '1', net: eur(net) })),
  };
}

function billOf(number: string, id: string) {
  return {
    system: 'erp',
    externalId: `INV-${number}`,
    order: id,
    issuedAt: '2024-03-02T00:00:00Z',
    total: eur('1'),
  };
}

describe('record', () => {
  it('is idempotent by system, number and version', async () => {
    const { rep } = await open();
    const first = await rep.order.record(order('SO-1', '1', '10'));
    expect(first.status).toBe('recorded');
    expect(await rep.order.record(order('SO-1', '1', '10'))).toEqual({ status: 'unchanged', id: first.id });
    expect(await rep.order.record({ ...order('SO-1', '1', '10'), system: 'shop' })).toMatchObject({
      status: 'recorded',
    });
    expect(await rep.order.count()).toBe(2);
    expect(await rep.order.get(first.id)).toMatchObject({
      posting: 'posted',
      direction: 'sales',
      recordedAt: '2024-08-09T12:00:00.000Z',
    });
    expect(await rep.order.resolve([{ system: 'erp', id: 'SO-1' }])).toEqual([first.id]);
  });

  it('takes the content for the version where the source gives none', async () => {
    const { rep } = await open();
    const first = await rep.order.record(order('SO-1', undefined, '10'));
    expect((await rep.order.record(order('SO-1', undefined, '10'))).status).toBe('unchanged');
    const second = await rep.order.record(order('SO-1', undefined, '11'));
    expect(second).toEqual({ status: 'superseded', id: first.id });
  });

  it('supersedes by reversal, with the parts', async () => {
    const { rep, party } = await open();
    const { id } = await rep.order.record({ ...order('SO-1', '1', '30', ['10', '20']), party });
    const second = await rep.order.record({ ...order('SO-1', '2', '25', ['25']), party });
    expect(second).toEqual({ status: 'superseded', id });
    expect(await rep.order.record(order('SO-1', '1', '30', ['10', '20']))).toEqual({ status: 'stale', id });
    const rows = (await rep.order.list({ sort: [['recordedAt', 'asc']] })).items;
    expect(rows.map(({ posting, total }) => `${posting} ${total.amount}`).sort()).toEqual([
      'posted 25.00',
      'reversal -30.00',
      'reversed 30.00',
    ]);
    expect(rows.find(({ posting }) => posting === 'posted')).toMatchObject({ id, externalVersion: '2', party });
    const old = rows.find(({ posting }) => posting === 'reversed');
    expect(old).toMatchObject({ externalVersion: '1', party });
    expect(rows.find(({ posting }) => posting === 'reversal')).toMatchObject({
      reverses: old?.id,
      externalVersion: '1#reversal',
      externalId: 'SO-1',
      party,
    });
    const lines = (await rep.orderLine.list({ where: (line) => line.posting.eq('posted') })).items;
    expect(lines).toMatchObject([
      { order: id, externalId: 'SO-1#1', externalVersion: '2', party, orderedAt: '2024-03-01T00:00:00.000Z' },
    ]);
    const reversal = rows.find(({ posting }) => posting === 'reversal');
    const undone = (await rep.orderLine.list({ where: (line) => line.order.eq(reversal?.id ?? '') })).items;
    expect(undone.map(({ net }) => net.amount).sort()).toEqual(['-10.00', '-20.00']);
    const replaced = (await rep.orderLine.list({ where: (line) => line.order.eq(old?.id ?? '') })).items;
    expect(replaced.map(({ posting, net }) => `${posting} ${net.amount}`).sort()).toEqual([
      'reversed 10.00',
      'reversed 20.00',
    ]);
    expect(undone.map(({ reverses }) => reverses).sort()).toEqual(replaced.map((line) => line.id).sort());
  });

  it('keeps the id, so that what refers to the document still does', async () => {
    const { rep, party } = await open();
    const { id: ofOrder } = await rep.order.record({ ...order('SO-1', '1', '30', ['30']), party });
    const bill = {
      system: 'erp',
      externalId: 'INV-1',
      party,
      order: ofOrder,
      issuedAt: '2024-03-02T00:00:00Z',
      total: eur('30'),
      status: 'open',
    };
    const { id: ofInvoice } = await rep.invoice.record(bill);
    await rep.payment.record({
      system: 'erp',
      externalId: 'PAY-1',
      party,
      invoice: ofInvoice,
      paidAt: '2024-03-09T00:00:00Z',
      amount: eur('30'),
    });
    expect(await rep.invoice.record({ ...bill, status: 'paid' })).toEqual({ status: 'superseded', id: ofInvoice });
    await rep.order.record({ ...order('SO-1', '2', '30', ['10', '20']), party });
    const { counts, openItems, totals } = await rep.party.overview(party);
    expect(counts).toMatchObject({ orders: 1, invoices: 1, openInvoices: 0, payments: 1 });
    expect([openItems, totals.openInvoices]).toEqual([[], []]);
    const isInvoiced = await rep.order.list({ where: (row) => row.invoices.some() });
    expect(isInvoiced.items.map(({ id, posting }) => [id, posting])).toEqual([[ofOrder, 'posted']]);
    const isPaid = await rep.invoice.list({ where: (row) => row.payments.some() });
    expect(isPaid.items).toMatchObject([{ id: ofInvoice, status: 'paid', posting: 'posted' }]);
    const inTwo = await rep.order.list({ where: (row) => row.lines.count().eq(2) });
    expect(inTwo.items.map(({ id }) => id)).toEqual(expect.arrayContaining([ofOrder]));
  });

  it('shows both versions in the history of the document, and the old one in reads of the past', async () => {
    const { rep, clock } = await open();
    const { id } = await rep.order.record(order('SO-1', '1', '30', ['10', '20']));
    clock.advance(1000);
    await rep.order.record(order('SO-1', '2', '25', ['25']));
    const history = await rep.order.history(id);
    expect(history.map(({ type, changed, record }) => [type, changed, record?.total.amount])).toEqual([
      ['recorded', [], '30.00'],
      ['updated', ['externalVersion', 'total'], '25.00'],
    ]);
    const asOf = { instant: '2024-08-09T12:00:00.500Z' } as const;
    expect((await rep.order.get(id, { asOf })).total.amount).toBe('30.00');
    const { items } = await rep.order.list({ asOf });
    expect(items.map((row) => [row.id, row.posting])).toEqual([[id, 'posted']]);
    const lines = await rep.orderLine.list({ asOf, where: (line) => line.order.eq(id) });
    expect(lines.items.map(({ net, posting }) => `${posting} ${net.amount}`).sort()).toEqual([
      'posted 10.00',
      'posted 20.00',
    ]);
    expect((await rep.order.get(id)).total.amount).toBe('25.00');
  });

  it('orders the versions of one document by the time they were recorded, also within a millisecond', async () => {
    const { rep } = await open();
    for (const version of ['1', '2', '3']) await rep.order.record(order('SO-1', version, version));
    const rows = (await rep.order.list({ sort: [['recordedAt', 'asc']] })).items;
    expect(rows.filter(({ posting }) => posting !== 'reversal').map(({ externalVersion }) => externalVersion)).toEqual([
      '1',
      '2',
      '3',
    ]);
  });

  it('lets only the posted version claim values that are unique', async () => {
    const voucher = defineFact({
      name: 'voucher',
      prefix: 'vou',
      time: 'usedAt',
      fields: { code: keyword(), usedAt: instant(), worth: moneyField() },
      unique: [{ name: 'code', fields: ['code'] }],
    });
    const { crm } = await testCrm({ modules: [defineModule({ id: 'vouchers', entities: { voucher } })] });
    const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
    const use = (externalId: string, externalVersion: string, code: string) =>
      rep.voucher.record({
        system: 'erp',
        externalId,
        externalVersion,
        code,
        usedAt: '2024-03-01T00:00:00Z',
        worth: eur('5'),
      });
    const { id } = await use('V-1', '1', 'A');
    expect((await use('V-1', '2', 'A')).status).toBe('superseded');
    await expect(use('V-2', '1', 'A')).rejects.toMatchObject({ code: 'DUPLICATE' });
    expect((await use('V-1', '3', 'B')).status).toBe('superseded');
    expect((await use('V-2', '1', 'A')).status).toBe('recorded');
    await rep.voucher.reverse(id, { reason: 'void' });
    expect((await use('V-3', '1', 'B')).status).toBe('recorded');
  });

  it('keeps the party it was recorded for when the customer changes', async () => {
    const { rep, party } = await open();
    const { id } = await rep.order.record({ ...order('SO-1', '1', '30'), party });
    await expect(
      rep.party.update(party, (draft) => {
        draft.name = 'New';
      }),
    ).resolves.toBeDefined();
    expect((await rep.order.get(id)).party).toBe(party);
  });

  it('refuses what does not fit with its path and writes nothing', async () => {
    const { rep } = await open();
    const call = rep.order.record([
      order('SO-1', '1', '10'),
      { ...order('SO-2', '1', '1.234'), lines: [{ quantity: 'two', net: eur('1') }] },
    ]);
    await expect(call).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: '1.total' }] });
    await expect(
      rep.order.record({ ...order('SO-2', '1', '1'), lines: [{ quantity: 'two', net: eur('1') }] }),
    ).rejects.toMatchObject({ issues: [{ path: 'lines.0.quantity' }] });
    await expect(rep.order.record({ ...order('SO-2', '1', '1'), posting: 'reversed' } as never)).rejects.toMatchObject({
      issues: [{ path: 'posting' }],
    });
    await expect(rep.order.record({ total: eur('1') } as never)).rejects.toMatchObject({
      issues: [{ path: 'system' }, { path: 'externalId' }],
    });
    await expect(rep.order.record({ ...order('SO-3', '1', '1'), party: 'pty_none' })).rejects.toMatchObject({
      code: 'MISSING_REFERENCE',
      reference: { id: 'erp:SO-3' },
    });
    expect(await rep.order.count()).toBe(0);
  });

  it('has no create, update or delete, and parts are recorded with their whole', async () => {
    const { rep } = await open();
    expect(Object.keys(rep.order)).not.toEqual(expect.arrayContaining(['create']));
    await expect(
      rep.orderLine.record({ system: 'erp', externalId: '1', order: 'x', quantity: '1', net: eur('1') }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('records one of 50 simultaneous deliveries', async () => {
    const { rep } = await open();
    const results = await Promise.all(Array.from({ length: 50 }, () => rep.order.record(order('SO-1', '1', '10'))));
    expect(results.filter(({ status }) => status === 'recorded')).toHaveLength(1);
    expect(await rep.order.count()).toBe(1);
  });
});

it('comes to the newest of versions that arrive at once', async () => {
  const { rep } = await open();
  const versions = [4, 1, 7, 3, 8, 2, 6, 5];
  const results = await Promise.all(
    versions.map((version) => rep.order.record(order('SO-1', String(version), String(version), [String(version)]))),
  );
  expect(new Set(results.map(({ id }) => id)).size).toBe(1);
  expect((await rep.order.list({ where: posted })).items.map(({ total }) => total.amount)).toEqual(['8.00']);
  for (const [sum] of [
    await rep.order.aggregate({ measures: { sum: { fn: 'sum', path: 'total' } } }),
    await rep.orderLine.aggregate({ measures: { sum: { fn: 'sum', path: 'net' } } }),
  ])
    expect(sum?.measures.sum).toEqual(eur('8.00'));
  const superseded = results.filter(({ status }) => status === 'superseded').length;
  expect(await rep.order.count()).toBe(1 + 2 * superseded);
});

describe('reverse', () => {
  it('undoes a fact with its parts, once', async () => {
    const { rep } = await open();
    const { id } = await rep.order.record(order('SO-1', '1', '30', ['10', '20']));
    expect(await rep.order.reverse(id, { reason: 'typed twice' })).toEqual({ status: 'reversed', id });
    expect(await rep.order.reverse(id, { reason: 'again' })).toEqual({ status: 'unchanged', id });
    expect(await rep.order.count({ where: posted })).toBe(0);
    expect(await rep.orderLine.count({ where: posted })).toBe(0);
    expect((await rep.order.record(order('SO-1', '0', '30', ['10', '20']))).status).toBe('stale');
    expect((await rep.order.record(order('SO-1', '2', '5', ['5']))).status).toBe('superseded');
    expect(await rep.order.count({ where: posted })).toBe(1);
    expect(await rep.order.count()).toBe(3);
    const history = await rep.order.history(id);
    expect(history.map(({ cause }) => cause.detail?.['reason'])).toEqual([undefined, 'typed twice', undefined]);
  });

  it('stays where a new version takes the place: the reversal then undoes the row of the old one', async () => {
    const { rep } = await open();
    const { id } = await rep.order.record(order('SO-1', '1', '30', ['10', '20']));
    await rep.order.reverse(id, { reason: 'x' });
    expect(await rep.order.record(order('SO-1', '2', '5', ['5']))).toEqual({ status: 'superseded', id });
    const rows = (await rep.order.list({})).items;
    expect(rows.map(({ posting, total }) => `${posting} ${total.amount}`).sort()).toEqual([
      'posted 5.00',
      'reversal -30.00',
      'reversed 30.00',
    ]);
    const old = rows.find(({ posting }) => posting === 'reversed');
    expect(rows.find(({ posting }) => posting === 'reversal')?.reverses).toBe(old?.id);
    const lines = (await rep.orderLine.list({ where: (line) => line.order.eq(old?.id ?? '') })).items;
    expect(lines.map(({ posting }) => posting)).toEqual(['reversed', 'reversed']);
    expect(await rep.orderLine.count({ where: (line) => line.order.eq(id) })).toBe(1);
    expect(await rep.orderLine.count()).toBe(5);
  });

  it.each(['1', undefined])('is not posted again by a repeat of what was reversed, version %s', async (version) => {
    const { rep } = await open();
    const item = order('SO-1', version, '30', ['10', '20']);
    const { id } = await rep.order.record(item);
    await rep.order.reverse(id, { reason: 'typed twice' });
    expect(await rep.order.record(item)).toEqual({ status: 'reversed', id });
    expect(await rep.order.count({ where: posted })).toBe(0);
    const [orders] = await rep.order.aggregate({ measures: { sum: { fn: 'sum', path: 'total' } } });
    expect(orders?.measures.sum).toEqual(eur('0.00'));
    const { length: versions } = await rep.order.history(id);
    await rep.order.record(item);
    expect(await rep.order.history(id)).toHaveLength(versions);
  });

  it('refuses a part, which goes with its whole', async () => {
    const { rep } = await open();
    await rep.order.record(order('SO-1', '1', '30', ['10', '20']));
    const [line] = (await rep.orderLine.list()).items;
    await expect(rep.orderLine.reverse(line?.id ?? '', { reason: 'x' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ problem: expect.stringContaining('with its order') }],
    });
    expect(await rep.orderLine.count({ where: posted })).toBe(2);
  });

  it('needs a reason and refuses a reversal', async () => {
    const { rep } = await open();
    const { id } = await rep.order.record(order('SO-1', '1', '30'));
    await expect(rep.order.reverse(id, {} as never)).rejects.toMatchObject({ issues: [{ path: 'reason' }] });
    await rep.order.reverse(id, { reason: 'x' });
    const reversal = (await rep.order.list({ where: (row) => row.posting.eq('reversal') })).items[0];
    await expect(rep.order.reverse(reversal?.id ?? '', { reason: 'x' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});

it('nets to the newest version under random versions, orders of delivery and reversals', async () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const random = createRandom(seed);
    const { rep } = await open();
    const current = new Map<string, { version: number; cents: number; isReversed: boolean; id: string }>();
    const received = new Map<string, number[]>();
    const steps: { readonly number: number; readonly states: ReadonlyMap<string, number> }[] = [];
    for (let step = 0; step < 80; step += 1) {
      const number = `SO-${random.integer(1, 6)}`;
      const known = current.get(number);
      if (known !== undefined && random.chance(0.15)) {
        await rep.order.reverse(known.id, { reason: 'test' });
        current.set(number, { ...known, isReversed: true });
        continue;
      }
      const version = random.integer(1, 9);
      const lines = Array.from({ length: random.integer(0, 4) }, () => random.integer(-500, 5000));
      const cents = lines.reduce((sum, line) => sum + line, 0);
      const text = (value: number) => (value / 100).toFixed(2);
      const result = await rep.order.record(order(number, String(version), text(cents), lines.map(text)));
      const expected =
        known === undefined
          ? 'recorded'
          : version > known.version
            ? 'superseded'
            : version === known.version
              ? known.isReversed
                ? 'reversed'
                : 'unchanged'
              : 'stale';
      expect(result.status, `seed ${seed}, step ${step}`).toBe(expected);
      expect(result.id).toBe(known?.id ?? result.id);
      if (result.status === 'recorded' || result.status === 'superseded') {
        current.set(number, { version, cents, isReversed: false, id: result.id });
        received.set(result.id, [...(received.get(result.id) ?? []), cents]);
        if (known === undefined)
          await rep.payment.record({
            system: 'erp',
            externalId: `PAY-${number}`,
            invoice: (await rep.invoice.record(billOf(number, result.id))).id,
            paidAt: '2024-03-09T00:00:00Z',
            amount: eur('1'),
          });
        const last = (await rep.order.history(result.id)).at(-1)?.number ?? 0;
        steps.push({ number: last, states: new Map([...current.values()].map(({ id, cents: now }) => [id, now])) });
      }
    }
    for (const [id, cents] of received) {
      const versions = (await rep.order.history(id)).filter(({ cause }) => cause.command === 'order.record');
      expect(
        versions.map(({ record }) => Math.round(Number(record?.total.amount) * 100)),
        `seed ${seed}`,
      ).toEqual(cents);
      const lines = await rep.orderLine.list({ where: (line) => line.order.eq(id), limit: 100 });
      const sum = lines.items.reduce((total, { net }) => total + Math.round(Number(net.amount) * 100), 0);
      expect(sum, `seed ${seed}`).toBe(cents.at(-1));
    }
    for (const { number, states } of steps) {
      const rows = await rep.order.find([...states.keys()], { asOf: { number } });
      expect(
        rows.map((row) => Math.round(Number(row?.total.amount) * 100)),
        `seed ${seed}`,
      ).toEqual([...states.values()]);
    }
    const billed = await rep.order.list({ where: (row) => row.invoices.some(), limit: 100 });
    expect(billed.items.map(({ id }) => id).sort(), `seed ${seed}`).toEqual([...received.keys()].sort());
    const wanted = [...current.values()].reduce((sum, { cents, isReversed }) => sum + (isReversed ? 0 : cents), 0);
    for (const where of [undefined, posted]) {
      const options = where === undefined ? {} : { where };
      const [orders] = await rep.order.aggregate({ ...options, measures: { sum: { fn: 'sum', path: 'total' } } });
      const [lines] = await rep.orderLine.aggregate({ ...options, measures: { sum: { fn: 'sum', path: 'net' } } });
      expect(Math.round(Number(orders?.measures.sum?.amount ?? 0) * 100), `seed ${seed}`).toBe(wanted);
      expect(Math.round(Number(lines?.measures.sum?.amount ?? 0) * 100), `seed ${seed}`).toBe(wanted);
    }
    expect(await rep.order.count({ where: posted })).toBe(
      [...current.values()].filter(({ isReversed }) => !isReversed).length,
    );
  }
});
