import { showAmount } from '../show/amount.js';
import type { Check } from './checks.js';
import type { DemoContext } from './demo-context.js';

/** Totals of the sample ERP by SQL on its tables, beside the same of the CRM. */
export async function checkSample({ database: { query }, session }: DemoContext): Promise<readonly Check[]> {
  const count = async (table: string): Promise<string> =>
    showAmount(String((await query(`select count(*)::text as n from erp.${table}`, []))[0]?.n));
  const posted = {
    where: {
      op: 'eq',
      left: { op: 'field', path: ['posting'] },
      right: { op: 'lit', type: 'keyword', value: 'posted' },
    },
  } as const;
  const checks: Check[] = [
    { what: 'customers', inErp: await count('customers'), inCrm: showAmount(String(await session.party.count())) },
    { what: 'orders', inErp: await count('orders'), inCrm: showAmount(String(await session.order.count(posted))) },
    {
      what: 'order lines',
      inErp: await count('order_lines'),
      inCrm: showAmount(String(await session.orderLine.count(posted))),
    },
    {
      what: 'invoices',
      inErp: await count('invoices'),
      inCrm: showAmount(String(await session.invoice.count(posted))),
    },
  ];
  const sums = await query(
    `select currency, (select sum(total) from erp.orders o where o.currency = c.currency)::text as booked,
       coalesce((select sum(amount) from erp.payments p where p.currency = c.currency), 0)::text as paid
     from (select distinct currency from erp.orders) c order by 1`,
    [],
  );
  for (const { currency: code, booked, paid } of sums) {
    const currency = String(code);
    const zero = { amount: '0', currency };
    const [orders] = await session.order.aggregate({
      where: (order) => order.posting.eq('posted').and(order.total.gte(zero)),
      measures: { total: { fn: 'sum', path: 'total' } },
    });
    const [payments] = await session.payment.aggregate({
      where: (payment) => payment.posting.eq('posted').and(payment.amount.gte(zero)),
      measures: { total: { fn: 'sum', path: 'amount' } },
    });
    checks.push({
      what: `orders in ${currency}`,
      inErp: showAmount(String(booked)),
      inCrm: showAmount(orders?.measures.total?.amount ?? '0'),
    });
    checks.push({
      what: `payments in ${currency}`,
      inErp: showAmount(String(paid)),
      inCrm: showAmount(payments?.measures.total?.amount ?? '0'),
    });
  }
  return checks;
}
