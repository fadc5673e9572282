/** How the classicmodels ERP becomes CRM records: exact amounts, open status words, payments without invoices. */
import {
  asDate,
  asInstant,
  asMoney,
  column,
  constant,
  defineMapping,
  join,
  listOf,
  lookup,
  multiply,
  nullIf,
  reference,
  sumOf,
} from '@crmkit/connect';

const system = 'classicmodels';
const currency = 'USD';

const net = multiply(column('quantity_ordered'), column('price_each'));
const salesperson = nullIf(join([constant(system), column('sales_rep_employee_number')], ':'), [system]);

/** Customers with the credit limit as a field of the host. */
export const customers = defineMapping({
  system,
  entity: 'party',
  id: column('customer_number'),
  fields: {
    kind: constant('organization'),
    name: column('customer_name'),
    country: column('country'),
    owner: salesperson,
    'custom.creditLimit': asMoney(column('credit_limit'), { currency }),
  },
  satellites: {
    contactPoints: [
      {
        fields: {
          kind: constant('postal'),
          purposes: listOf(constant('billing')),
          line1: column('address_line1'),
          line2: column('address_line2'),
          city: column('city'),
          region: column('state'),
          postalCode: column('postal_code'),
          country: column('country'),
        },
      },
      { fields: { kind: constant('phone'), purposes: listOf(constant('work')), value: column('phone') } },
    ],
    roles: [{ fields: { type: constant('customer') } }],
  },
  keepUnmapped: true,
});

export const products = defineMapping({
  system,
  entity: 'product',
  id: column('product_code'),
  fields: {
    code: column('product_code'),
    name: column('product_name'),
    category: column('product_line'),
    listPrice: asMoney(column('msrp'), { currency }),
    description: column('product_description'),
  },
});

/** Orders; a status that is not in the table puts the order in quarantine until somebody says what it means. */
export const orders = defineMapping({
  system,
  entity: 'order',
  id: column('order_number'),
  fields: {
    party: reference('party', { id: column('customer_number') }),
    orderNumber: column('order_number'),
    orderedAt: asInstant(column('order_date'), { zone: 'America/New_York' }),
    requiredOn: asDate(column('required_date')),
    shippedAt: asInstant(column('shipped_date'), { zone: 'America/New_York' }),
    total: asMoney(sumOf('lines', net), { currency }),
    status: lookup(column('status'), {
      'In Process': 'inProcess',
      Shipped: 'shipped',
      'On Hold': 'onHold',
      Disputed: 'disputed',
      Resolved: 'resolved',
      Cancelled: 'cancelled',
    }),
    salesperson,
  },
  parts: {
    lines: {
      fields: {
        product: reference('product', { id: column('product_code') }),
        quantity: column('quantity_ordered'),
        unitPrice: asMoney(column('price_each'), { currency }),
        net: asMoney(net, { currency }),
      },
    },
  },
});

/** Payments are numbered by customer and cheque. */
export const payments = defineMapping({
  system,
  entity: 'payment',
  id: join([column('customer_number'), column('check_number')], '/'),
  fields: {
    party: reference('party', { id: column('customer_number') }),
    paymentNumber: column('check_number'),
    paidAt: asInstant(column('payment_date'), { zone: 'America/New_York' }),
    amount: asMoney(column('amount'), { currency }),
    method: constant('cheque'),
  },
});
