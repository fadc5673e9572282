import { showAmount } from '../show/amount.js';
import type { Check } from './checks.js';
import type { DemoContext } from './demo-context.js';

/** Totals of the sample ERP by SQL on its tables, beside the same of the CRM. */
export async function checkSample({ database: { query }, session }: DemoContext): Promise<readonly Check[]> {
  const count = async (table: string): Promise<string> =>
    showAmount(String((await query(`select count(*)::text as n from erp.${table}`, []))[0]?.['n']));
  const sums = async (table: string, column: string): Promise<string> => {
    const rows = await query(`select currency, sum(${column})::text as total from erp.${table} group by 1 order by 1`, []);
    return rows.map(({ currency, total }) => `${String(currency)} ${showAmount(String(total))}`).join(', ');
  };
  const currencies = (await query('select distinct currency from erp.orders order by 1', [])).map(({ currency }) => String(currency));
  const show = (parts: readonly (readonly [string, { readonly amount: string } | undefined])[]): string =>
    parts.flatMap(([currency, total]) => (total ? [`${currency} ${showAmount(total.amount)}`] : [])).join(', ');
  const orders = await Promise.all(
    currencies.map(async (currency) => {
      const [group] = await session.order.aggregate({
        where: (order) => order.posting.eq('posted').and(order.total.gte({ amount: '0', currency })),
        measures: { total: { fn: 'sum', path: 'total' } },
      });
      return [currency, group?.measures.total] as const;
    }),
  );
  const payments = await Promise.all(
    currencies.map(async (currency) => {
      const [group] = await session.payment.aggregate({
        where: (payment) => payment.posting.eq('posted').and(payment.amount.gte({ amount: '0', currency })),
        measures: { total: { fn: 'sum', path: 'amount' } },
      });
      return [currency, group?.measures.total] as const;
    }),
  );
  const posted = { where: { op: 'eq', left: { op: 'field', path: ['posting'] }, right: { op: 'lit', type: 'keyword', value: 'posted' } } } as const;
  return [
    { what: 'customers', inErp: await count('customers'), inCrm: showAmount(String(await session.party.count())) },
    { what: 'orders', inErp: await count('orders'), inCrm: showAmount(String(await session.order.count(posted))) },
    { what: 'order lines', inErp: await count('order_lines'), inCrm: showAmount(String(await session.orderLine.count(posted))) },
    { what: 'invoices', inErp: await count('invoices'), inCrm: showAmount(String(await session.invoice.count(posted))) },
    { what: 'orders booked', inErp: await sums('orders', 'total'), inCrm: show(orders) },
    { what: 'payments', inErp: await sums('payments', 'amount'), inCrm: show(payments) },
  ];
}
