import { expect, it } from 'vitest';
import {
  createRandom,
  fixedClock,
  orderFactory,
  partyFactory,
  productFactory,
  sequentialIds,
  testCrm,
} from '../testing.js';

it('gives clocks that move when told', () => {
  const clock = fixedClock('2024-01-31T09:30:00Z');
  clock.advance(1000);
  expect(clock()).toBe(1_706_693_401_000);
  clock.set(5);
  expect(clock()).toBe(5);
  expect(() => fixedClock('yesterday')).toThrow(RangeError);
});

it('gives ids that count up', () => {
  const ids = sequentialIds();
  expect([ids.next('pty'), ids.next('ord')]).toEqual(['pty_000001', 'ord_000002']);
});

it('makes records that the CRM takes, the same for the same seed', async () => {
  const make = () => {
    const random = createRandom(3);
    const [party, product, order] = [partyFactory(random), productFactory(random), orderFactory(random)];
    return [
      Array.from({ length: 20 }, () => party()),
      Array.from({ length: 5 }, () => product()),
      Array.from({ length: 20 }, () => order()),
    ] as const;
  };
  expect(make()).toEqual(make());
  const { crm } = await testCrm();
  const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
  const [parties, products, orders] = make();
  expect(await rep.party.create(parties)).toHaveLength(20);
  expect(await rep.product.create(products)).toHaveLength(5);
  expect((await rep.order.record(orders)).every(({ status }) => status === 'recorded')).toBe(true);
  expect(partyFactory()({ kind: 'organization', name: 'Mine' })).toMatchObject({ kind: 'organization', name: 'Mine' });
});
