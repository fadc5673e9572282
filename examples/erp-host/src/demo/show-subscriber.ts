import { writeTitle } from '../show/output.js';
import { writeTable } from '../show/table.js';
import type { DemoContext } from './demo-context.js';
import { SAMPLE_TENANT } from './demo-context.js';

/** A subscriber sees each order once, also those the host's own transaction brought, and nothing twice. */
export async function showSubscriber({ crm, output }: DemoContext): Promise<number> {
  const seen: Map<string, number> = new Map();
  crm.subscribe(
    'dispatch',
    ['order.recorded'],
    ({ record }) => {
      const orderNo = String(record?.orderNumber);
      seen.set(orderNo, (seen.get(orderNo) ?? 0) + 1);
      if (seen.size % 500 === 0) output.progress(`  ${seen.size} orders seen`);
    },
    { roles: ['import'] },
  );
  writeTitle(output, 'A subscriber gets each order once');
  const started = performance.now();
  await crm.drain({ tenant: SAMPLE_TENANT });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const again = await crm.drain({ tenant: SAMPLE_TENANT });
  const twice = [...seen.values()].filter((times) => times > 1).length;
  const answer = (isSo: boolean): string => (isSo ? 'yes' : 'no');
  writeTable(
    output,
    ['what the subscriber saw', ''],
    [
      [`orders, in ${seconds} s`, seen.size.toLocaleString('en-US')],
      ['the order of the committed transaction', answer(seen.has('DEMO-COMMIT'))],
      ['the order that was rolled back', answer(seen.has('DEMO-ROLLBACK'))],
      ['orders seen twice', String(twice)],
      ['orders when draining again', String(again.handled)],
    ],
  );
  return twice + again.handled + (seen.has('DEMO-COMMIT') && !seen.has('DEMO-ROLLBACK') ? 0 : 1);
}
