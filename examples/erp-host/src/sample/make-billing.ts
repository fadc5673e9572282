import type { SeededRandom } from '@crmkit/core/testing';
import { centsText } from './make-orders.js';
import type { CustomerRow, InvoiceRow, OrderRow, PaymentRow } from './sample-rows.js';

const DAY_MS = 86_400_000;

/** Invoices and payments, in the order they were made. */
export interface Billing {
  readonly invoices: readonly InvoiceRow[];
  readonly payments: readonly PaymentRow[];
}

function toCents(text: string): number {
  return Math.round(Number(text) * 100);
}

interface Instalment {
  readonly at: number;
  readonly cents: number;
}

// Persons pay at once; companies around the due day, some in two parts, a few not at all.
function planPayments(random: SeededRandom, issued: number, dueDays: number, cents: number): readonly Instalment[] {
  if (dueDays === 0) return [{ at: issued, cents }];
  if (random.chance(0.03)) return [];
  const first = issued + (dueDays + random.integer(-12, 40)) * DAY_MS;
  if (!random.chance(0.08) || cents < 2) return [{ at: first, cents }];
  const part = Math.floor(cents * 0.6);
  return [
    { at: first, cents: part },
    { at: first + random.integer(10, 60) * DAY_MS, cents: cents - part },
  ];
}

/** Bills every shipped order and pays most invoices by `until` (UTC milliseconds); some payments name no invoice. */
export function makeBilling(
  random: SeededRandom,
  customers: readonly CustomerRow[],
  orders: readonly OrderRow[],
  until: number,
): Billing {
  const types = new Map(customers.map((customer) => [customer.customer_no, customer.customer_type]));
  const invoices: InvoiceRow[] = [];
  const planned: (Omit<PaymentRow, 'payment_no' | 'paid_at'> & { readonly at: number })[] = [];
  const shipped = orders
    .filter((order) => order.shipped_at !== null)
    .sort((a, b) => Date.parse(a.shipped_at ?? '') - Date.parse(b.shipped_at ?? ''));
  for (const order of shipped) {
    const issued = Date.parse(order.shipped_at ?? '');
    const isCompany = types.get(order.customer_no ?? '') === 'C';
    const dueDays = isCompany ? random.pick([14, 30, 30, 60]) : 0;
    const invoiceNo = `IV-${String(invoices.length + 1).padStart(6, '0')}`;
    const { customer_no, currency, order_no, total } = order;
    const due = new Date(issued + dueDays * DAY_MS).toISOString().slice(0, 10);
    const at = new Date(issued).toISOString();
    invoices.push({
      invoice_no: invoiceNo,
      order_no,
      customer_no,
      issued_at: at,
      due_on: due,
      currency,
      total,
      updated_at: at,
    });
    for (const { at: paid, cents } of planPayments(random, issued, dueDays, toCents(total))) {
      if (paid > until) continue;
      const method = isCompany
        ? random.pick(['transfer', 'transfer', 'cheque'] as const)
        : random.pick(['card', 'card', 'cash', 'transfer'] as const);
      planned.push({
        invoice_no: random.chance(0.005) ? null : invoiceNo,
        customer_no,
        at: paid,
        currency,
        amount: centsText(cents),
        method,
      });
    }
  }
  const payments = planned
    .sort((a, b) => a.at - b.at)
    .map(
      ({ at, ...payment }, index): PaymentRow => ({
        payment_no: `PM-${String(index + 1).padStart(6, '0')}`,
        ...payment,
        paid_at: new Date(at).toISOString(),
      }),
    );
  return { invoices, payments };
}
