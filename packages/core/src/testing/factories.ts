import { createRandom, type SeededRandom } from '../values/seeded-random.js';

/** Makes one record after another; what is given in `changes` overrides what was made up. */
export type Factory<T> = (changes?: Partial<T>) => T;

/** A party as `party.create` takes it. */
export interface PartyData {
  readonly kind: 'person' | 'organization' | 'household';
  readonly name: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly country?: string;
}

/** A product as `product.create` takes it. */
export interface ProductData {
  readonly code: string;
  readonly name: string;
  readonly unit?: string;
  readonly listPrice?: { readonly amount: string; readonly currency: string };
}

/** An order as `order.record` takes it, without lines. */
export interface OrderData {
  readonly system: string;
  readonly externalId: string;
  readonly externalVersion?: string;
  readonly party?: string;
  readonly orderedAt: string;
  readonly total: { readonly amount: string; readonly currency: string };
}

const familyNames = ['陳', '林', 'Müller', 'Okafor', 'García', 'Smith', "O'Brien", 'Nguyễn'] as const;
const givenNames = ['美玲', '志明', 'Anna', 'Chidi', 'José', 'Grace', 'Siobhán', 'Minh'] as const;
const companyNames = ['臺灣水泥', 'Acme', 'Nordwind', 'Blue Harbour', '永和食品', 'Zenith'] as const;
const companyForms = ['股份有限公司', 'Ltd', 'GmbH', 'Inc.'] as const;
const products = ['Valve', '茶葉', 'Cable', 'Chair', 'Filter'] as const;

/**
 * Makes parties: persons and organizations with names in several scripts.
 *
 * @param random - a seeded source, so that a failing test can be run again
 * @example
 * const nextParty = partyFactory(createRandom(1));
 * await rep.party.create(nextParty({ kind: 'organization' }));
 */
export function partyFactory(random: SeededRandom = createRandom(1)): Factory<PartyData> {
  return (changes = {}) => {
    const kind = changes.kind ?? random.pick(['person', 'organization'] as const);
    const country = random.pick(['TW', 'DE', 'US'] as const);
    if (kind !== 'person')
      return { kind, name: `${random.pick(companyNames)} ${random.pick(companyForms)}`, country, ...changes };
    const [familyName, givenName] = [random.pick(familyNames), random.pick(givenNames)];
    return { kind, name: `${givenName} ${familyName}`, givenName, familyName, country, ...changes };
  };
}

/**
 * Makes products with codes that count up.
 *
 * @example
 * await rep.product.create(productFactory(createRandom(1))());
 */
export function productFactory(random: SeededRandom = createRandom(1)): Factory<ProductData> {
  let count = 0;
  return (changes = {}) => {
    count += 1;
    const listPrice = { amount: `${random.integer(1, 500)}.5`, currency: 'EUR' };
    return { code: `P-${count}`, name: `${random.pick(products)} ${count}`, unit: 'pcs', listPrice, ...changes };
  };
}

/**
 * Makes orders of one system with numbers that count up, in one currency.
 *
 * @param options - `start` is the ISO instant from which order times are drawn, within a year
 * @example
 * await rep.order.record(orderFactory(createRandom(1))({ party: party.id }));
 */
export function orderFactory(
  random: SeededRandom = createRandom(1),
  {
    system = 'erp',
    currency = 'EUR',
    start = '2024-01-01T00:00:00.000Z',
  }: { readonly system?: string; readonly currency?: string; readonly start?: string } = {},
): Factory<OrderData> {
  let count = 0;
  return (changes = {}) => {
    count += 1;
    const orderedAt = new Date(Date.parse(start) + random.integer(0, 365 * 86_400_000)).toISOString();
    const total = { amount: `${random.integer(0, 9_999)}`, currency };
    return { system, externalId: `SO-${count}`, orderedAt, total, ...changes };
  };
}
