import { expect, it } from 'vitest';
import { dedupe } from './dedupe.js';
import { sampleCustomers } from './explain/sample-customers.js';

it('answers the cluster of every record as it lists them', async () => {
  const found = await dedupe(sampleCustomers(300, 5), { id: 'id' });
  const listed = [...found.clusters({ least: 1 })];
  expect(found.summary.largest).toBeGreaterThan(1);
  for (const cluster of listed) for (const id of cluster.records) expect(found.clusterOf(id)).toEqual(cluster);
  expect(found.clusterOf('nobody')).toBeUndefined();
});
