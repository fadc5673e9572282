import { beforeAll, describe, expect, it } from 'vitest';
import { hashText } from '../block/hash-text.js';
import { dedupe } from '../dedupe.js';
import type { MatchModel } from '../model/match-model.js';
import type { Row } from '../source.js';
import type { ClusterChanges } from './cluster-changes.js';
import { createResolver } from './create-resolver.js';
import type { Resolver } from './resolver.js';
import { restoreResolver } from './restore-resolver.js';
import { learnSmallModel, SMALL_RULES } from './small-people.js';
import type { SnapshotRow } from './snapshot.js';

let model: MatchModel;
beforeAll(async () => {
  model = await learnSmallModel(42);
});

const robert = { first: 'Robert', last: 'Miller', born: '1970-03-12', email: 'r.miller@example.org', city: 'Leeds' };
const anna = { first: 'Anna', last: 'Schmidt', born: '1981-07-30', email: 'anna@example.com', city: 'York' };
/** Records without a value: only verdicts join them. */
const blank = (count: number): readonly Row[] => Array.from({ length: count }, (_, at) => ({ id: `b${at}` }));
const nothing: ClusterChanges = { created: [], merged: [], split: [], moved: [], removed: [] };

const same = (left: string, right: string) => ({ left, right, verdict: 'same' }) as const;
const different = (left: string, right: string) => ({ left, right, verdict: 'different' }) as const;
const clustersOf = (resolver: Resolver): readonly (readonly string[])[] =>
  [...resolver.clusters({ least: 1 })].map(({ records }) => records);

