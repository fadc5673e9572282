/**
 * How the Northwind ERP becomes CRM records. Its prices and discounts are binary floats: declared as decimals of two
 * digits they are what was booked, and net amounts come out exact.
 */
import {
  add,
  asDate,
  asDecimal,
  asInstant,
  asMoney,
  asObject,
  column,
  constant,
  defineMapping,
  join,
  listOf,
  lookup,
  multiply,
  nullIf,
  reference,
  subtract,
  sumOf,
} from '@crmkit/connect';

const system = 'northwind';
const currency = 'USD';

const price = asDecimal(column('unit_price'), { digits: 2, rounding: 'half' });
const discount = asDecimal(column('discount'), { digits: 2, rounding: 'half' });
const net = multiply(price, column('quantity'), subtract(constant(1), discount));
const freight = asDecimal(column('freight'), { digits: 2, rounding: 'half' });

const address = {
  kind: constant('postal'),
  purposes: listOf(constant('billing')),
  line1: column('address'),
  city: column('city'),
  region: column('region'),
  postalCode: column('postal_code'),
  country: column('country'),
};
const phone = { kind: constant('phone'), purposes: listOf(constant('work')), value: column('phone') };
const fax = { kind: constant('phone'), purposes: listOf(constant('fax')), value: column('fax') };

/** Customers are organizations; the contact person stays in the payload of the source record. */
export const customers = defineMapping({
  system,
  entity: 'party',
  id: column('customer_id'),
  fields: { kind: constant('organization'), name: column('company_name'), country: column('country') },
  satellites: {
    contactPoints: [{ fields: address }, { fields: phone }, { fields: fax }],
    roles: [{ fields: { type: constant('customer') } }],
  },
  keepUnmapped: true,
});

/** Suppliers are parties too; they have numbers of their own, hence an object type. */
export const suppliers = defineMapping({
  system,
  entity: 'party',
  objectType: 'supplier',
  id: column('supplier_id'),
  fields: { kind: constant('organization'), name: column('company_name'), country: column('country') },
  satellites: {
    contactPoints: [{ fields: address }, { fields: phone }, { fields: fax }],
    roles: [{ fields: { type: constant('supplier') } }],
  },
  keepUnmapped: true,
});

export const products = defineMapping({
  system,
  entity: 'product',
  id: column('product_id'),
  fields: {
    code: column('product_id'),
    name: column('product_name'),
    category: column('category_name'),
    unit: column('quantity_per_unit'),
    status: lookup(column('discontinued'), { '0': 'active', '1': 'discontinued' }),
    listPrice: asMoney(price, { currency }),
  },
});

/** An order with its lines. What the customer owes is the net of the lines, rounded once, and the freight. */
export const orders = defineMapping({
  system,
  entity: 'order',
  id: column('order_id'),
  fields: {
    party: reference('party', { id: column('customer_id') }),
    orderNumber: column('order_id'),
    orderedAt: asInstant(column('order_date'), { zone: 'UTC' }),
    requiredOn: asDate(column('required_date')),
    shippedAt: asInstant(column('shipped_date'), { zone: 'UTC' }),
    total: asMoney(add(sumOf('lines', net), freight), { currency, rounding: 'half' }),
    charges: asMoney(freight, { currency }),
    salesperson: nullIf(join([constant(system), column('employee_id')], ':'), [system]),
    shipTo: asObject({
      name: column('ship_name'),
      line1: column('ship_address'),
      city: column('ship_city'),
      region: column('ship_region'),
      postalCode: column('ship_postal_code'),
      country: column('ship_country'),
    }),
  },
  parts: {
    lines: {
      fields: {
        product: reference('product', { id: column('product_id') }),
        quantity: column('quantity'),
        unitPrice: asMoney(price, { currency }),
        discount,
        net: asMoney(net, { currency }),
      },
    },
  },
});
