import { createRandom } from '@crmkit/core/testing';
import { insertRows, type RunQuery } from './insert-rows.js';
import { makeBilling } from './make-billing.js';
import { makeCustomerFile } from './make-customer-file.js';
import { makeEmployees } from './make-employees.js';
import { makeOrders } from './make-orders.js';
import { makeProducts } from './make-products.js';
import { sampleSchema } from './sample-schema.js';

/** What the sample company looks like. */
export interface SampleCompanyOptions {
  /** The same seed, size and day give the same company. Default 1. */
  readonly seed?: number;
  /** Customer records, duplicates included. Default 2,500; five orders are made for each on average. */
  readonly customers?: number;
  /** Last day of its two years of orders, `yyyy-mm-dd`. Default `2026-06-30`. */
  readonly until?: string;
  readonly onProgress?: (progress: { readonly table: string; readonly done: number; readonly total: number }) => void;
}

/** What was written. */
export interface SampleCompany {
  readonly counts: { readonly [table: string]: number };
  /** Pairs of customer numbers that are the same: the record entered again, and the first one. The ERP does not know. */
  readonly duplicates: readonly (readonly [duplicate: string, original: string])[];
}

const ORDERS_PER_CUSTOMER = 5;
const DAY_MS = 86_400_000;

/**
 * Builds a company in the schema `erp` of a Postgres database: sales team, products, customers in several scripts with
 * duplicates and households, two years of orders with lines, invoices and payments. The tables must not hold rows yet.
 *
 * @param query - runs one statement on the host's connection
 * @returns row counts by table, and which customers are the same
 */
export async function createSampleCompany(query: RunQuery, options: SampleCompanyOptions = {}): Promise<SampleCompany> {
  const { seed = 1, customers: count = 2500, until: lastDay = '2026-06-30', onProgress } = options;
  const random = createRandom(seed);
  const until = Date.parse(`${lastDay}T23:59:59Z`);
  const from = until - 730 * DAY_MS;
  const employees = makeEmployees(random);
  const products = makeProducts(random);
  const setting = { random, firstEntry: until - 5 * 365 * DAY_MS, lastEntry: until - 20 * DAY_MS };
  const { rows: customers, duplicates } = makeCustomerFile(setting, count, employees);
  const { orders, lines } = makeOrders(
    { random, customers, products, from, until },
    Math.round(count * ORDERS_PER_CUSTOMER),
  );
  const { invoices, payments } = makeBilling(random, customers, orders, until);
  for (const statement of sampleSchema) await query(statement, []);
  const tables = { employees, products, customers, orders, order_lines: lines, invoices, payments };
  for (const [table, rows] of Object.entries(tables)) {
    await insertRows(query, table, rows, (done) => onProgress?.({ table, done, total: rows.length }));
  }
  return {
    counts: Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.length])),
    duplicates,
  };
}
