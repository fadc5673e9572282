import { defineFact, one } from '../model/define-entity.js';
import { decimal, instant, moneyField, ref, text } from '../model/fields.js';
import { commonLabels, nameIn } from './labels.js';

/** One line of an order. `party` and `orderedAt` come from the order where the line does not give them. */
export const orderLine = defineFact({
  name: 'orderLine',
  prefix: 'oln',
  time: 'orderedAt',
  labels: nameIn('Order line', '訂單明細', '订单明细'),
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
  fieldLabels: {
    order: nameIn('Order', '訂單', '订单'),
    party: commonLabels.party,
    product: nameIn('Product', '產品', '产品'),
    description: nameIn('Description', '說明', '说明'),
    orderedAt: nameIn('Ordered at', '訂購時間', '下单时间'),
    quantity: nameIn('Quantity', '數量', '数量'),
    unitPrice: nameIn('Unit price', '單價', '单价'),
    discount: nameIn('Discount', '折扣', '折扣'),
    net: nameIn('Net amount', '淨額', '净额'),
  },
});
