import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashText } from '../block/hash-text.js';
import { blockingRule } from '../block/rule.js';
import { dedupe } from '../dedupe.js';
import type { MatchModel } from '../model/match-model.js';
import type { Verdict } from '../pipeline/verdict.js';
import type { Row } from '../source.js';
import type { ClusterChanges } from './cluster-changes.js';
import { createResolver } from './create-resolver.js';
import type { Resolver } from './resolver.js';
import { restoreResolver } from './restore-resolver.js';
import { learnSmallModel, SMALL_RULES, smallId, smallPerson } from './small-people.js';

type Step =
  | { readonly type: 'put'; readonly rows: readonly Row[] }
  | { readonly type: 'remove'; readonly id: string }
  | { readonly type: 'decide'; readonly verdict: Verdict }
  | { readonly type: 'withdraw'; readonly verdict: Verdict }
  | { readonly type: 'find'; readonly row: Row };

const row = fc.tuple(smallId, smallPerson).map(([id, person]): Row => ({ ...person, id }));
const verdict = fc.record({
  left: smallId,
  right: smallId,
  verdict: fc.constantFrom('same' as const, 'different' as const),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .uniqueArray(row, { minLength: 1, maxLength: 4, selector: ({ id }) => id })
      .map((rows): Step => ({ type: 'put', rows })),
  },
  { weight: 2, arbitrary: smallId.map((id): Step => ({ type: 'remove', id })) },
  { weight: 2, arbitrary: verdict.map((each): Step => ({ type: 'decide', verdict: each })) },
  { weight: 1, arbitrary: verdict.map((each): Step => ({ type: 'withdraw', verdict: each })) },
  { weight: 1, arbitrary: smallPerson.map((each): Step => ({ type: 'find', row: each })) },
);

/** Does a step on the resolver and on plain rows and verdicts. */
function take(resolver: Resolver, rows: Map<string, Row>, verdicts: Map<string, Verdict>, each: Step): void {
  const has = ({ left, right }: Verdict): boolean => left !== right && rows.has(left) && rows.has(right);
  const keyOf = ({ left, right }: Verdict): string => [left, right].sort().join(' ');
  switch (each.type) {
    case 'put': {
      const known = each.rows.filter(({ id }) => rows.has(id as string));
      resolver.update(known);
      resolver.add(each.rows.filter(({ id }) => !rows.has(id as string)));
      for (const one of each.rows) rows.set(one.id as string, one);
      break;
    }
    case 'remove':
      if (rows.delete(each.id)) resolver.remove(each.id);
      break;
    case 'decide':
      if (!has(each.verdict)) break;
      resolver.decide(each.verdict);
      verdicts.set(keyOf(each.verdict), each.verdict);
      break;
    case 'withdraw':
      verdicts.delete(keyOf(each.verdict));
      resolver.withdraw(each.verdict);
      break;
    case 'find':
      resolver.find(each.row, { least: 0 });
  }
}

const partition = (clusters: Iterable<{ readonly records: readonly string[] }>): readonly string[] =>
  [...clusters].map(({ records }) => [...records].sort().join(' ')).sort();

interface Mode {
  readonly name: string;
  readonly options: { readonly source?: string };
  readonly adapt: (model: MatchModel) => MatchModel;
}

const blocked = (model: MatchModel): MatchModel => ({
  ...model,
  blocking: {
    isExhaustive: false,
    rules: SMALL_RULES,
    skippedKeys: SMALL_RULES.map(({ id }) => (id === 'company.rareTokens' ? [hashText('steel')] : [])),
  },
});

/** All keys are skipped but those of misspelt cities, so that little but copies meets. */
const copiesAlone = (model: MatchModel): MatchModel => ({
  ...model,
  blocking: {
    isExhaustive: false,
    rules: [blockingRule([{ field: 'city', family: 'exact' }])],
    skippedKeys: [['leeds', 'york', 'hull'].map(hashText).sort((a, b) => a - b)],
  },
});

const MODES: readonly Mode[] = [
  { name: 'every pair', options: {}, adapt: (model) => model },
  { name: 'blocking rules', options: {}, adapt: blocked },
  {
    name: 'a low threshold and doubted clusters',
    options: {},
    adapt: (model) => ({ ...blocked(model), threshold: -6, plausibleSize: 3 }),
  },
  {
    name: 'clean sources',
    options: { source: 'origin' },
    adapt: (model) => ({ ...model, cleanSources: true, threshold: -3 }),
  },
  {
    name: 'clean sources and blocking rules',
    options: { source: 'origin' },
    adapt: (model) => ({ ...blocked(model), cleanSources: true }),
  },
  {
    name: 'sources with duplicates',
    options: { source: 'origin' },
    adapt: (model) => ({ ...blocked(model), threshold: -2 }),
  },
  { name: 'copies alone', options: {}, adapt: copiesAlone },
  {
    name: 'copies alone that are doubted',
    options: {},
    adapt: (model) => ({ ...copiesAlone(model), threshold: -1, plausibleSize: 2 }),
  },
  {
    name: 'copies in clean sources',
    options: { source: 'origin' },
    adapt: (model) => ({ ...copiesAlone(model), cleanSources: true, threshold: -3 }),
  },
  {
    name: 'copies in sources with duplicates',
    options: { source: 'origin' },
    adapt: (model) => ({ ...copiesAlone(model), threshold: -3 }),
  },
];

let learned: MatchModel;
beforeAll(async () => {
  learned = await learnSmallModel(42);
});

