import { defineFact, many, one } from '../model/define-entity.js';
import { date, instant, keyword, moneyField, ref } from '../model/fields.js';
import { posted } from './posted.js';

/** An invoice of the host. It is open while its payments come to less than `total`. */
export const invoice = defineFact({
  name: 'invoice',
  prefix: 'inv',
  time: 'issuedAt',
  fields: {
    party: ref('party').optional(),
    order: ref('order').optional(),
    invoiceNumber: keyword({ max: 200 }).optional(),
    issuedAt: instant(),
    dueOn: date().optional(),
    total: moneyField(),
    /** Status in the words of the host. */
    status: keyword({ max: 100 }).optional(),
  },
  relations: {
    customer: one('party', { via: 'party' }),
    forOrder: one('order', { via: 'order' }),
    payments: many('payment', { via: 'invoice', where: posted }),
  },
  indexes: [['party', 'issuedAt'], ['issuedAt'], ['order'], ['dueOn'], ['invoiceNumber']],
});
