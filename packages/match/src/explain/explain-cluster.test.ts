import { describe, expect, it } from 'vitest';
import { dedupe } from '../dedupe.js';
import { describeCluster } from './describe-cluster.js';
import { explainCluster } from './explain-cluster.js';
import { explainPair } from './explain-pair.js';
import { sampleCustomers } from './sample-customers.js';
import { findWeakestBridge } from './weakest-bridge.js';

/** The same by the definition: averages are computed anew for every join. */
function findBridgeSlowly(size: number, weigh: (a: number, b: number) => number) {
  let parts = Array.from({ length: size }, (_, at) => [at]);
  for (;;) {
    let best = { a: 0, b: 1, average: Number.NEGATIVE_INFINITY };
    parts.forEach((left, a) => {
      parts.forEach((right, b) => {
        if (b <= a) return;
        const all = left.flatMap((one) => right.map((other) => weigh(Math.min(one, other), Math.max(one, other))));
        const average = all.reduce((sum, each) => sum + Math.max(-8, Math.min(8, each)), 0) / all.length;
        if (average > best.average + 1e-12) best = { a, b, average };
      });
    });
    const joined = [...(parts[best.a] as number[]), ...(parts[best.b] as number[])];
    if (parts.length === 2) return best.average;
    parts = parts.flatMap((part, at) => (at === best.b ? [] : at === best.a ? [joined] : [part]));
  }
}

describe('the weakest bridge', () => {
  it('parts two groups that hang together by one pair', () => {
    const group = (record: number): boolean => record < 3;
    const weigh = (a: number, b: number): number => (group(a) === group(b) ? 6 : a === 2 && b === 3 ? 5 : -3);
    const { left, right, linkage } = findWeakestBridge(7, weigh);
    expect([left, right]).toEqual([
      [0, 1, 2],
      [3, 4, 5, 6],
    ]);
    expect(linkage).toBeCloseTo((5 - 3 * 11) / 12, 12);
  });

  it('equals the definition on random weights (seed 11)', () => {
    let state = 11;
    const next = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 0x1_0000_0000;
    };
    for (let round = 0; round < 100; round++) {
      const size = 2 + Math.floor(next() * 9);
      const weights = Array.from({ length: size * size }, () => (next() - 0.4) * 24);
      const weigh = (a: number, b: number): number => weights[a * size + b] as number;
      expect(findWeakestBridge(size, weigh).linkage).toBeCloseTo(findBridgeSlowly(size, weigh), 9);
    }
  });
});

describe('explaining a cluster', async () => {
  const rows = sampleCustomers(300);
  const twin = rows.find(({ id }) => String(id).endsWith('-b')) as (typeof rows)[number];
  const found = await dedupe([...rows, { ...twin, id: 'third' }, { ...twin, id: 'fourth', phone: '' }], { id: 'id' });
  const cluster = found.clusterOf('third');

  it('lists all pairs with the weights that explainPair gives', () => {
    const explained = explainCluster(found, 'fourth');
    expect(explained.records).toEqual(cluster?.records);
    expect(explained.pairs).toHaveLength((explained.records.length * (explained.records.length - 1)) / 2);
    for (const { left, right, weightBits, isCandidate } of explained.pairs) {
      const pair = explainPair(found, left, right);
      expect(weightBits).toBe(pair.weightBits);
      expect(isCandidate).toBe(pair.blocking.isCandidate);
    }
    expect(explained.support.third).toBe(explained.pairs[0]?.probability);
  });

  it('names a bridge between the two halves, which together are the cluster', () => {
    const { weakest, records } = explainCluster(found, 'third');
    expect(weakest?.halves.flat().toSorted()).toEqual([...records].toSorted());
    expect(weakest?.halves[0]).toContain(weakest?.pair.left);
    expect(weakest?.halves[1]).toContain(weakest?.pair.right);
  });

  it('says in both languages where it is weakest', () => {
    const explained = explainCluster(found, 'third');
    const { pair } = explained.weakest as NonNullable<typeof explained.weakest>;
    expect(describeCluster(explained, 'en').join(' ')).toContain(`The strongest pair between them is ${pair.left} and`);
    expect(describeCluster(explained, 'zh').join('')).toContain(`其中最強的一對是 ${pair.left} 與`);
  });

  it('says that a record is alone', () => {
    const single = [...found.clusters({ least: 1 })].find(({ records }) => records.length === 1)?.id as string;
    expect(explainCluster(found, single).weakest).toBeUndefined();
    expect(describeCluster(explainCluster(found, single))).toEqual([
      `Record ${single} is alone; no other is the same customer.`,
    ]);
  });
});
