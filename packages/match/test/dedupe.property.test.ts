import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { dedupe } from '../src/dedupe.js';
import type { DedupeOptions } from '../src/dedupe-options.js';
import type { MatchModel } from '../src/model/match-model.js';
import type { Verdict } from '../src/pipeline/verdict.js';
import type { Resolution } from '../src/resolution.js';
import { learnSmallModel, SMALL_FIELDS, smallPerson } from '../src/resolver/small-people.js';
import type { Row } from '../src/source.js';

const timeout = 120_000;
const runs = { numRuns: 40 };

const people = fc
  .array(smallPerson, { minLength: 2, maxLength: 30 })
  .map((rows): readonly Row[] => rows.map((row, at) => ({ id: `r${at}`, ...row })));

/** Verdicts on records of so many, no pair twice. */
const verdictsOn = (count: number): fc.Arbitrary<readonly Verdict[]> =>
  fc
    .uniqueArray(
      fc
        .tuple(fc.nat(count - 1), fc.nat(count - 1), fc.constantFrom('same', 'different'))
        .filter(([left, right]) => left !== right)
        .map(([left, right, verdict]) => ({
          left: `r${Math.min(left, right)}`,
          right: `r${Math.max(left, right)}`,
          verdict,
        })),
      { maxLength: 8, selector: ({ left, right }) => `${left} ${right}` },
    )
    .map((verdicts) => verdicts as readonly Verdict[]);

const judged = people.chain((rows) => verdictsOn(rows.length).map((verdicts) => ({ rows, verdicts })));

const clusterOf = (found: Resolution): ReadonlyMap<string, string> =>
  new Map([...found.assignments()].map(({ record, cluster }) => [record, cluster]));

/** Clusters as sets of ids, in an order of their own. */
const partsOf = (found: Resolution): readonly string[] =>
  [...found.clusters({ least: 1 })].map(({ records }) => [...records].sort().join(' ')).sort();

/** For every record the records that verdicts of `same` connect it with. */
function chainsOf(verdicts: readonly Verdict[]): (id: string) => string {
  const chains = new Map<string, string>();
  const find = (id: string): string => {
    const next = chains.get(id);
    return next === undefined ? id : find(next);
  };
  for (const { left, right, verdict } of verdicts) {
    const [a, b] = [find(left), find(right)];
    if (verdict === 'same' && a !== b) chains.set(a, b);
  }
  return find;
}

describe('dedupe of any small set', () => {
  let model: MatchModel;
  let options: DedupeOptions;
  beforeAll(async () => {
    model = await learnSmallModel(8);
    options = { id: 'id', model };
  });

  it('puts every record in exactly one cluster', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(people, async (rows) => {
        // Once with a model of its own, once with a given one.
        for (const each of [options, { id: 'id', fields: SMALL_FIELDS }]) {
          const found = await dedupe(rows, each);
          const ids = rows.map(({ id }) => id);
          expect([...found.clusters({ least: 1 })].flatMap(({ records }) => records).sort()).toEqual([...ids].sort());
          expect([...found.assignments()].map(({ record }) => record)).toEqual(ids);
          for (const { id, records } of found.clusters({ least: 1 })) expect(records).toContain(id);
        }
      }),
      runs,
    );
  });

  it('never joins records that a verdict calls different, by any chain', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(judged, async ({ rows, verdicts }) => {
        const clusters = clusterOf(await dedupe(rows, { ...options, verdicts }));
        for (const { left, right, verdict } of verdicts) {
          if (verdict === 'different') expect(clusters.get(left)).not.toBe(clusters.get(right));
        }
      }),
      runs,
    );
  });

  it('always joins records that a verdict calls the same, unless verdicts contradict each other', {
    timeout,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(judged, async ({ rows, verdicts }) => {
        const find = chainsOf(verdicts);
        const broken = new Set(
          verdicts.flatMap(({ left, right, verdict }) =>
            verdict === 'different' && find(left) === find(right) ? [find(left)] : [],
          ),
        );
        const found = await dedupe(rows, { ...options, verdicts });
        const clusters = clusterOf(found);
        for (const { left, right, verdict } of verdicts) {
          if (verdict === 'same' && !broken.has(find(left))) expect(clusters.get(left)).toBe(clusters.get(right));
        }
        expect(found.warnings.some(({ code }) => code === 'CONTRADICTORY_VERDICTS')).toBe(broken.size > 0);
      }),
      runs,
    );
  });

  it('gives the same clusters whatever the order of columns', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(people, fc.infiniteStream(fc.nat()), async (rows, keys) => {
        const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
        const order = columns
          .map((column) => ({ column, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key);
        const turned = rows.map((row) => Object.fromEntries(order.map(({ column }) => [column, row[column]])));
        for (const each of [options, { id: 'id', fields: SMALL_FIELDS }]) {
          expect(partsOf(await dedupe(turned, each))).toEqual(partsOf(await dedupe(rows, each)));
        }
      }),
      runs,
    );
  });

  it('gives the same clusters under one model whatever the order of rows', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(
        judged.chain(({ rows, verdicts }) =>
          fc.shuffledSubarray([...rows], { minLength: rows.length }).map((turned) => ({ rows, turned, verdicts })),
        ),
        async ({ rows, turned, verdicts }) => {
          const given = await dedupe(rows, { ...options, verdicts });
          expect(partsOf(await dedupe(turned, { ...options, verdicts }))).toEqual(partsOf(given));
        },
      ),
      runs,
    );
  });

  // More cannot be promised: records that are equally close to both may now go with either.
  it('parts two records that a new verdict calls different, and leaves alone what is not connected with them', {
    timeout,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(judged, fc.nat(), fc.nat(), async ({ rows, verdicts }, a, b) => {
        const [left, right] = [`r${a % rows.length}`, `r${b % rows.length}`];
        fc.pre(left !== right);
        const before = await dedupe(rows, { ...options, verdicts });
        const after = await dedupe(rows, {
          ...options,
          verdicts: [...verdicts, { left, right, verdict: 'different' }],
        });
        expect(clusterOf(after).get(left)).not.toBe(clusterOf(after).get(right));
        const likely = [...before.pairs({ least: 0.999 * before.summary.threshold })];
        const find = chainsOf([...verdicts, ...likely.map((pair) => ({ ...pair, verdict: 'same' as const }))]);
        const isFar = (cluster: string): boolean =>
          cluster.split(' ').every((id) => find(id) !== find(left) && find(id) !== find(right));
        expect(partsOf(after).filter(isFar)).toEqual(partsOf(before).filter(isFar));
      }),
      runs,
    );
  });
});
