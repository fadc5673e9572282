import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { classicmodelsImports } from '../classicmodels/import.js';
import type { HostDatabase } from '../host/host-database.js';
import { loadDump } from '../host/load-dump.js';
import type { openCrm } from '../host/open-crm.js';
import { renewSchema } from '../host/own-schema.js';
import { northwindImports } from '../northwind/import.js';
import { roundToCents, showAmount } from '../show/amount.js';
import { type Output, writeTitle } from '../show/output.js';
import type { Check } from './checks.js';
import { writeChecks } from './checks.js';
import { runImports } from './run-imports.js';

/** Files of the two ERPs, below the data folder. */
const dumps = [
  ['northwind', 'northwind/northwind.sql'],
  ['classicmodels', 'classicmodels/classicmodels_pg15.sql'],
] as const;

/** The schemas they are loaded into. */
export const REAL_ERPS: readonly string[] = dumps.map(([schema]) => schema);

/**
 * Loads Northwind and classicmodels into schemas of their own, maps both into one tenant and compares every total with
 * SQL on the source. Returns how many figures differ, or commits were made without need.
 */
export async function showRealErps(
  database: HostDatabase,
  { crm, storage }: Awaited<ReturnType<typeof openCrm>>,
  folder: string,
  output: Output,
): Promise<number> {
  writeTitle(output, `Two real ERPs in one tenant, from ${folder}`);
  for (const [schema, file] of dumps) {
    output.progress(`  loading ${schema}`);
    await renewSchema(database, schema);
    await loadDump(database, await readFile(join(folder, file), 'utf8'), schema);
  }
  const session = crm.as({ tenant: 'group', actor: 'import', roles: ['import'] });
  const imports = [...northwindImports(database), ...classicmodelsImports(database)];
  await runImports(session, storage, imports, output);

  writeTitle(output, 'The same import again writes nothing');
  const commits = await runImports(session, storage, imports, output);
  output.line(`  ${commits} commits`);

  writeTitle(output, 'Figures of both sides');
  const different = writeChecks(output, [
    ...(await northwindChecks(database, session)),
    ...(await classicmodelsChecks(database, session)),
  ]);
  return different + commits;
}

type Session = ReturnType<Awaited<ReturnType<typeof openCrm>>['crm']['as']>;

/** One value of SQL on the source, with thousands separated. */
async function ask({ query }: HostDatabase, sql: string): Promise<string> {
  return showAmount(String((await query(`select (${sql})::text as value`, []))[0]?.value));
}

async function northwindChecks(database: HostDatabase, session: Session): Promise<readonly Check[]> {
  const system = 'northwind';
  const net = 'round(sum(round(d.unit_price::numeric, 2) * d.quantity * (1 - round(d.discount::numeric, 2))), 2)';
  const quarter =
    "from northwind.orders o join northwind.order_details d using (order_id) where order_date between '1998-01-01' and '1998-03-31'";
  const [from, until] = ['1998-01-01T00:00:00Z', '1998-03-31T23:59:59.999Z'];
  const quarterOrders = await session.order.count({
    where: (order) => order.system.eq(system).and(order.posting.eq('posted'), order.orderedAt.between(from, until)),
  });
  const [quarterLines] = await session.orderLine.aggregate({
    where: (line) => line.system.eq(system).and(line.posting.eq('posted'), line.orderedAt.between(from, until)),
    measures: { net: { fn: 'sum', path: 'net' } },
  });
  return [
    {
      what: 'Northwind customers',
      inErp: await ask(database, 'select count(*) from northwind.customers'),
      inCrm: showAmount(String(await customersOf(session, system))),
    },
    {
      what: 'Northwind orders',
      inErp: await ask(database, 'select count(*) from northwind.orders'),
      inCrm: showAmount(String(await ordersOf(session, system))),
    },
    {
      what: 'Northwind net of order lines',
      inErp: await ask(database, `select ${net} from northwind.order_details d`),
      inCrm: await netOf(session, system),
    },
    {
      what: 'Northwind first quarter of 1998',
      inErp: `${await ask(database, `select ${net} ${quarter}`)} in ${await ask(database, `select count(distinct order_id) ${quarter}`)} orders`,
      inCrm: `${amountOf(quarterLines?.measures)} in ${quarterOrders} orders`,
    },
    ...(await employeeChecks(database, session, net)),
  ];
}