describe('clusters while records come and go', () => {
  it('tells of a new record that is a customer of its own, and of one that joins a cluster', async () => {
    const resolver = await createResolver(model);
    expect(resolver.add({ id: '1', ...robert })).toEqual({
      ...nothing,
      created: [{ cluster: 'c1', records: ['1'] }],
      moved: [{ record: '1', from: null, to: 'c1' }],
    });
    expect(resolver.add({ id: '2', ...robert, first: 'Bob' })).toEqual({
      ...nothing,
      moved: [{ record: '2', from: null, to: 'c1' }],
    });
    expect(resolver.clusterOf('2')).toEqual({ id: 'c1', records: ['1', '2'] });
  });

  it('keeps a record without any usable value as a cluster of its own', async () => {
    const resolver = await createResolver(model);
    resolver.add([{ id: '1' }, { id: '2', first: '', last: null }, { id: '3', unknown: 'x' }]);
    expect(clustersOf(resolver)).toEqual([['1'], ['2'], ['3']]);
  });

  it('lets the oldest id survive where clusters become one, and the others resolve to it', async () => {
    const resolver = await createResolver(model);
    resolver.add(blank(4));
    resolver.decide(same('b2', 'b3'));
    const changes = resolver.decide(same('b1', 'b3'));
    expect(changes).toEqual({
      ...nothing,
      merged: [{ cluster: 'c2', from: ['c3'] }],
      moved: [
        { record: 'b2', from: 'c3', to: 'c2' },
        { record: 'b3', from: 'c3', to: 'c2' },
      ],
    });
    expect(['c1', 'c2', 'c3', 'c4', 'c5', 'b1'].map((id) => resolver.resolveId(id))).toEqual([
      'c1',
      'c2',
      'c2',
      'c2',
      undefined,
      undefined,
    ]);
  });

  it('leaves the id to the largest part of a cluster that falls apart', async () => {
    const resolver = await createResolver(model);
    resolver.add(blank(3));
    resolver.decide(same('b0', 'b1'));
    resolver.decide(same('b1', 'b2'));
    expect(resolver.withdraw({ left: 'b1', right: 'b0' })).toEqual({
      ...nothing,
      created: [{ cluster: 'c4', records: ['b0'] }],
      split: [{ cluster: 'c1', into: ['c1', 'c4'] }],
      moved: [{ record: 'b0', from: 'c1', to: 'c4' }],
    });
    expect(resolver.clusterOf('b2')?.id).toBe('c1');
  });

  it('leaves the id to the part with the oldest record when parts are equal', async () => {
    const resolver = await createResolver(model);
    resolver.add([{ id: 'z' }, { id: 'a' }]);
    resolver.decide(same('z', 'a'));
    expect(resolver.withdraw({ left: 'z', right: 'a' }).moved).toEqual([{ record: 'a', from: 'c1', to: 'c3' }]);
  });

  it('moves a record whose values change from one cluster to another', async () => {
    const resolver = await createResolver(model);
    resolver.add([
      { id: '1', ...robert },
      { id: '2', ...robert },
      { id: '3', ...anna },
    ]);
    expect(resolver.update({ id: '2', ...anna })).toEqual({
      ...nothing,
      split: [{ cluster: 'c1', into: ['c1', 'c2'] }],
      moved: [{ record: '2', from: 'c1', to: 'c2' }],
    });
    expect(resolver.update({ id: '2', ...anna })).toEqual(nothing);
  });

  it('decides alike however many records were there before', async () => {
    const pairs = [
      [
        { ...robert, last: 'Miller Sr' },
        { ...robert, last: 'Miller Jr' },
      ],
      [
        { ...robert, email: 'info@example.org' },
        { ...anna, email: 'info@example.org' },
      ],
      [
        { last: 'Miller', phone: '+44 113 496 0001' },
        { company: 'Miller', phone: '+44 113 496 0001' },
      ],
    ] as const;
    for (const [one, other] of pairs) {
      const weighed = [0, 200].map(async (before) => {
        const resolver = await createResolver(model);
        resolver.add(blank(before));
        resolver.add({ id: '1', ...one });
        return resolver.find({ id: '2', ...other }, { least: 0, limit: 1000 }).find(({ record }) => record === '1')
          ?.probability;
      });
      const [alone, among] = await Promise.all(weighed);
      expect(among).toBe(alone);
      expect(alone).toBeDefined();
    }
  });

  it('does not give an id twice, and forgets one whose last record is gone', async () => {
    const resolver = await createResolver(model);
    resolver.add({ id: '1', ...robert });
    expect(resolver.remove('1')).toEqual({
      ...nothing,
      moved: [{ record: '1', from: 'c1', to: null }],
      removed: ['c1'],
    });
    expect(resolver.resolveId('c1')).toBeUndefined();
    expect(resolver.add({ id: '1', ...robert }).created).toEqual([{ cluster: 'c2', records: ['1'] }]);
  });

  it('falls apart when the record goes that held a cluster together', async () => {
    const resolver = await createResolver(model);
    resolver.add(blank(3));
    resolver.decide(same('b0', 'b1'));
    resolver.decide(same('b1', 'b2'));
    expect(resolver.remove(['b1'])).toEqual({
      ...nothing,
      created: [{ cluster: 'c4', records: ['b2'] }],
      split: [{ cluster: 'c1', into: ['c1', 'c4'] }],
      moved: [
        { record: 'b1', from: 'c1', to: null },
        { record: 'b2', from: 'c1', to: 'c4' },
      ],
    });
  });

  it('tells a listener of every change and of nothing else', async () => {
    const told: ClusterChanges[] = [];
    const resolver = await createResolver(model, { onChanges: (changes) => told.push(changes) });
    const made = [resolver.add(blank(2)), resolver.decide(same('b0', 'b1'))];
    resolver.update({ id: 'b0' });
    resolver.find(robert);
    await resolver.addAll([{ id: '9', ...robert }]);
    expect(told.slice(0, 2)).toEqual(made);
    expect(told.slice(2).map(({ created }) => created)).toEqual([[{ cluster: 'c3', records: ['9'] }]]);
  });
});

describe('verdicts', () => {
  it('keeps two records apart whatever chain of others connects them', async () => {
    const resolver = await createResolver(model);
    resolver.add(['1', '2', '3', '4', '5'].map((id) => ({ id, ...robert })));
    expect(clustersOf(resolver)).toEqual([['1', '2', '3', '4', '5']]);
    resolver.decide(different('1', '5'));
    resolver.decide(same('1', '2'));
    resolver.decide(same('4', '5'));
    for (let more = 6; more < 12; more++) resolver.add({ id: String(more), ...robert });
    expect(resolver.clusterOf('1')?.id).not.toBe(resolver.clusterOf('5')?.id);
    expect(resolver.clusterOf('2')?.id).toBe(resolver.clusterOf('1')?.id);
    expect(resolver.clusterOf('4')?.id).toBe(resolver.clusterOf('5')?.id);
  });

  it('holds again when a removed record comes back, and a later verdict replaces an earlier one', async () => {
    const resolver = await createResolver(model);
    resolver.add([
      { id: '1', ...robert },
      { id: '2', ...robert },
    ]);
    resolver.decide(different('1', '2'));
    resolver.remove('2');
    resolver.add({ id: '2', ...robert });
    expect(clustersOf(resolver)).toEqual([['1'], ['2']]);
    resolver.decide(same('2', '1'));
    expect(clustersOf(resolver)).toEqual([['1', '2']]);
    expect([...resolver.verdicts()]).toEqual([same('2', '1')]);
    resolver.remove('2');
    expect(resolver.withdraw({ left: '1', right: '2' })).toEqual(nothing);
    expect([...resolver.verdicts()]).toEqual([]);
  });

  it('may be given beforehand, on records that come later', async () => {
    const resolver = await createResolver(model, { verdicts: [different('1', '2'), same('3', '4')] });
    resolver.add([{ id: '1', ...robert }, { id: '2', ...robert }, { id: '3' }, { id: '4', ...anna }]);
    expect(clustersOf(resolver)).toEqual([['1'], ['2'], ['3', '4']]);
    const filled = await createResolver(model, { verdicts: [different('1', '2'), same('3', '4')] });
    await filled.addAll([{ id: '1', ...robert }, { id: '2', ...robert }, { id: '3' }, { id: '4', ...anna }]);
    expect(clustersOf(filled)).toEqual([['1'], ['2'], ['3', '4']]);
  });
});

