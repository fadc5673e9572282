/** How the tables of the sample ERP become CRM records. Its rows carry the time of their last change: that is their version. */
import {
  asDate,
  asInstant,
  asMoney,
  asObject,
  column,
  constant,
  defineMapping,
  firstOf,
  listOf,
  lookup,
  multiply,
  reference,
  subtract,
} from '@crmkit/connect';

const system = 'erp';
const version = asInstant(column('updated_at'));
const currency = column('currency');
const customer = reference('party', { id: column('customer_no') });

/** Persons, companies and households stand in one table with a type code; an unknown code is quarantined. */
export const customers = defineMapping({
  system,
  entity: 'party',
  id: column('customer_no'),
  version,
  fields: {
    kind: lookup(column('customer_type'), { P: 'person', C: 'organization', H: 'household' }),
    name: column('name'),
    givenName: column('given_name'),
    familyName: column('family_name'),
    birthDate: column('birth_date'),
    taxId: column('tax_no'),
    country: column('country'),
    owner: column('sales_rep'),
    'custom.creditLimit': asMoney(column('credit_limit'), { currency }),
  },
  satellites: {
    contactPoints: [
      {
        fields: {
          kind: constant('postal'),
          purposes: listOf(constant('billing')),
          line1: column('street'),
          district: column('district'),
          city: column('city'),
          postalCode: column('postal_code'),
          country: column('country'),
        },
      },
      { fields: { kind: constant('phone'), purposes: listOf(constant('work')), value: column('phone') } },
      { fields: { kind: constant('phone'), purposes: listOf(constant('mobile')), value: column('mobile') } },
      { fields: { kind: constant('email'), value: column('email') } },
    ],
    roles: [{ fields: { type: constant('customer') } }],
  },
  keepUnmapped: true,
});

export const products = defineMapping({
  system,
  entity: 'product',
  id: column('product_no'),
  fields: {
    code: column('product_no'),
    name: column('name'),
    category: column('category'),
    unit: column('unit'),
    status: lookup(column('discontinued'), { false: 'active', true: 'discontinued' }),
    listPrice: asMoney(column('list_price'), { currency }),
  },
});

/** The ERP keeps the total it booked; the CRM takes it as it is and computes the lines beside it. */
export const orders = defineMapping({
  system,
  entity: 'order',
  id: column('order_no'),
  version,
  fields: {
    party: customer,
    orderNumber: column('order_no'),
    orderedAt: asInstant(column('ordered_at')),
    requiredOn: asDate(column('required_on')),
    shippedAt: asInstant(column('shipped_at')),
    total: asMoney(column('total'), { currency }),
    charges: asMoney(column('freight'), { currency }),
    status: lookup(column('status'), { open: 'open', shipped: 'shipped', cancelled: 'cancelled' }),
    salesperson: column('sales_rep'),
    shipTo: asObject({
      name: column('ship_name'),
      line1: column('ship_street'),
      city: column('ship_city'),
      postalCode: column('ship_postal_code'),
      country: column('ship_country'),
    }),
  },
  parts: {
    lines: {
      fields: {
        product: reference('product', { id: column('product_no') }),
        quantity: column('quantity'),
        unitPrice: asMoney(column('unit_price'), { currency }),
        discount: column('discount'),
        net: asMoney(multiply(column('quantity'), column('unit_price'), subtract(constant(1), column('discount'))), {
          currency,
        }),
      },
    },
  },
});

export const invoices = defineMapping({
  system,
  entity: 'invoice',
  id: column('invoice_no'),
  version,
  fields: {
    party: customer,
    order: reference('order', { id: column('order_no') }),
    invoiceNumber: column('invoice_no'),
    issuedAt: asInstant(column('issued_at')),
    dueOn: asDate(column('due_on')),
    total: asMoney(column('total'), { currency }),
  },
});

export const payments = defineMapping({
  system,
  entity: 'payment',
  id: column('payment_no'),
  fields: {
    party: customer,
    invoice: reference('invoice', { id: column('invoice_no') }),
    paymentNumber: column('payment_no'),
    paidAt: asInstant(column('paid_at')),
    amount: asMoney(column('amount'), { currency }),
    method: firstOf(column('method'), constant('transfer')),
  },
});