/** What each employee sold; the lines carry no employee, so the CRM asks through their orders. */
async function employeeChecks({ query }: HostDatabase, session: Session, net: string): Promise<readonly Check[]> {
  const employees = await query(
    `select e.employee_id::text as id, e.first_name || ' ' || e.last_name as name, count(distinct o.order_id)::text as orders, ${net}::text as net
     from northwind.employees e join northwind.orders o using (employee_id) join northwind.order_details d using (order_id)
     group by 1, 2 order by ${net} desc`,
    [],
  );
  const checks: Check[] = [];
  for (const { id, name, orders, net: inErp } of employees) {
    const salesperson = `northwind:${String(id)}`;
    const [lines] = await session.orderLine.aggregate({
      where: (line) => line.posting.eq('posted').and(line.inOrder.some((order) => order.salesperson.eq(salesperson))),
      measures: { net: { fn: 'sum', path: 'net' } },
    });
    const count = await session.order.count({
      where: (order) => order.posting.eq('posted').and(order.salesperson.eq(salesperson)),
    });
    checks.push({
      what: `net of ${String(name)}`,
      inErp: `${showAmount(String(inErp))} in ${String(orders)} orders`,
      inCrm: `${amountOf(lines?.measures)} in ${count} orders`,
    });
  }
  return checks;
}

async function classicmodelsChecks(database: HostDatabase, session: Session): Promise<readonly Check[]> {
  const system = 'classicmodels';
  const best = 'classicmodels:1370';
  const ofBest = 'join classicmodels.customers c using (customer_number) where c.sales_rep_employee_number = 1370';
  const [payments] = await session.payment.aggregate({
    where: (payment) => payment.system.eq(system).and(payment.posting.eq('posted')),
    measures: { net: { fn: 'sum', path: 'amount' } },
  });
  const [booked] = await session.order.aggregate({
    where: (order) => order.posting.eq('posted').and(order.salesperson.eq(best)),
    measures: { net: { fn: 'sum', path: 'total' } },
  });
  const [paid] = await session.payment.aggregate({
    where: (payment) => payment.posting.eq('posted').and(payment.customer.some((party) => party.owner.eq(best))),
    measures: { net: { fn: 'sum', path: 'amount' } },
  });
  return [
    {
      what: 'classicmodels customers',
      inErp: await ask(database, 'select count(*) from classicmodels.customers'),
      inCrm: showAmount(String(await customersOf(session, system))),
    },
    {
      what: 'classicmodels orders',
      inErp: await ask(database, 'select count(*) from classicmodels.orders'),
      inCrm: showAmount(String(await ordersOf(session, system))),
    },
    {
      what: 'classicmodels order lines',
      inErp: await ask(database, 'select sum(quantity_ordered * price_each) from classicmodels.order_details'),
      inCrm: await netOf(session, system),
    },
    {
      what: 'classicmodels payments',
      inErp: await ask(database, 'select sum(amount) from classicmodels.payments'),
      inCrm: amountOf(payments?.measures),
    },
    {
      what: 'booked by Gerard Hernandez',
      inErp: await ask(
        database,
        `select sum(quantity_ordered * price_each) from classicmodels.order_details join classicmodels.orders using (order_number) ${ofBest}`,
      ),
      inCrm: amountOf(booked?.measures),
    },
    {
      what: 'paid by his customers',
      inErp: await ask(database, `select sum(amount) from classicmodels.payments ${ofBest}`),
      inCrm: amountOf(paid?.measures),
    },
  ];
}

function customersOf(session: Session, system: string): Promise<number> {
  return session.party.count({
    where: (party) =>
      party.roles
        .some((role) => role.type.eq('customer'))
        .and(party.sources.some((source) => source.system.eq(system))),
  });
}

function ordersOf(session: Session, system: string): Promise<number> {
  return session.order.count({ where: (order) => order.system.eq(system).and(order.posting.eq('posted')) });
}

async function netOf(session: Session, system: string): Promise<string> {
  const [lines] = await session.orderLine.aggregate({
    where: (line) => line.system.eq(system).and(line.posting.eq('posted')),
    measures: { net: { fn: 'sum', path: 'net' } },
  });
  return amountOf(lines?.measures);
}

/** The exact sum, rounded once to cents. */
function amountOf(measures: { readonly [name: string]: unknown } | undefined): string {
  const net = measures?.net as { readonly amount: string } | undefined;
  return net === undefined ? 'none' : showAmount(roundToCents(net.amount));
}