describe('looking for a record', () => {
  it('answers the most probable records first and adds nothing', async () => {
    const resolver = await createResolver(model);
    resolver.add([
      { id: 'far', ...anna },
      { id: 'near', ...robert, first: 'Bob', email: '' },
      { id: 'b', ...robert },
      { id: 'a', ...robert },
    ]);
    const found = resolver.find(robert, { least: 0 });
    expect(found.map(({ record }) => record)).toEqual(['a', 'b', 'near', 'far']);
    expect(found[0]).toMatchObject({ outcome: 'same', cluster: resolver.clusterOf('a')?.id });
    expect(found[0]?.probability).toBeGreaterThan(0.99);
    expect(resolver.find(robert).map(({ record }) => record)).toEqual(['a', 'b', 'near']);
    expect(resolver.find(robert, { limit: 1 }).map(({ record }) => record)).toEqual(['a']);
    expect(resolver.find({ id: 'a', ...robert }).map(({ record }) => record)).toEqual(['b', 'near']);
    expect(resolver.find({})).toEqual([]);
    expect(resolver.size).toBe(4);
  });

  it('does not keep the texts it was asked for', async () => {
    const resolver = await createResolver(model);
    resolver.add([
      { id: '1', ...robert },
      { id: '2', ...anna },
      { id: '3', ...robert },
    ]);
    resolver.remove('3');
    const before = resolver.find(robert, { least: 0 });
    for (let at = 0; at < 60_000; at++) resolver.find({ email: `somebody${at}@example.org` });
    expect(resolver.find(robert, { least: 0 })).toEqual(before);
    expect(resolver.add({ id: '4', ...robert }).moved).toEqual([{ record: '4', from: null, to: 'c1' }]);
    expect(resolver.memory.recordBytes).toBeLessThan(2_000_000);
  });
});

