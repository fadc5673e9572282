import type { HostTransaction } from '../host/host-database.js';
import { writeTitle } from '../show/output.js';
import { writeTable } from '../show/table.js';
import type { DemoContext } from './demo-context.js';

/** An order of the ERP's own code: its rows and the fact of the CRM in one transaction of the host. */
async function postOrder(
  { session, clock }: DemoContext,
  tx: HostTransaction,
  customerNo: string,
  party: string,
  orderNo: string,
): Promise<void> {
  const at = new Date(clock.now()).toISOString();
  await tx.query(
    `insert into erp.orders (order_no, customer_no, ordered_at, status, currency, freight, total, updated_at)
     values ($1, $2, $3::timestamptz, 'open', 'TWD', 0, 1200, $3::timestamptz)`,
    [orderNo, customerNo, at],
  );
  await session.using(tx.handle).order.record({
    system: 'erp',
    externalId: orderNo,
    externalVersion: at,
    party,
    orderNumber: orderNo,
    orderedAt: at,
    status: 'open',
    total: { amount: '1200.00', currency: 'TWD' },
  });
}

/** Rolls one order back and commits another: both sides always agree. Returns how many times they did not. */
export async function showTransaction(context: DemoContext, customerNo: string, party: string): Promise<number> {
  const { database, session, output } = context;
  const sides = async (orderNo: string): Promise<readonly [number, number]> => {
    const rows = await database.query('select 1 as found from erp.orders where order_no = $1', [orderNo]);
    const facts = await session.order.count({
      where: (order) => order.system.eq('erp').and(order.externalId.eq(orderNo)),
    });
    return [rows.length, facts];
  };
  const failed = 'DEMO-ROLLBACK';
  await database
    .transaction(async (tx) => {
      await postOrder(context, tx, customerNo, party, failed);
      throw new Error('the ERP changed its mind');
    })
    .catch(() => undefined);
  const kept = 'DEMO-COMMIT';
  await database.transaction((tx) => postOrder(context, tx, customerNo, party, kept));
  const [rolledBack, committed] = [await sides(failed), await sides(kept)];
  writeTitle(output, 'One transaction of the host for both sides');
  writeTable(
    output,
    ['transaction', 'rows in the ERP', 'facts in the CRM'],
    [
      ['rolled back by the ERP', ...rolledBack],
      ['committed by the ERP', ...committed],
    ],
  );
  return [...rolledBack, ...committed].join() === '0,0,1,1' ? 0 : 1;
}
