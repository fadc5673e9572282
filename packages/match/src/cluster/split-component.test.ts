import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComponentInput } from './component-input.js';
import { splitComponent } from './split-component.js';
import { splitDense } from './split-dense.js';
import { splitSparse } from './split-sparse.js';

const MOST_WEIGHT = 8;
const TOGETHER = 1e6;

function bound(weight: number): number {
  return weight > MOST_WEIGHT ? MOST_WEIGHT + 0.01 * (weight - MOST_WEIGHT) : Math.max(-MOST_WEIGHT, weight);
}

/** The same by looking at all pairs of clusters again after every join. */
function splitPlainly({ size, edges, weigh, isApart, isTogether, threshold }: ComponentInput): readonly number[] {
  const known = new Map(
    edges.flatMap(
      ({ a, b, weight }) =>
        [
          [`${a} ${b}`, weight],
          [`${b} ${a}`, weight],
        ] as const,
    ),
  );
  const weightOf = (a: number, b: number): number =>
    isTogether(a, b) ? TOGETHER : bound(known.get(`${a} ${b}`) ?? weigh(a, b));
  const clusters = Array.from({ length: size }, (_, at) => [at]);
  for (;;) {
    let best: { readonly a: number; readonly b: number; readonly average: number } | undefined;
    for (let a = 0; a < clusters.length; a++) {
      for (let b = a + 1; b < clusters.length; b++) {
        const pairs = (clusters[a] ?? []).flatMap((one) => (clusters[b] ?? []).map((other) => [one, other] as const));
        if (!pairs.some(([one, other]) => known.has(`${one} ${other}`))) continue;
        if (pairs.some(([one, other]) => isApart(one, other))) continue;
        const average = pairs.reduce((sum, [one, other]) => sum + weightOf(one, other), 0) / pairs.length;
        if (average >= threshold && (best === undefined || average > best.average)) best = { a, b, average };
      }
    }
    if (best === undefined) break;
    clusters[best.a]?.push(...(clusters[best.b] ?? []));
    clusters[best.b] = [];
  }
  const first: number[] = [];
  for (const cluster of clusters) for (const member of cluster) first[member] = Math.min(...cluster);
  return first;
}

// Quarters add up without rounding, so the order of additions plays no part.
const quarter = fc.integer({ min: -40, max: 40 }).map((value) => value / 4);
const component = fc.integer({ min: 2, max: 9 }).chain((size) => {
  const pairs = Array.from({ length: size }, (_, a) => Array.from({ length: a }, (__, b) => [b, a] as const)).flat();
  return fc.record({
    size: fc.constant(size),
    pairs: fc.constant(pairs),
    weights: fc.array(quarter, { minLength: pairs.length, maxLength: pairs.length }),
    marks: fc.array(fc.constantFrom('edge', 'edge', 'none', 'none', 'apart', 'together'), {
      minLength: pairs.length,
      maxLength: pairs.length,
    }),
    threshold: fc.integer({ min: -4, max: 8 }).map((value) => value / 2),
  });
});

type Drawn = typeof component extends fc.Arbitrary<infer T> ? T : never;

function inputOf({ size, pairs, weights, marks, threshold }: Drawn): ComponentInput {
  const at = (a: number, b: number): number =>
    pairs.findIndex(([one, other]) => one === Math.min(a, b) && other === Math.max(a, b));
  return {
    size,
    threshold,
    edges: pairs.flatMap(([a, b], pair) =>
      marks[pair] === 'none' ? [] : [{ a, b, weight: Math.max(threshold, weights[pair] ?? 0) }],
    ),
    weigh: (a, b) => weights[at(a, b)] ?? 0,
    isApart: (a, b) => marks[at(a, b)] === 'apart',
    isTogether: (a, b) => marks[at(a, b)] === 'together',
  };
}

describe('splitting a component', () => {
  it('joins what a plain search for the highest average joins', () => {
    fc.assert(
      fc.property(component, (drawn) => {
        const input = inputOf(drawn);
        const plain = splitPlainly(input);
        expect(splitComponent(input)).toEqual(plain);
        expect(splitDense(input)).toEqual(plain);
        expect(splitSparse(input)).toEqual(plain);
      }),
      { numRuns: 2000, seed: 11 },
    );
  });

  it('gives the same with few and with many edges, for weights that are rounded', () => {
    const sized = fc.tuple(
      fc.integer({ min: 3, max: 40 }),
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(sized, ([size, seed, share]) => {
        const random = (a: number, b: number, salt: number): number => {
          const mixed = Math.sin(Math.min(a, b) * 127.1 + Math.max(a, b) * 311.7 + seed * 74.7 + salt) * 43758.5453;
          return mixed - Math.floor(mixed);
        };
        const weigh = (a: number, b: number): number => random(a, b, 1) * 9 - 3;
        const input: ComponentInput = {
          size,
          threshold: 0.7,
          weigh,
          edges: Array.from({ length: size }, (_, a) =>
            Array.from({ length: a }, (__, b) => ({ a: b, b: a, weight: weigh(a, b) })),
          )
            .flat()
            .filter(({ a, b, weight }) => weight >= 0.7 && random(a, b, 2) < share),
          isApart: (a, b) => random(a, b, 3) < 0.05,
          isTogether: (a, b) => random(a, b, 4) < 0.02,
        };
        expect(splitDense(input)).toEqual(splitSparse(input));
      }),
      { numRuns: 300, seed: 14 },
    );
  });

  it('does not depend on the order of the edges', () => {
    fc.assert(
      fc.property(component, (drawn) => {
        const input = inputOf(drawn);
        expect(splitComponent({ ...input, edges: input.edges.toReversed() })).toEqual(splitComponent(input));
      }),
      { numRuns: 500, seed: 12 },
    );
  });

  it('never puts two records together that are known to be different', () => {
    fc.assert(
      fc.property(component, (drawn) => {
        const input = inputOf(drawn);
        const first = splitComponent(input);
        for (const [a, b] of drawn.pairs) if (input.isApart(a, b)) expect(first[a]).not.toBe(first[b]);
      }),
      { numRuns: 500, seed: 13 },
    );
  });

  it('is quick for a component of thousands of records', () => {
    const size = 3000;
    const edges = Array.from({ length: size - 1 }, (_, a) => ({ a, b: a + 1, weight: 1 + (a % 7) / 8 }));
    const start = performance.now();
    splitComponent({ size, edges, threshold: 1, weigh: () => -1, isApart: () => false, isTogether: () => false });
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
