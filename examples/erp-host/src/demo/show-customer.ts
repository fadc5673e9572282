import { showAmount } from '../show/amount.js';
import { writeTitle } from '../show/output.js';
import { writeTable } from '../show/table.js';
import type { DemoContext } from './demo-context.js';

/** The 360° view of a customer: one call, under the caller's rights. */
export async function showOverview({ session, output }: DemoContext, id: string): Promise<void> {
  const view = await session.party.overview({ id, limit: 5 });
  const { party, counts, totals } = view;
  writeTitle(
    output,
    `360° view of ${party.name} (${party.kind}, ${party.country ?? ''}, owner ${party.owner ?? 'nobody'})`,
  );
  const total = (
    list: readonly { readonly amount?: { readonly amount: string }; readonly currency: string }[],
  ): string =>
    list.map(({ amount, currency }) => `${currency} ${showAmount(amount?.amount ?? '')}`).join(', ') || 'none';
  writeTable(
    output,
    ['section', 'records', 'amount'],
    [
      ['roles', counts.roles, view.roles.map(({ type }) => type).join(', ')],
      ['contact points of today', counts.contactPoints, view.contactPoints.map(({ kind }) => kind).join(', ')],
      ['sources', counts.sources, view.sources.map(({ system, externalId }) => `${system} ${externalId}`).join(', ')],
      ['orders', counts.orders, total(totals.orders)],
      ['open invoices', counts.openInvoices, total(totals.openInvoices)],
      ['payments', counts.payments, total(totals.payments)],
    ],
  );
  output.line('');
  writeTable(
    output,
    ['when', 'what', 'amount'],
    view.timeline.items.map(({ at, entity, record }) => {
      const amount = (record.total ?? record.amount) as { readonly amount: string; readonly currency: string };
      return [at.slice(0, 10), entity, `${amount.currency} ${showAmount(amount.amount)}`];
    }),
  );
}

/** A question across relations: customers of one city who bought much in the last 90 days. */
export async function showQuery({ session, output }: DemoContext): Promise<void> {
  const page = await session.party.list({
    where: (party) =>
      party.roles
        .some((role) => role.type.eq('customer'))
        .and(party.orders.sum('total').inLast('P90D').gt({ amount: '500000', currency: 'TWD' }))
        .and(party.contactPoints.some((point) => point.kind.eq('postal').and(point.city.eq('臺北市')))),
    sort: [['name', 'asc']],
    limit: 8,
  });
  writeTitle(output, 'Customers in 臺北市 who ordered for more than TWD 500,000 in the last 90 days');
  writeTable(
    output,
    ['customer', 'kind', 'owner'],
    page.items.map(({ name, kind, owner }) => [name, kind, owner ?? '']),
  );
  if (page.nextCursor !== null) output.line('  … and more');
}

/** The same record as it is and as it was known before a change. */
export async function showAsOf({ session, output }: DemoContext, id: string, before: string): Promise<void> {
  const now = await session.party.get(id);
  const then = await session.party.get(id, { asOf: { instant: before } });
  const limit = ({ custom }: typeof now): string =>
    custom.creditLimit ? `${custom.creditLimit.currency} ${showAmount(custom.creditLimit.amount)}` : 'none';
  writeTitle(output, 'Credit limit now, and as it was known before');
  writeTable(
    output,
    ['as of', 'credit limit'],
    [
      ['now', limit(now)],
      [before.slice(0, 16).replace('T', ' '), limit(then)],
    ],
  );
}
