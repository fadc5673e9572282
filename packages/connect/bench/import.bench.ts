/**
 * 100,000 customers with contact point and role, then 1,000,000 order facts, from SQL tables into the CRM of the same
 * Postgres, through mappings. `--rows <n>` makes n orders and a tenth as many customers.
 */
import type { ImportProgress, Mapping, Source } from '@crmkit/connect';
import {
  asInstant,
  asMoney,
  column,
  constant,
  defineMapping,
  fromSql,
  join,
  listOf,
  lookup,
  reference,
  runImport,
} from '@crmkit/connect';
import { createCrm, openAccess } from '@crmkit/core';
import { freshDatabase, reportFigure } from '@crmkit/devkit';
import { pgSession, postgresStorage } from '@crmkit/postgres';
import pg from 'pg';

const at = process.argv.indexOf('--rows');
const ORDERS = at > 0 ? Number(process.argv[at + 1]) : 1_000_000;
const CUSTOMERS = ORDERS / 10;
const MEGABYTE = 1024 * 1024;

const customers = defineMapping({
  system: 'erp',
  entity: 'party',
  id: column('customer_no'),
  version: asInstant(column('updated_at')),
  fields: {
    kind: constant('organization'),
    name: column('name'),
    country: column('country'),
    owner: column('sales_rep'),
  },
  satellites: {
    contactPoints: [
      { fields: { kind: constant('email'), purposes: listOf(constant('work')), value: column('email') } },
    ],
    roles: [{ fields: { type: constant('customer') } }],
  },
});

const orders = defineMapping({
  system: 'erp',
  entity: 'order',
  id: column('order_no'),
  version: asInstant(column('updated_at')),
  fields: {
    party: reference('party', { id: column('customer_no') }),
    orderNumber: join([constant('SO'), column('order_no')], '-'),
    orderedAt: asInstant(column('ordered_at'), { zone: 'Asia/Taipei' }),
    total: asMoney(column('total'), { currency: column('currency') }),
    status: lookup(column('status'), { '10': 'open', '90': 'shipped' }),
    salesperson: column('sales_rep'),
  },
});

const database = await freshDatabase();
const pool = new pg.Pool({ connectionString: database.url, max: 6 });
const query = async (text: string, params: readonly unknown[]) => (await pool.query(text, [...params])).rows;
await pool.query(`
  create schema shop;
  create table shop.customers as
    select n as customer_no, 'Customer ' || n as name, (array['TW','JP','DE','US'])[1 + n % 4] as country,
           'E' || n % 50 as sales_rep, 'buyer' || n || '@example.com' as email, timestamptz '2025-01-01' + n * interval '1 s' as updated_at
    from generate_series(1, ${CUSTOMERS}) n;
  alter table shop.customers add primary key (customer_no);
  create table shop.orders as
    select n as order_no, 1 + (n::bigint * 7919 % ${CUSTOMERS})::int as customer_no, timestamp '2023-01-01' + n % 63072000 * interval '1 s' as ordered_at,
           (n % 100000)::numeric / 4 as total, 'TWD' as currency, case n % 9 when 0 then '10' else '90' end as status,
           'E' || n % 50 as sales_rep, timestamptz '2025-01-01' + n * interval '1 s' as updated_at
    from generate_series(1, ${ORDERS}) n;
  alter table shop.orders add primary key (order_no);
  analyze shop.customers; analyze shop.orders;
`);

const crm = await createCrm({ storage: postgresStorage({ session: pgSession(pool) }), access: [openAccess()] });
const session = crm.as({ tenant: 'bench', actor: 'import', roles: [] });

interface Run {
  readonly seconds: number;
  /** Resident memory of this process after each batch, in bytes. */
  readonly memory: readonly number[];
}

async function measure(mapping: Mapping, source: Source, expected: number): Promise<Run> {
  const memory: number[] = [];
  const started = performance.now();
  const onProgress = ({ counts: { read } }: ImportProgress): void => {
    memory.push(process.memoryUsage.rss());
    if (read % 100_000 === 0)
      console.error(
        `${source.name}: ${read} rows, ${Math.round((read / (performance.now() - started)) * 1000)} rows/s, ${Math.round((memory.at(-1) ?? 0) / MEGABYTE)} MB`,
      );
  };
  const { counts, problems } = await runImport(session, mapping, source, { onProgress, commitsAtOnce: 3 });
  const written = counts.created + counts.recorded;
  if (written !== expected)
    throw new Error(
      `${source.name}: ${written} of ${expected} rows were written: ${JSON.stringify(problems.slice(0, 3))}`,
    );
  return { seconds: (performance.now() - started) / 1000, memory };
}

const ofCustomers = await measure(
  customers,
  fromSql(query, 'select * from shop.customers', { name: 'customers', key: 'customer_no' }),
  CUSTOMERS,
);
const ofOrders = await measure(
  orders,
  fromSql(query, 'select * from shop.orders', { name: 'orders', key: 'order_no' }),
  ORDERS,
);
const again = await runImport(
  session,
  orders,
  fromSql(query, 'select * from shop.orders where order_no <= 50000', { name: 'orders', key: 'order_no' }),
);
if (again.counts.commits !== 0) throw new Error(`importing the same orders again made ${again.counts.commits} commits`);

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const quarter = Math.ceil(ofOrders.memory.length / 4);
reportFigure({
  name: `import of ${CUSTOMERS} customers and ${ORDERS} orders`,
  value: (CUSTOMERS + ORDERS) / (ofCustomers.seconds + ofOrders.seconds),
  unit: 'rows/s',
  bar: { op: '>=', value: 8_000, of: 'value' },
});
reportFigure({
  name: 'import of customers',
  value: CUSTOMERS / ofCustomers.seconds,
  unit: 'rows/s',
  bar: { op: '>=', value: 2_000, of: 'value' },
});
reportFigure({
  name: 'import of orders',
  value: ORDERS / ofOrders.seconds,
  unit: 'rows/s',
  bar: { op: '>=', value: 8_000, of: 'value' },
});
reportFigure({
  name: 'import of unchanged orders',
  value: 50_000 / (again.durationMs / 1000),
  unit: 'rows/s',
  baseline: ORDERS / ofOrders.seconds,
  bar: { op: '>=', value: 1, of: 'ratio' },
});
reportFigure({
  name: 'import memory (RSS)',
  value: Math.max(...ofCustomers.memory, ...ofOrders.memory) / MEGABYTE,
  unit: 'MB',
  bar: { op: '<=', value: 600, of: 'value' },
});
reportFigure({
  name: 'import memory, last quarter of orders beside the second',
  value: median(ofOrders.memory.slice(-quarter)) / MEGABYTE,
  unit: 'MB',
  baseline: median(ofOrders.memory.slice(quarter, 2 * quarter)) / MEGABYTE,
  bar: { op: '<=', value: 1.15, of: 'ratio' },
});

await crm.close();
await pool.end();
await database.drop();
