import { defineFact, one } from '../model/define-entity.js';
import { instant, keyword, moneyField, ref } from '../model/fields.js';

/** Money received from (or, with direction `purchase`, paid to) a party; unapplied while it names no invoice. */
export const payment = defineFact({
  name: 'payment',
  prefix: 'pay',
  time: 'paidAt',
  fields: {
    party: ref('party').optional(),
    invoice: ref('invoice').optional(),
    paymentNumber: keyword({ max: 200 }).optional(),
    paidAt: instant(),
    amount: moneyField(),
    /** `transfer`, `card`, `cash`, `cheque` … in the words of the host. */
    method: keyword({ max: 100 }).optional(),
  },
  relations: { customer: one('party', { via: 'party' }), forInvoice: one('invoice', { via: 'invoice' }) },
  indexes: [['party', 'paidAt'], ['paidAt'], ['invoice']],
});
