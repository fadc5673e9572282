import { describe, expect, it } from 'vitest';
import { testCrm } from '../testing/test-crm.js';
import { createRandom } from '../values/seeded-random.js';

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
    expect(second.status).toBe('superseded');
    expect(second.id).not.toBe(first.id);
  });

  it('supersedes by reversal, with the parts', async () => {
    const { rep, party } = await open();
    const first = await rep.order.record({ ...order('SO-1', '1', '30', ['10', '20']), party });
    const second = await rep.order.record({ ...order('SO-1', '2', '25', ['25']), party });
    expect(await rep.order.record(order('SO-1', '1', '30', ['10', '20']))).toEqual({ status: 'stale', id: second.id });
    const rows = (await rep.order.list({ sort: [['recordedAt', 'asc']] })).items;
    expect(rows.map(({ posting, total }) => `${posting} ${total.amount}`).sort()).toEqual([
      'posted 25.00',
      'reversal -30.00',
      'reversed 30.00',
    ]);
    expect(rows.find(({ posting }) => posting === 'reversal')).toMatchObject({
      reverses: first.id,
      externalVersion: '1#reversal',
      externalId: 'SO-1',
      party,
    });
    const lines = (await rep.orderLine.list({ where: (line) => line.posting.eq('posted') })).items;
    expect(lines).toMatchObject([
      { order: second.id, externalId: 'SO-1#1', externalVersion: '2', party, orderedAt: '2024-03-01T00:00:00.000Z' },
    ]);
    const reversal = rows.find(({ posting }) => posting === 'reversal');
    const undone = (await rep.orderLine.list({ where: (line) => line.order.eq(reversal?.id ?? '') })).items;
    expect(undone.map(({ net }) => net.amount).sort()).toEqual(['-10.00', '-20.00']);
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

describe('reverse', () => {
  it('undoes a fact with its parts, once', async () => {
    const { rep } = await open();
    const { id } = await rep.order.record(order('SO-1', '1', '30', ['10', '20']));
    expect(await rep.order.reverse(id, { reason: 'typed twice' })).toEqual({ status: 'reversed', id });
    expect(await rep.order.reverse(id, { reason: 'again' })).toEqual({ status: 'unchanged', id });
    expect(await rep.order.count({ where: posted })).toBe(0);
    expect(await rep.orderLine.count({ where: posted })).toBe(0);
    expect((await rep.order.record(order('SO-1', '1', '30', ['10', '20']))).status).toBe('unchanged');
    expect((await rep.order.record(order('SO-1', '2', '5', ['5']))).status).toBe('superseded');
    expect(await rep.order.count({ where: posted })).toBe(1);
    expect(await rep.order.count()).toBe(3);
    const history = await rep.order.history(id);
    expect(history.map(({ cause }) => cause.detail?.['reason'])).toEqual([undefined, 'typed twice']);
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
              ? 'unchanged'
              : 'stale';
      expect(result.status, `seed ${seed}, step ${step}`).toBe(expected);
      if (result.status === 'recorded' || result.status === 'superseded')
        current.set(number, { version, cents, isReversed: false, id: result.id });
    }
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
