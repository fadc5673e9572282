import { fromSql } from '@crmkit/connect';
import type { PlannedImport } from '../erp/import.js';
import type { HostDatabase } from '../host/host-database.js';
import { customers, orders, payments, products } from './mapping.js';

/** What is imported from classicmodels, in the order of its references. */
export function classicmodelsImports({ query }: HostDatabase): readonly PlannedImport[] {
  return [
    {
      title: 'classicmodels customers',
      mapping: customers,
      source: fromSql(query, 'select * from classicmodels.customers', {
        name: 'classicmodels.customers',
        key: 'customer_number',
      }),
    },
    {
      title: 'classicmodels products',
      mapping: products,
      source: fromSql(query, 'select * from classicmodels.products', {
        name: 'classicmodels.products',
        key: 'product_code',
      }),
    },
    {
      title: 'classicmodels orders',
      mapping: orders,
      source: fromSql(
        query,
        'select o.*, c.sales_rep_employee_number from classicmodels.orders o join classicmodels.customers c using (customer_number)',
        {
          name: 'classicmodels.orders',
          key: 'order_number',
          nested: {
            lines: {
              sql: 'select * from classicmodels.order_details',
              key: 'order_number',
              orderBy: ['order_line_number', 'product_code'],
            },
          },
        },
      ),
    },
    {
      title: 'classicmodels payments',
      mapping: payments,
      source: fromSql(query, 'select * from classicmodels.payments', {
        name: 'classicmodels.payments',
        key: ['customer_number', 'check_number'],
      }),
    },
  ];
}
