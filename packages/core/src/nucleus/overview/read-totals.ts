import type { CommandReader } from '../../command/define-command.js';
import type { Expression, MoneyValue } from '../../expression/node.js';
import { allOf } from '../conditions.js';
import { isInCurrency } from './conditions.js';

/** How many facts there are in one currency and what they add up to. */
export interface CurrencyTotal {
  readonly currency: string;
  readonly count: number;
  /** Absent when the sum is beyond what an amount can hold. */
  readonly amount?: MoneyValue;
}

/** Adds up a money field per currency, by currency code; sums over mixed currencies do not exist. */
export async function readTotals(
  reader: Pick<CommandReader, 'list' | 'aggregate'>,
  entity: string,
  where: Expression,
  amount: string,
): Promise<readonly CurrencyTotal[]> {
  const totals: CurrencyTotal[] = [];
  let rest = where;
  for (;;) {
    const [sample] = await reader.list(entity, { where: rest, limit: 1 });
    const currency = (sample?.[amount] as MoneyValue | undefined)?.currency;
    if (currency === undefined) break;
    const inCurrency = isInCurrency(amount, currency);
    const [row] = await reader.aggregate(entity, {
      where: allOf(where, inCurrency),
      measures: { count: { fn: 'count' }, amount: { fn: 'sum', path: [amount] } },
    });
    const sum = row?.measures['amount'] as MoneyValue | undefined;
    totals.push({
      currency,
      count: Number(row?.measures['count'] ?? 0),
      ...(sum === undefined ? {} : { amount: sum }),
    });
    rest = allOf(rest, { op: 'not', arg: inCurrency });
  }
  return totals.sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
