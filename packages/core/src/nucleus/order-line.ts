import { defineFact, one } from '../model/define-entity.js';
import { decimal, instant, moneyField, ref, text } from '../model/fields.js';

/** One line of an order. `party` and `orderedAt` come from the order where the line does not give them. */
export const orderLine = defineFact({
  name: 'orderLine',
  prefix: 'oln',
  time: 'orderedAt',
  fields: {
    order: ref('order'),
    party: ref('party').optional(),
    product: ref('product').optional(),
    description: text({ max: 1000 }).optional(),
    orderedAt: instant().optional(),
    quantity: decimal(18, 4),
    unitPrice: moneyField({ extraDigits: 4 }).optional(),
    /** Share of the price taken off: `0.15`. */
    discount: decimal(9, 6).optional(),
    /** What the line adds to the order, before rounding at the total. */
    net: moneyField({ extraDigits: 4 }),
  },
  relations: {
    inOrder: one('order', { via: 'order' }),
    customer: one('party', { via: 'party' }),
    ofProduct: one('product', { via: 'product' }),
  },
  indexes: [['order'], ['party', 'orderedAt'], ['product', 'orderedAt']],
});
