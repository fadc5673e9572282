import { fromSql, runImport } from '@crmkit/connect';
import { customers } from '../erp/mapping.js';
import { writeTitle } from '../show/output.js';
import { writeTable } from '../show/table.js';
import type { DemoContext } from './demo-context.js';

/** A customer with what the demo looked at before the ERP changed it. */
export interface ChangedCustomer {
  readonly id: string;
  readonly customerNo: string;
  /** ISO instant before the change. */
  readonly before: string;
}

/**
 * The ERP moves a customer and raises the credit limit, with its own SQL. Importing what changed since closes the old
 * address and adds a dated one; nothing of the past is overwritten.
 */
export async function showAddressChange({
  database: { query },
  session,
  clock,
  output,
}: DemoContext): Promise<ChangedCustomer> {
  const [best] = await query(
    `select customer_no from erp.customers c join erp.orders o using (customer_no)
     where c.customer_type = 'C' and c.country = 'TW' and c.currency = 'TWD' group by 1 order by sum(o.total) desc, 1 limit 1`,
    [],
  );
  const customerNo = String(best?.customer_no);
  const [id] = await session.party.resolve([{ system: 'erp', id: customerNo }]);
  if (!id) throw new Error(`customer ${customerNo} is not in the CRM`);
  const before = new Date(clock.now()).toISOString();
  clock.advance(3);
  const changed = new Date(clock.now()).toISOString();
  await query(
    `update erp.customers set street = '中正路100號', district = '前金區', city = '高雄市', postal_code = '801',
       credit_limit = credit_limit * 2, updated_at = $2::timestamptz where customer_no = $1`,
    [customerNo, changed],
  );
  const source = fromSql(query, 'select * from erp.customers where updated_at > $1::timestamptz', {
    name: 'erp.customers changed',
    key: 'customer_no',
    params: [before],
  });
  const { counts } = await runImport(session, customers, source);
  writeTitle(output, `Customer ${customerNo} moves in the ERP`);
  output.line(
    `  ${counts.read} changed row imported, ${counts.updated} record updated; the old address ends, the new one begins`,
  );
  const points = await session.contactPoint.list({
    where: (point) => point.party.eq(id).and(point.kind.eq('postal')),
    sort: [['createdAt', 'asc']],
  });
  writeTable(
    output,
    ['address', 'from', 'to'],
    points.items.map(({ value, validFrom, validTo }) => [value, validFrom ?? '…', validTo ?? '…']),
  );
  return { id, customerNo, before };
}
