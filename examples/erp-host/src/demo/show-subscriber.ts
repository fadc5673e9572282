import type { DemoContext } from './demo-context.js';
import { SAMPLE_TENANT } from './demo-context.js';

/** A subscriber sees each order once, also those the host's own transaction brought, and nothing twice. */
export async function showSubscriber({ crm, output }: DemoContext): Promise<number> {
  const seen = new Map<string, number>();
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
  const started = performance.now();
  await crm.drain({ tenant: SAMPLE_TENANT });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const again = await crm.drain({ tenant: SAMPLE_TENANT });
  const twice = [...seen.values()].filter((times) => times > 1).length;
  output.line(
    `\nThe subscriber to orders saw ${seen.size.toLocaleString('en-US')} orders in ${seconds} s, the posted one ${seen.has('DEMO-COMMIT') ? 'too' : 'NOT'}, ` +
      `the rolled back one ${seen.has('DEMO-ROLLBACK') ? 'TOO' : 'not'}, ${twice} twice; draining again delivers ${again.handled}`,
  );
  return twice + again.handled + (seen.has('DEMO-COMMIT') && !seen.has('DEMO-ROLLBACK') ? 0 : 1);
}
