import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampleCompany, type SampleCompany } from './create-sample-company.js';
import type { RunQuery } from './insert-rows.js';

const tables = ['employees', 'products', 'customers', 'orders', 'order_lines', 'invoices', 'payments'];

async function digestOf(query: RunQuery): Promise<unknown> {
  const digests = tables.map(
    (table) => `(select md5(string_agg(t::text, '\n' order by t::text)) from erp.${table} t) as ${table}`,
  );
  return (await query(`select ${digests.join(', ')}`, []))[0];
}

async function start(seed: number): Promise<{ db: PGlite; query: RunQuery; company: SampleCompany }> {
  const db = await PGlite.create();
  const query: RunQuery = async (sql, params) => (await db.query(sql, [...params])).rows as object[];
  return { db, query, company: await createSampleCompany(query, { seed, customers: 300 }) };
}

describe('the sample company', () => {
  let first: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    first = await start(7);
  }, 30_000);
  afterAll(() => first.db.close());

  const ask = async (sql: string): Promise<unknown> => (await first.query(sql, []))[0];

  it('has as many rows as it says', async () => {
    expect(first.company.counts).toMatchObject({ customers: 300, orders: 1500, employees: 17 });
    for (const table of tables) {
      expect(await ask(`select count(*)::int as rows from erp.${table}`)).toEqual({
        rows: first.company.counts[table],
      });
    }
  });

  it('has orders whose totals are their lines, rounded once, plus freight', async () => {
    const wrong = `select count(*)::int as wrong from erp.orders o where total <> freight + (
      select round(sum(quantity * unit_price * (1 - discount)), 2) from erp.order_lines l where l.order_no = o.order_no)`;
    expect(await ask(wrong)).toEqual({ wrong: 0 });
  });

  it('is paid no more than it bills', async () => {
    const wrong = `select count(*)::int as wrong from erp.invoices i where total < (
      select coalesce(sum(amount), 0) from erp.payments p where p.invoice_no = i.invoice_no)`;
    expect(await ask(wrong)).toEqual({ wrong: 0 });
    expect(
      await ask('select count(*) > 0 as some from erp.payments where invoice_no is null or customer_no is null'),
    ).toEqual({ some: true });
  });

  it('holds two years of orders up to the last day, none before its customer was entered', async () => {
    const span = `select min(ordered_at) >= '2024-06-30' and max(ordered_at) < '2026-07-01' as fits from erp.orders`;
    expect(await ask(span)).toEqual({ fits: true });
    const early =
      'select count(*)::int as early from erp.orders join erp.customers using (customer_no) where ordered_at < created_at';
    expect(await ask(early)).toEqual({ early: 0 });
  });

  it('knows which customers were entered twice', async () => {
    const { duplicates } = first.company;
    expect(duplicates.length).toBeGreaterThan(15);
    expect(duplicates.length).toBeLessThan(60);
    const numbers = [...new Set(duplicates.flat())];
    const known = `select count(*)::int as known from erp.customers where customer_no in (select json_array_elements_text($1::json))`;
    expect((await first.query(known, [JSON.stringify(numbers)]))[0]).toEqual({ known: numbers.length });
  });

  it('has names in traditional and simplified Chinese and in Latin letters, companies and households', async () => {
    const kinds = `select count(*) filter (where name ~ '[陳黃張劉]') > 0 as traditional, count(*) filter (where name ~ '[陈黄张刘]') > 0 as simplified,
      count(*) filter (where name ~ '[a-z]') > 0 as latin, count(*) filter (where customer_type = 'C') > 0 as companies,
      count(*) filter (where customer_type = 'H') > 0 as households from erp.customers`;
    expect(await ask(kinds)).toEqual({
      traditional: true,
      simplified: true,
      latin: true,
      companies: true,
      households: true,
    });
  });

  it('has e-mail addresses that could be real', async () => {
    const wrong =
      "select count(*)::int as wrong from erp.customers where email !~ '^[a-z][a-z0-9.]*@[a-z0-9-]+[.](com|org|net|example)$'";
    expect(await ask(wrong)).toEqual({ wrong: 0 });
  });

  it('is the same for the same seed and another for another', async () => {
    const again = await start(7);
    const other = await start(8);
    const digest = await digestOf(first.query);
    expect(await digestOf(again.query)).toEqual(digest);
    expect(await digestOf(other.query)).not.toEqual(digest);
    await again.db.close();
    await other.db.close();
  }, 30_000);
});
