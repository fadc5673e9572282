import { describe, expect, it } from 'vitest';
import { clusterQuality } from '../bench/quality.js';
import { dedupe } from '../src/dedupe.js';
import { Resolution } from '../src/resolution.js';
import { createResolver } from '../src/resolver/create-resolver.js';
import { type MadeUpCustomer, makeCustomers } from './made-up-customers.js';
import { makeNameList } from './made-up-name-lists.js';

/** F1 over the pairs that the clusters imply, with nothing declared but the id. */
async function measure(customers: readonly MadeUpCustomer[]): Promise<number> {
  const found = await dedupe(
    customers.map(({ row }) => row),
    { id: 'id' },
  );
  return qualityOf(found, customers);
}

function qualityOf(found: Resolution, customers: readonly MadeUpCustomer[]): number {
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

/** The same list with one column for the names of all, and none that tells persons from companies. */
function bareNames(customers: readonly MadeUpCustomer[]): readonly MadeUpCustomer[] {
  return customers.map(({ row, ...rest }) => {
    const { id, name, email, phone, mobile, street, city, postal_code, tax_no } = row;
    return { ...rest, row: { id, name, email, phone: phone || mobile, street, city, postal_code, tax_no } };
  });
}

describe('persons and companies in one bare column of names', () => {
  // Parents and children of one name in one household, with nothing that tells them apart, are what is missed.
  it.each([
    [700, 1, 0.1, 0.86],
    [1800, 2, 0.1, 0.84],
    [700, 1, 0.2, 0.8],
    [1800, 2, 0.2, 0.86],
    [700, 1, 0.4, 0.85],
    [1800, 2, 0.4, 0.9],
  ])('are told apart: %i records, seed %i, %d companies', async (count, seed, companies, floor) => {
    expect(await measure(bareNames(makeCustomers(count, seed, companies)))).toBeGreaterThanOrEqual(floor);
  });

  it.each([
    ['west', 700, 1, 0.05],
    ['west', 1800, 2, 0.2],
    ['west', 1800, 3, 0.4],
    ['taiwan', 700, 1, 0.05],
    ['taiwan', 1800, 2, 0.2],
    ['taiwan', 1800, 3, 0.4],
  ] as const)(
    'are told apart by their texts: %s, %i records, seed %i, %d companies',
    async (land, count, seed, share) => {
      const customers = makeNameList(count, seed, share, land);
      const found = await dedupe(
        customers.map(({ row }) => row),
        { id: 'id' },
      );
      expect(found.fields.slice(0, 3).map(({ kind }) => kind)).toEqual(['givenName', 'surname', 'organization']);
      expect(qualityOf(found, customers)).toBeGreaterThanOrEqual(0.97);
    },
    30_000,
  );

  it.each([
    ['west', 0],
    ['west', 1],
    ['taiwan', 0],
    ['taiwan', 1],
  ] as const)('stay one kind where the list holds one of them: %s, %d companies', async (land, share) => {
    const customers = makeNameList(700, 4, share, land);
    const { fields } = await dedupe(
      customers.map(({ row }) => row),
      { id: 'id' },
    );
    expect(fields.filter(({ kind }) => kind === 'organization')).toHaveLength(share);
    expect(fields.filter(({ kind }) => kind === 'surname')).toHaveLength(1 - share);
  });

  it('are read alike one by one under a saved model', async () => {
    const rows = makeNameList(500, 5, 0.3).map(({ row }) => row);
    const found = await dedupe(rows, { id: 'id' });
    const resolver = await createResolver(JSON.parse(JSON.stringify(found.model)));
    for (const row of rows) resolver.add(row);
    const together = [...found.clusters({ least: 1 })].map(({ records }) => [...records].sort().join(' '));
    const oneByOne = [...resolver.clusters({ least: 1 })].map(({ records }) => [...records].sort().join(' '));
    expect(oneByOne.sort()).toEqual(together.sort());
  });
});
