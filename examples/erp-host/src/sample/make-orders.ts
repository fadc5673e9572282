import type { SeededRandom } from '@crmkit/core/testing';
import { makeInstant } from './make-customer.js';
import { countries, makeAddress } from './places.js';
import type { CustomerRow, OrderLineRow, OrderRow, ProductRow } from './sample-rows.js';

/** Orders with their lines, in the order they were placed. */
export interface OrderBook {
  readonly orders: readonly OrderRow[];
  readonly lines: readonly OrderLineRow[];
}

/** What orders are made from. */
export interface OrderSetting {
  readonly random: SeededRandom;
  readonly customers: readonly CustomerRow[];
  readonly products: readonly ProductRow[];
  /** UTC milliseconds of the first and last possible order. */
  readonly from: number;
  readonly until: number;
}

const DAY_MS = 86_400_000;
/** Demand by month, January first: presents before the new year, a slow summer. */
const season = [1, 0.9, 0.7, 0.6, 0.65, 0.6, 0.5, 0.55, 0.7, 0.8, 0.95, 1];

/** Hundredths as decimal text. */
export function centsText(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

interface Buyer {
  readonly customer: CustomerRow;
  /** UTC milliseconds between which the customer buys. */
  readonly from: number;
  readonly until: number;
}

// Few customers place most orders; one in five stops buying.
function makeBuyers({ random, customers, from, until }: OrderSetting): {
  readonly buyers: readonly Buyer[];
  readonly weights: Float64Array;
} {
  const weights = new Float64Array(customers.length);
  let total = 0;
  const buyers = customers.map((customer, index) => {
    const share = (1 - random.next()) ** -0.6 * (customer.customer_type === 'C' ? 1.6 : 1);
    total += customer.customer_type === 'H' ? share / 4 : share;
    weights[index] = total;
    const first = Math.max(from, Date.parse(customer.created_at));
    const last = random.chance(0.2) ? first + (until - first) * random.next() : until;
    return { customer, from: first, until: last };
  });
  return { buyers, weights };
}

function pickBuyer(random: SeededRandom, buyers: readonly Buyer[], weights: Float64Array): Buyer {
  const wanted = random.next() * (weights.at(-1) ?? 0);
  let [low, high] = [0, weights.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((weights[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return buyers[low] as Buyer;
}

function makeOrderTime(random: SeededRandom, { from, until }: Buyer): string {
  for (;;) {
    const instant = makeInstant(random, from, until);
    if (random.chance(season[Number(instant.slice(5, 7)) - 1] ?? 1)) return instant;
  }
}

interface Line extends Omit<OrderLineRow, 'order_no' | 'line_no'> {
  /** Net amount in millionths of the currency. */
  readonly netMillionths: bigint;
}

function makeLine(random: SeededRandom, product: ProductRow, isCompany: boolean, rate: number): Line {
  const priceCents = Math.max(1, Math.round((Number(product.list_price) * 100) / rate));
  const steps = isCompany ? random.integer(2, 60) : random.integer(1, 4);
  const quantityTenths = product.unit === 'kg' ? steps * 5 : steps * 10;
  const percent = isCompany ? random.pick([0, 0, 5, 10, 15]) : random.pick([0, 0, 0, 0, 10]);
  return {
    product_no: product.product_no,
    quantity: (quantityTenths / 10).toFixed(3),
    unit_price: centsText(priceCents),
    discount: (percent / 100).toFixed(2),
    netMillionths: BigInt(quantityTenths * 10) * BigInt(priceCents) * BigInt(100 - percent),
  };
}

function shipping(
  random: SeededRandom,
  customer: CustomerRow | null,
  others: readonly CustomerRow[],
): Partial<OrderRow> {
  const kind = random.next();
  if (!customer || kind < 0.1) return {};
  if (kind < 0.17) {
    // A present: somebody else's name and address.
    const friend = random.pick(others);
    return shipTo(friend.name, friend, friend.country);
  }
  if (kind < 0.2) return shipTo(customer.name, makeAddress(random, customer.country), customer.country);
  return shipTo(customer.name, customer, customer.country);
}

function shipTo(
  name: string,
  place: Pick<CustomerRow, 'street' | 'city' | 'postal_code'>,
  country: string,
): Partial<OrderRow> {
  return {
    ship_name: name,
    ship_street: place.street,
    ship_city: place.city,
    ship_postal_code: place.postal_code,
    ship_country: country,
  };
}

/** Makes `count` orders of one to five lines; every total is the exact sum of its lines, rounded once, plus freight. */
export function makeOrders(setting: OrderSetting, count: number): OrderBook {
  const { random, products, customers, until } = setting;
  const { buyers, weights } = makeBuyers(setting);
  const placed = Array.from({ length: count }, () => {
    const buyer = pickBuyer(random, buyers, weights);
    return { buyer, at: makeOrderTime(random, buyer) };
  }).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const orders: OrderRow[] = [];
  const lines: OrderLineRow[] = [];
  for (const [index, { buyer, at }] of placed.entries()) {
    const orderNo = `SO-${at.slice(0, 4)}-${String(index + 1).padStart(6, '0')}`;
    const customer = random.chance(0.02) ? null : buyer.customer;
    const country =
      countries.find(({ code }) => code === customer?.country) ?? (countries[0] as (typeof countries)[number]);
    const isCompany = customer?.customer_type === 'C';
    const made = Array.from({ length: random.integer(1, 5) }, () =>
      makeLine(random, random.pick(products), isCompany, country.rate),
    );
    const net = made.reduce((sum, line) => sum + line.netMillionths, 0n);
    const freight = random.chance(0.5) ? Math.round((random.integer(60, 300) * 100) / country.rate) : 0;
    const age = until - Date.parse(at);
    const status = random.chance(0.03) ? 'cancelled' : age < 10 * DAY_MS && random.chance(0.7) ? 'open' : 'shipped';
    const shippedAt =
      status === 'shipped' ? makeInstant(random, Date.parse(at), Math.min(until, Date.parse(at) + 8 * DAY_MS)) : null;
    orders.push({
      order_no: orderNo,
      customer_no: customer?.customer_no ?? null,
      ordered_at: at,
      status,
      sales_rep: customer?.sales_rep ?? null,
      currency: country.currency,
      freight: centsText(freight),
      total: centsText(Number((net + 5000n) / 10_000n) + freight),
      required_on: isCompany ? new Date(Date.parse(at) + 14 * DAY_MS).toISOString().slice(0, 10) : null,
      shipped_at: shippedAt,
      ship_name: null,
      ship_street: null,
      ship_city: null,
      ship_postal_code: null,
      ship_country: null,
      ...shipping(random, customer, customers),
      updated_at: shippedAt ?? at,
    });
    for (const [place, { netMillionths: _, ...line }] of made.entries())
      lines.push({ order_no: orderNo, line_no: place + 1, ...line });
  }
  return { orders, lines };
}
