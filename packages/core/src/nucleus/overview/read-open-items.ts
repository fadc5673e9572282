import type { CommandReader } from '../../command/define-command.js';
import type { Expression, MoneyValue } from '../../expression/node.js';
import { refersToAny } from '../../expression/refers-to-any.js';
import { toBigInt, toScaled } from '../../values/decimal.js';
import { fromStoredMoney, toStoredMoney } from '../../values/money.js';
import { allOf } from '../conditions.js';
import type { invoice } from '../invoice.js';
import { posted } from '../posted.js';
import type { NucleusRecord } from '../record-of.js';
import { factsOf, isInCurrency, isOpen } from './conditions.js';
import type { CurrencyTotal } from './read-totals.js';
import { readTotals } from './read-totals.js';

/** An invoice that is not paid in full. */
export interface OpenItem {
  readonly invoice: NucleusRecord<typeof invoice>;
  /** What is still to be paid, in the currency of the invoice. */
  readonly open: MoneyValue;
  readonly overdue: boolean;
}

function subtract(from: MoneyValue, amounts: readonly MoneyValue[]): MoneyValue {
  const sum = amounts.reduce((total, amount) => total + toBigInt(toStoredMoney(amount, 0).amount), 0n);
  const left = toBigInt(toStoredMoney(from, 0).amount) - sum;
  return fromStoredMoney({ amount: toScaled(left), currency: from.currency }, 0);
}

/** Invoices of a party that are not paid in full, the first due first. */
export async function readOpenItems(
  reader: Pick<CommandReader, 'list'>,
  party: string,
  options: { readonly today: string; readonly limit: number },
): Promise<readonly OpenItem[]> {
  const invoices = (await reader.list('invoice', {
    where: allOf(factsOf(party), isOpen),
    sort: [{ path: ['dueOn'], direction: 'asc' }],
    limit: options.limit,
  })) as unknown as readonly NucleusRecord<typeof invoice>[];
  if (invoices.length === 0) return [];
  const where = allOf(
    refersToAny(
      ['invoice'],
      invoices.map(({ id }) => id),
    ),
    posted,
  );
  const payments = await reader.list('payment', { where, limit: 10_000 });
  return invoices.map((record) => {
    const paid = payments
      .filter((payment) => payment['invoice'] === record.id)
      .map((payment) => payment['amount'] as MoneyValue)
      .filter((amount) => amount.currency === record.total.currency);
    const overdue = record.dueOn !== undefined && record.dueOn < options.today;
    return { invoice: record, open: subtract(record.total, paid), overdue };
  });
}

/** What a party still has to pay, per currency. */
export async function readOpenTotals(
  reader: Pick<CommandReader, 'list' | 'aggregate'>,
  party: string,
): Promise<readonly CurrencyTotal[]> {
  const where = allOf(factsOf(party), isOpen);
  const invoiced = await readTotals(reader, 'invoice', where, 'total');
  const totals: CurrencyTotal[] = [];
  for (const total of invoiced) {
    const { currency, amount } = total;
    const inCurrency: Expression = {
      op: 'some',
      rel: 'forInvoice',
      where: allOf(where, isInCurrency('total', currency)),
    };
    const paid = await reader.aggregate('payment', {
      where: allOf(posted, isInCurrency('amount', currency), inCurrency),
      measures: { amount: { fn: 'sum', path: ['amount'] } },
    });
    const part = paid[0]?.measures['amount'] as MoneyValue | undefined;
    // A sum over no payments is a zero without a currency of its own.
    const parts = part === undefined || part.currency !== currency ? [] : [part];
    totals.push(amount === undefined ? total : { ...total, amount: subtract(amount, parts) });
  }
  return totals;
}