// Long, because each run compares everything again.
describe.each(MODES)('a resolver with $name', { timeout: 60_000 }, ({ options, adapt }) => {
  it('has the clusters and probabilities of a run over the final records', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 40 }), fc.integer(), async (steps, order) => {
        const model = adapt(learned);
        const resolver = await createResolver(model, options);
        const rows = new Map<string, Row>();
        const verdicts = new Map<string, Verdict>();
        for (const each of steps) take(resolver, rows, verdicts, each);
        const final = [...rows.values()];
        if (order % 2 === 0) final.reverse();
        const batch = await dedupe(final, { ...options, id: 'id', model, verdicts: [...verdicts.values()] });
        expect(partition(resolver.clusters())).toEqual(partition(batch.clusters()));
        expect(resolver.size).toBe(rows.size);
        for (const { left, right, probability, outcome } of batch.pairs({ least: 0 })) {
          const found = resolver
            .find(rows.get(left) as Row, { least: 0, limit: 100 })
            .find(({ record }) => record === right);
          expect(found).toMatchObject({ probability, outcome });
          expect(found?.cluster).toBe(resolver.clusterOf(right)?.id);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('tells every change of clusters, with ids that stay and are never given twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const told = new Map<string, string>();
        const given = new Set<string>();
        const listen = ({ created, merged, split, moved, removed }: ClusterChanges): void => {
          const before = new Map(told);
          const membersBefore = (cluster: string): readonly string[] =>
            [...before].filter(([, own]) => own === cluster).map(([id]) => id);
          for (const { record, from, to } of moved) {
            expect(before.get(record) ?? null).toBe(from);
            if (to === null) told.delete(record);
            else told.set(record, to);
          }
          for (const { cluster, records } of created) {
            expect(given.has(cluster)).toBe(false);
            given.add(cluster);
            expect(records.every((record) => told.get(record) === cluster)).toBe(true);
          }
          for (const { cluster, from } of merged) {
            for (const other of from) {
              expect(Number(other.slice(1))).toBeGreaterThan(Number(cluster.slice(1)));
              expect(membersBefore(other).some((record) => told.get(record) === cluster)).toBe(true);
            }
          }
          for (const { cluster, into } of split) {
            const now = new Set(membersBefore(cluster).flatMap((record) => told.get(record) ?? []));
            expect([...now].sort()).toEqual([...into].sort());
            expect(now.size).toBeGreaterThan(1);
          }
          for (const cluster of removed) expect(membersBefore(cluster).some((record) => told.has(record))).toBe(false);
        };
        const resolver = await createResolver(adapt(learned), { ...options, onChanges: listen });
        const rows = new Map<string, Row>();
        for (const each of steps) {
          take(resolver, rows, new Map(), each);
          expect(told.size).toBe(rows.size);
          for (const { id, records } of resolver.clusters({ least: 1 })) {
            for (const record of records) expect(told.get(record)).toBe(id);
          }
        }
        for (const id of given) {
          const now = resolver.resolveId(id);
          if (now !== undefined) expect([...told.values()]).toContain(now);
          if ([...told.values()].includes(id)) expect(now).toBe(id);
        }
      }),
      { numRuns: 40, seed: 10 },
    );
  });

  it('goes on from a snapshot as if it had never stopped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.array(step, { maxLength: 15 }), async (before, after) => {
        const model = adapt(learned);
        const resolver = await createResolver(model, options);
        const [rows, verdicts] = [new Map<string, Row>(), new Map<string, Verdict>()];
        for (const each of before) take(resolver, rows, verdicts, each);
        const lines = [...resolver.snapshot()].map((each) => JSON.stringify(each));
        const again = await restoreResolver(
          JSON.parse(JSON.stringify(model)),
          lines.map((line) => JSON.parse(line)),
          options,
        );
        expect([...again.snapshot()].map((each) => JSON.stringify(each)).sort()).toEqual([...lines].sort());
        const [otherRows, otherVerdicts] = [new Map(rows), new Map(verdicts)];
        for (const each of after) {
          take(resolver, rows, verdicts, each);
          take(again, otherRows, otherVerdicts, each);
        }
        expect([...again.clusters({ least: 1 })]).toEqual([...resolver.clusters({ least: 1 })]);
        for (let cluster = 1; cluster < 60; cluster++) {
          expect(again.resolveId(`c${cluster}`)).toBe(resolver.resolveId(`c${cluster}`));
        }
      }),
      { numRuns: 25, seed: 8 },
    );
  });

  it('has the same clusters when the records are loaded at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(row, { maxLength: 25, selector: ({ id }) => id }),
        fc.array(step, { maxLength: 10 }),
        async (all, after) => {
          const [one, other] = [
            await createResolver(adapt(learned), options),
            await createResolver(adapt(learned), options),
          ];
          one.add(all);
          await other.addAll(all);
          expect([...other.clusters({ least: 1 })]).toEqual([...one.clusters({ least: 1 })]);
          const [rows, otherRows] = [1, 2].map(() => new Map(all.map((each) => [each.id as string, each])));
          for (const each of after) {
            take(one, rows as Map<string, Row>, new Map(), each);
            take(other, otherRows as Map<string, Row>, new Map(), each);
          }
          expect([...other.clusters({ least: 1 })]).toEqual([...one.clusters({ least: 1 })]);
        },
      ),
      { numRuns: 25, seed: 9 },
    );
  });
});
