import { describe, expect, it } from 'vitest';
import { clusterQuality } from '../bench/quality.js';
import { dedupe } from '../src/dedupe.js';
import { Resolution } from '../src/resolution.js';
import { type MadeUpCustomer, makeCustomers } from './made-up-customers.js';

/** F1 over the pairs that the clusters imply, with nothing declared but the id. */
async function measure(customers: readonly MadeUpCustomer[]): Promise<number> {
  const found = await dedupe(
    customers.map(({ row }) => row),
    { id: 'id' },
  );
  return clusterQuality(
    Resolution.partsOf(found).resolved.clusters,
    customers.map(({ truth }) => truth),
  ).f1;
}

describe('persons and companies in one list', () => {
  it.each([
    [600, 1, 0.4],
    [600, 2, 0.4],
    [600, 3, 0.2],
    [600, 4, 0.95],
    [1800, 5, 0.4],
    [1800, 6, 0.05],
  ])('are told apart: %i records, seed %i, %d companies', async (count, seed, companies) => {
    expect(await measure(makeCustomers(count, seed, companies))).toBeGreaterThanOrEqual(0.9);
  });

  it.each([
    ['person', 0.92],
    ['company', 0.96],
  ] as const)('are found when the list holds one of them: %s', async (party, floor) => {
    for (const seed of [1, 2, 3]) {
      const customers = makeCustomers(700, seed, 0.5).filter((each) => each.party === party);
      expect(await measure(customers)).toBeGreaterThanOrEqual(floor);
    }
  });
});
