import type { Expression, ValueNode } from '../../expression/node.js';
import { allOf, refersTo } from '../conditions.js';
import { posted } from '../posted.js';

function field(name: string): ValueNode {
  return { op: 'field', path: [name] };
}

/** Posted facts of one party. */
export function factsOf(party: string): Expression {
  return allOf(refersTo('party', party), posted);
}

/** Dated records that hold on a day. */
export function holdsOn(day: string): Expression {
  const today: ValueNode = { op: 'lit', type: 'date', value: day };
  return allOf(
    { op: 'not', arg: { op: 'lt', left: today, right: field('validFrom') } },
    { op: 'not', arg: { op: 'lte', left: field('validTo'), right: today } },
  );
}

/** Invoices whose payments do not reach their total; a payment in another currency leaves an invoice open. */
export const isOpen: Expression = {
  op: 'not',
  arg: { op: 'lte', left: field('total'), right: { op: 'agg', fn: 'sum', rel: 'payments', value: ['amount'] } },
};

/** The money field is in this currency: amounts of different currencies do not compare. */
export function isInCurrency(name: string, currency: string): Expression {
  const zero: ValueNode = { op: 'lit', type: 'money', value: { amount: '0', currency } };
  return {
    op: 'or',
    args: [
      { op: 'lte', left: field(name), right: zero },
      { op: 'lt', left: zero, right: field(name) },
    ],
  };
}
