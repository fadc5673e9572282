import { createCrm, openAccess } from '@crmkit/core';
import { memoryStorage } from '@crmkit/core/storage';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asMoney, column, constant, reference } from '../mapping/build-value.js';
import { defineMapping } from '../mapping/define-mapping.js';
import { fromIterable } from '../source/from-iterable.js';
import type { ResumeToken } from './import-result.js';
import { runImport } from './run-import.js';

const SEED = 20_260_721;
const RUNS = 40;

const customers = defineMapping({
  system: 'erp',
  entity: 'party',
  id: column('no'),
  version: column('version'),
  fields: { kind: constant('organization'), name: column('name'), owner: column('rep') },
  satellites: { roles: [{ fields: { type: constant('customer') } }] },
});
const orders = defineMapping({
  system: 'erp',
  entity: 'order',
  id: column('no'),
  version: column('version'),
  fields: {
    party: reference('party', { id: column('customer') }),
    orderedAt: column('at'),
    total: asMoney(column('total'), { currency: 'EUR' }),
  },
  parts: {
    lines: { fields: { quantity: column('quantity'), net: asMoney(column('net'), { currency: 'EUR' }) } },
  },
});

/** Versions of a record are numbered, and one version always says the same. */
const customerRow = (no: number, version: number) => ({
  no: `C-${no}`,
  version: String(version),
  name: `Name ${no} of ${version}`,
  rep: version % 2 === 0 ? `E${version}` : null,
});
const orderRow = (no: number, version: number) => ({
  no: `O-${no}`,
  version: String(version),
  customer: `C-${(no + version) % 4}`,
  at: '2024-01-01T00:00:00Z',
  total: String(no * 100 + version),
  lines: Array.from({ length: version % 3 }, (_, line) => ({ quantity: String(line + 1), net: `${no}.${version}` })),
});

type Rows = readonly { readonly [column: string]: unknown }[];

/** Deliveries of some rows: any order, any of them repeatedly, all of them at least once. */
const deliveries = (rows: Rows): fc.Arbitrary<Rows> =>
  fc
    .tuple(
      fc.shuffledSubarray([...rows], { minLength: rows.length }),
      fc.array(fc.nat(rows.length - 1), { maxLength: 12 }),
    )
    .chain(([all, again]) => {
      const more = again.map((index) => rows[index] ?? {});
      return fc.shuffledSubarray([...all, ...more], { minLength: all.length + more.length });
    });

const versions = (count: number, make: (no: number, version: number) => { readonly [column: string]: unknown }): Rows =>
  Array.from({ length: count }, (_, no) => [1, 2, 3, 10].map((version) => make(no, version))).flat();

const customerRows = versions(4, customerRow);
const orderRows = versions(5, orderRow);

async function openSession() {
  const crm = await createCrm({ storage: memoryStorage(), access: [openAccess()] });
  return crm.as({ tenant: 'acme', actor: 'import', roles: [] });
}
type Session = Awaited<ReturnType<typeof openSession>>;

/** What the CRM says, without ids and instants of its own. */
async function readState(session: Session) {
  const parties = (await session.party.list({ sort: [['name', 'asc']], limit: 100 })).items;
  const nameOf = new Map(parties.map(({ id, name }) => [id, name]));
  const standing = await session.order.list({ where: (order) => order.posting.eq('posted'), limit: 100 });
  const lines = await session.orderLine.list({ where: (line) => line.posting.eq('posted'), limit: 100 });
  const [sum] = await session.order.aggregate({ measures: { total: { fn: 'sum', path: 'total' } } });
  const roles = await session.partyRole.count();
  return {
    parties: parties.map(({ name, owner }) => [name, owner ?? null]),
    orders: standing.items
      .map(({ externalId, externalVersion, party, total }) => [
        externalId,
        externalVersion,
        nameOf.get(party ?? ''),
        total.amount,
      ])
      .sort(),
    lines: lines.items.map(({ externalId, quantity, net }) => [externalId, quantity, net.amount]).sort(),
    // Over all rows, reversed ones and reversals included: corrections leave nothing behind.
    total: sum?.measures.total,
    roles,
  };
}

/** Runs an import that breaks off after given numbers of batches and goes on from its token, kept as JSON. */
async function importInPieces(
  session: Session,
  mapping: typeof customers,
  rows: Rows,
  plan: { readonly batch: number; readonly stops: readonly number[] },
) {
  let token: ResumeToken | null = null;
  for (const stop of [...plan.stops, Number.POSITIVE_INFINITY]) {
    const controller = new AbortController();
    let batches = 0;
    const { status, resume } = await runImport(session, mapping, fromIterable(rows), {
      batch: plan.batch,
      commitsAtOnce: 1 + (plan.batch % 3),
      resumeFrom: token,
      signal: controller.signal,
      onProgress: () => {
        batches += 1;
        if (batches === stop) controller.abort();
      },
    });
    token = JSON.parse(JSON.stringify(resume)) as ResumeToken | null;
    if (status === 'completed') return;
  }
}

const plans = fc.record({
  batch: fc.integer({ min: 1, max: 9 }),
  stops: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }),
});

describe('importing versioned rows', () => {
  it(`comes to one state whatever the order, repeats, batches and interruptions (seed ${SEED})`, async () => {
    const straight = await openSession();
    await runImport(straight, customers, fromIterable(customerRows));
    await runImport(straight, orders, fromIterable(orderRows));
    const expected = await readState(straight);
    expect(expected.parties).toHaveLength(4);
    expect(expected.orders.map(([, version]) => version)).toEqual(['10', '10', '10', '10', '10']);
    expect(expected.total).toEqual({ amount: '1050.00', currency: 'EUR' });

    await fc.assert(
      fc.asyncProperty(
        deliveries(customerRows),
        deliveries(orderRows),
        plans,
        plans,
        async (first, second, one, two) => {
          const session = await openSession();
          await importInPieces(session, customers, first, one);
          await importInPieces(session, orders, second, two);
          expect(await readState(session)).toEqual(expected);
          const again = await runImport(session, [orders], fromIterable(second));
          expect(again.counts.commits).toBe(0);
        },
      ),
      { seed: SEED, numRuns: RUNS },
    );
  });
});
