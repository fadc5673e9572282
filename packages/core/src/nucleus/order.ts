import { z } from 'zod';
import { defineFact, many, one } from '../model/define-entity.js';
import { date, instant, keyword, moneyField, ref } from '../model/fields.js';
import { personalJson } from './personal-json.js';
import { posted } from './posted.js';

/** Where an order was delivered, as the host wrote it. It describes the delivery, never the customer. */
const deliveryAddress = z.strictObject({
  name: z.string().optional(),
  line1: z.string().optional(),
  line2: z.string().optional(),
  district: z.string().optional(),
  city: z.string().optional(),
  region: z.string().optional(),
  postalCode: z.string().optional(),
  country: z.string().optional(),
});

/** An order of the host, as booked there; `party` is absent for anonymous sales. */
export const order = defineFact({
  name: 'order',
  prefix: 'ord',
  time: 'orderedAt',
  fields: {
    party: ref('party').optional(),
    orderNumber: keyword({ max: 200 }).optional(),
    orderedAt: instant(),
    /** What the customer owes for the order. */
    total: moneyField(),
    /** Carriage and other charges inside `total`. */
    charges: moneyField().optional(),
    /** Status in the words of the host. */
    status: keyword({ max: 100 }).optional(),
    /** User of the host who made the sale. */
    salesperson: keyword({ max: 200 }).optional(),
    requiredOn: date().optional(),
    shippedAt: instant().optional(),
    shipTo: personalJson(deliveryAddress).optional(),
  },
  relations: {
    customer: one('party', { via: 'party' }),
    lines: many('orderLine', { via: 'order' }),
    invoices: many('invoice', { via: 'order', where: posted }),
  },
  parts: { lines: { entity: 'orderLine', via: 'order' } },
  indexes: [['party', 'orderedAt'], ['orderedAt'], ['orderNumber'], ['salesperson', 'orderedAt']],
});
