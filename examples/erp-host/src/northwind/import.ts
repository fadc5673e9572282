import type { Source } from '@crmkit/connect';
import { fromSql } from '@crmkit/connect';
import type { PlannedImport } from '../erp/import.js';
import type { HostDatabase } from '../host/host-database.js';
import { customers, orders, products, suppliers } from './mapping.js';

/** What is imported from Northwind, in the order of its references. */
export function northwindImports({ query }: HostDatabase): readonly PlannedImport[] {
  const from = (name: string, sql: string, key: string): Source =>
    fromSql(query, sql, { name: `northwind.${name}`, key });
  return [
    {
      title: 'Northwind customers',
      mapping: customers,
      source: from('customers', 'select * from northwind.customers', 'customer_id'),
    },
    {
      title: 'Northwind suppliers',
      mapping: suppliers,
      source: from('suppliers', 'select * from northwind.suppliers', 'supplier_id'),
    },
    {
      title: 'Northwind products',
      mapping: products,
      source: from(
        'products',
        'select p.*, c.category_name from northwind.products p left join northwind.categories c using (category_id)',
        'product_id',
      ),
    },
    {
      title: 'Northwind orders',
      mapping: orders,
      source: fromSql(query, 'select * from northwind.orders', {
        name: 'northwind.orders',
        key: 'order_id',
        nested: { lines: { sql: 'select * from northwind.order_details', key: 'order_id', orderBy: ['product_id'] } },
      }),
    },
  ];
}