describe('what cannot be done', () => {
  it('is refused with a typed error that names ids alone, and changes nothing', async () => {
    const resolver = await createResolver(model);
    resolver.add(blank(2));
    const before = [...resolver.snapshot()];
    const refused: readonly (readonly [() => unknown, string])[] = [
      [() => resolver.add([{ id: 'new', ...robert }, { id: 'b1' }]), 'DUPLICATE'],
      [() => resolver.add([{ id: 'new' }, { id: 'new' }]), 'INVALID_INPUT'],
      [() => resolver.add([{ id: 'new' }, { first: 'Robert' }]), 'INVALID_INPUT'],
      [() => resolver.add([{ id: 'new' }, { id: 'newer', first: {} }]), 'INVALID_TABLE'],
      [() => resolver.add([{ id: 'new' }, null as unknown as Row]), 'INVALID_INPUT'],
      [() => resolver.update([{ id: 'b0', ...robert }, { id: 'none' }]), 'NOT_FOUND'],
      [() => resolver.remove(['b0', 'none']), 'NOT_FOUND'],
      [() => resolver.decide(same('b0', 'none')), 'NOT_FOUND'],
      [() => resolver.decide(same('b0', 'b0')), 'INVALID_INPUT'],
      [() => resolver.decide({ ...same('b0', 'b1'), verdict: 'maybe' as 'same' }), 'INVALID_INPUT'],
      [() => resolver.find({}, { limit: -1 }), 'INVALID_INPUT'],
      [() => resolver.find({}, { least: 2 }), 'INVALID_INPUT'],
    ];
    for (const [call, code] of refused) expect(call).toThrow(expect.objectContaining({ code }));
    expect([...resolver.snapshot()]).toEqual(before);
    expect(() => resolver.add({ id: 'b1', ...robert })).toThrow(/b1/);
  });

  it('is refused by addAll as a whole', async () => {
    const resolver = await createResolver(model);
    await expect(resolver.addAll([{ id: '1' }, { id: '1' }])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(resolver.addAll([{ name: 'x' }])).rejects.toMatchObject({ code: 'INVALID_TABLE' });
    await expect(resolver.addAll({ csv: 'name\nx\n' })).rejects.toThrow(/id/);
    expect(await resolver.addAll([{ id: '1', ...robert }])).toEqual({ records: 1, clusters: 1 });
    await expect(resolver.addAll([{ id: '2' }, { id: '1' }])).rejects.toMatchObject({ code: 'DUPLICATE' });
    expect(resolver.size).toBe(1);
  });

  it('takes nothing in when loading is ended, and no other call meanwhile', async () => {
    for (const known of [[], [{ id: 'known', ...robert }]]) {
      const resolver = await createResolver(model);
      resolver.add(known);
      const end = new AbortController();
      const loading = resolver.addAll(
        Array.from({ length: 1200 }, (_, at) => ({ id: String(at), email: `r${at}@example.org` })),
        {
          signal: end.signal,
          onProgress: ({ stage, done }) => {
            if (stage === 'cluster' && done >= known.length * 1000) end.abort();
          },
        },
      );
      await expect(async () => resolver.add({ id: 'x' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
      await expect(loading).rejects.toThrow();
      expect(resolver.size).toBe(known.length);
      expect(clustersOf(resolver)).toEqual(known.map(({ id }) => [id]));
      resolver.add({ id: 'x' });
    }
  });
});

describe('a snapshot', () => {
  const filled = async (): Promise<Resolver> => {
    const resolver = await createResolver(model);
    resolver.add([
      { id: '1', ...robert },
      { id: '2', ...robert },
      { id: '3', ...anna },
    ]);
    resolver.decide(same('2', '3'));
    return resolver;
  };

  it('is plain JSON with the keys and the cluster of every record', async () => {
    const resolver = await createResolver({
      ...model,
      blocking: { isExhaustive: false, rules: SMALL_RULES, skippedKeys: SMALL_RULES.map(() => []) },
    });
    resolver.add({ id: '1', company: 'Northern Steel' });
    const rows = [...resolver.snapshot()];
    expect(rows[1]).toEqual({
      type: 'record',
      id: '1',
      texts: ['', '', '', '', '', '', 'northern steel'],
      source: '',
      keys: [[], [hashText('northern'), hashText('steel')].sort((a, b) => a - b), [], [], []],
      cluster: 'c1',
    });
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
  });

  it('is refused when it is not whole, of another model, or read while things change', async () => {
    const resolver = await filled();
    const rows = [...resolver.snapshot()];
    const refused = (given: readonly unknown[], of = model): Promise<unknown> =>
      expect(restoreResolver(of, given as SnapshotRow[])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await refused(rows.slice(0, -1));
    await refused(rows.slice(1));
    await refused(rows.filter((_, at) => at !== 2));
    await refused([...rows, rows[1]]);
    await refused([...rows.slice(0, 2), { type: 'other' }]);
    await refused([...rows.slice(0, 2), rows[1], ...rows.slice(2)]);
    await refused(rows, { ...model, threshold: model.threshold + 1 });
    const reading = resolver.snapshot();
    reading.next();
    resolver.add({ id: 'new' });
    expect(() => [...reading]).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it('comes from an async source as well', async () => {
    const resolver = await filled();
    const again = await restoreResolver(
      model,
      (async function* rows() {
        yield* resolver.snapshot();
      })(),
    );
    expect(clustersOf(again)).toEqual(clustersOf(resolver));
  });
});

describe('a key that has become common', () => {
  it('is named with the model that skips it, under which resolver and batch agree again', async () => {
    const rules = SMALL_RULES.slice(0, 3);
    const blocking = { isExhaustive: false, rules, skippedKeys: rules.map(() => []) };
    const resolver = await createResolver({ ...model, blocking });
    const rows = Array.from({ length: 30 }, (_, at) => ({
      id: String(at),
      company: `Bakery ${'abcdefghij'[at % 10]}x`,
    }));
    resolver.add(rows);
    expect(resolver.advice().model).toBe(resolver.model);
    const advice = resolver.advice({ most: 20 });
    expect(advice.commonKeys).toEqual([{ rule: 'company.rareTokens', key: hashText('bakery'), records: 30 }]);
    const next = await createResolver(advice.model);
    next.add(rows);
    const batch = await dedupe(rows, { id: 'id', model: advice.model });
    expect(clustersOf(next).length).toBe(batch.summary.clusters);
    expect(next.advice({ most: 20 }).commonKeys).toEqual([]);
  });
});
