import { beforeAll, describe, expect, it } from 'vitest';
import { dedupe } from '../src/dedupe.js';
import { describePair } from '../src/explain/describe-pair.js';
import { explainPair } from '../src/explain/explain-pair.js';
import type { Resolution } from '../src/resolution.js';
import { createResolver } from '../src/resolver/create-resolver.js';
import type { Row } from '../src/source.js';
import { makePeople } from './made-up-people.js';
import { spawnSource } from './source-worker.js';

const people = makePeople(2000, 5);
const COPIES = 300;
const copiesOf = (row: Row | undefined, prefix: string, source = 'shop'): readonly Row[] =>
  Array.from({ length: COPIES }, (_, at) => ({ ...row, id: `${prefix}${at}`, source }));
const shop = people.map((row) => ({ ...row, source: 'shop' }));
const rows = [
  ...shop,
  ...copiesOf(people[1], 'x'),
  ...copiesOf(people[9], 'y'),
  ...copiesOf({ city: 'Leeds' }, 'city'),
  ...copiesOf({ first: 'Anna', last: 'Miller', city: 'Leeds' }, 'name'),
];
const kinds = { source: 'ignore' } as const;
const sizeAt = (found: Resolution, id: string): number | undefined => found.clusterOf(id)?.records.length;
const parts = (clusters: Iterable<{ readonly records: readonly string[] }>): readonly string[] =>
  [...clusters].map(({ records }) => [...records].sort().join(' ')).sort();

describe('hundreds of copies of one record', () => {
  let found: Resolution;
  beforeAll(async () => {
    found = await dedupe(rows, { id: 'id', kinds });
  });

  it('are one customer, where their texts are enough to tell', () => {
    expect(found.clusterOf('x0')?.records).toEqual(expect.arrayContaining(['p1', 'x7', 'x299']));
    expect(sizeAt(found, 'y0')).toBe(COPIES + 1);
    expect(found.summary.largest).toBe(COPIES + 1);
  });

  it('are nobody in particular, where nothing but a city or a common name is known', () => {
    expect(sizeAt(found, 'city0')).toBe(1);
    expect(sizeAt(found, 'name0')).toBe(1);
  });

  it('teach nothing: the others are found as without them', async () => {
    const alone = await dedupe(people, { id: 'id' });
    const others = alone.summary.clustered / alone.summary.records;
    const clustered = people.filter(({ id }) => (sizeAt(found, id as string) as number) > 1).length;
    expect(Math.abs(clustered / people.length - others)).toBeLessThan(0.005);
  });

  it('are explained as copies, and listed with as many pairs as it takes to connect them', () => {
    const { blocking, isAccepted, isTogether } = explainPair(found, 'x3', 'x200');
    expect({ ...blocking, isAccepted, isTogether }).toMatchObject({
      isCopy: true,
      isCandidate: true,
      rules: [],
      isAccepted: true,
      isTogether: true,
    });
    expect(describePair(explainPair(found, 'x3', 'x200')).join(' ')).toContain('exact copies');
    const listed = [...found.pairs()].filter(({ right }) => right.startsWith('x'));
    expect(listed.length).toBe(COPIES);
    expect(new Set(listed.map(({ left }) => left))).toEqual(new Set(['p1']));
  });

  it('are the same under the model they taught, at once and one by one, and with more threads', async () => {
    const again = await dedupe(rows, { id: 'id', kinds, model: found.model });
    expect(parts(again.clusters())).toEqual(parts(found.clusters()));
    const threaded = await dedupe(rows, { id: 'id', kinds, workers: { count: 2, spawn: spawnSource() } });
    expect(parts(threaded.clusters())).toEqual(parts(found.clusters()));
    expect(threaded.model).toEqual(found.model);
    const resolver = await createResolver(found.model);
    resolver.add(rows.toReversed());
    expect(parts(resolver.clusters())).toEqual(parts(found.clusters()));
    resolver.remove(['p1', 'x0']);
    expect(resolver.clusterOf('x299')?.records.length).toBe(COPIES - 1);
    expect(resolver.find(people[1] as Row, { limit: 1000 }).length).toBe(COPIES - 1);
  });

  it('are kept apart by a verdict, and by a source without duplicates', async () => {
    const verdicts = [{ left: 'x5', right: 'x6', verdict: 'different' } as const];
    const judged = await dedupe(rows, { id: 'id', kinds, model: found.model, verdicts });
    expect(judged.clusterOf('x5')?.records).not.toContain('x6');
    expect(sizeAt(judged, 'x5')).toBe(COPIES);
    const model = { ...found.model, cleanSources: true };
    const web = copiesOf(people[1], 'web', 'web');
    const clean = await dedupe([...rows, ...web], { id: 'id', source: 'source', model });
    expect([sizeAt(clean, 'p1'), sizeAt(clean, 'x5'), sizeAt(clean, 'x99')]).toEqual([2, 2, 1]);
    const sources = await dedupe([...rows, ...web], { id: 'id', source: 'source', model: found.model });
    expect([sizeAt(sources, 'x5'), sizeAt(sources, 'y5')]).toEqual([2 * COPIES + 1, 1]);
  });
});
