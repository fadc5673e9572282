import type { Mapping, Source } from '@crmkit/connect';
import { fromSql } from '@crmkit/connect';
import type { HostDatabase } from '../host/host-database.js';
import { customers, invoices, orders, payments, products } from './mapping.js';

/** One import: what, how, from where. */
export interface PlannedImport {
  readonly title: string;
  readonly mapping: Mapping;
  readonly source: Source;
}

/** The lines of an order carry the order's currency, which their table does not repeat. */
const lines = 'select l.*, o.currency from erp.order_lines l join erp.orders o using (order_no)';

/** What is imported from the sample ERP, in the order of its references. */
export function erpImports({ query }: HostDatabase): readonly PlannedImport[] {
  const from = (table: string, key: string): Source =>
    fromSql(query, `select * from erp.${table}`, { name: `erp.${table}`, key });
  return [
    { title: 'customers', mapping: customers, source: from('customers', 'customer_no') },
    { title: 'products', mapping: products, source: from('products', 'product_no') },
    {
      title: 'orders with lines',
      mapping: orders,
      source: fromSql(query, 'select * from erp.orders', {
        name: 'erp.orders',
        key: 'order_no',
        nested: { lines: { sql: lines, key: 'order_no', orderBy: ['line_no'] } },
      }),
    },
    { title: 'invoices', mapping: invoices, source: from('invoices', 'invoice_no') },
    { title: 'payments', mapping: payments, source: from('payments', 'payment_no') },
  ];
}
