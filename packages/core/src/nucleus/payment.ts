import { defineFact, one } from '../model/define-entity.js';
import { instant, keyword, moneyField, ref } from '../model/fields.js';
import { commonLabels, nameIn } from './labels.js';

/** Money received from (or, with direction `purchase`, paid to) a party; unapplied while it names no invoice. */
export const payment = defineFact({
  name: 'payment',
  prefix: 'pay',
  time: 'paidAt',
  labels: nameIn('Payment', '付款', '付款'),
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
  fieldLabels: {
    party: commonLabels.party,
    invoice: nameIn('Invoice', '發票', '发票'),
    paymentNumber: nameIn('Payment number', '付款編號', '付款编号'),
    paidAt: nameIn('Paid at', '付款時間', '付款时间'),
    amount: nameIn('Amount', '金額', '金额'),
    method: nameIn('Method', '付款方式', '付款方式'),
  },
});
