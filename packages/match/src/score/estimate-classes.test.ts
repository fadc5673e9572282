import { createRandom } from '@crmkit/core/testing';
import { describe, expect, it } from 'vitest';
import { PatternTable } from '../compare/pattern-table.js';
import { kindOf } from '../kinds/index-of-kinds.js';
import type { KindName } from '../kinds/kind.js';
import type { Field } from '../records/record-set.js';
import { GrowingDictionary } from '../table/growing-dictionary.js';
import type { ClassModel, ClassName } from './class-model.js';
import { estimateClasses } from './estimate-classes.js';

const kinds: readonly KindName[] = ['givenName', 'surname', 'date', 'phone', 'postcode'];
const fields = kinds.map((kind): Field => {
  const { codes, starts, size, text, find } = new GrowingDictionary();
  const dictionary = { codes, starts, size, text, find, counts: new Uint32Array(1) };
  return { name: kind, kind: kindOf(kind), column: { name: kind, ids: new Uint32Array(0), dictionary } };
});

/** Levels where the top one has a probability, the lowest most of the rest. */
function levelsWith(kind: KindName, top: number): Float64Array {
  const count = kindOf(kind).levels.length;
  return Float64Array.from({ length: count }, (_, level) =>
    level === count - 1 ? top : level === 0 ? (1 - top) * 0.8 : ((1 - top) * 0.2) / (count - 2),
  );
}

const tops = {
  same: [0.8, 0.9, 0.85, 0.6, 0.7],
  household: [0.01, 0.93, 0.01, 0.5, 0.95],
  different: [0.01, 0.005, 0.0001, 0.00001, 0.002],
};
const shares = { same: 0.02, household: 0.01, different: 0.97 };
const PAIRS = 300_000;

/** Pairs drawn from known classes; a value is missing now and then. */
function drawPairs(seed: number): { readonly patterns: PatternTable; readonly random: readonly Float64Array[] } {
  const random = createRandom(seed);
  const patterns = new PatternTable(fields.length);
  const pattern = new Uint8Array(fields.length);
  const levels = Object.fromEntries(
    Object.entries(tops).map(([name, own]) => [name, kinds.map((kind, at) => levelsWith(kind, own[at] as number))]),
  );
  const draw = (probabilities: Float64Array): number => {
    let rest = random.next();
    for (let level = 0; level < probabilities.length; level++) {
      rest -= probabilities[level] as number;
      if (rest < 0) return level + 1;
    }
    return probabilities.length;
  };
  for (let pair = 0; pair < PAIRS; pair++) {
    const which = random.next();
    const name = which < shares.same ? 'same' : which < shares.same + shares.household ? 'household' : 'different';
    for (let at = 0; at < fields.length; at++) {
      pattern[at] = random.next() < 0.1 ? 0 : draw((levels[name] as Float64Array[])[at] as Float64Array);
    }
    patterns.add(pattern);
  }
  // What random pairs show is the mixture of all classes.
  const mixed = kinds.map((kind, at) =>
    Float64Array.from(kindOf(kind).levels, (_, level) =>
      Object.entries(shares).reduce((sum, [name, share]) => {
        const own = (levels[name] as Float64Array[])[at] as Float64Array;
        return sum + share * (own[level] as number);
      }, 0),
    ),
  );
  return { patterns, random: mixed };
}

function estimate(seed: number): ClassModel {
  const { patterns, random } = drawPairs(seed);
  const comparable = kinds.map(() => 0.81);
  const strangerCells = fields.map(({ kind }) => new Float64Array(kind.levels.length + 1));
  return estimateClasses({
    fields,
    patterns,
    strangers: random,
    strangerCells,
    comparable,
    records: 2000,
    possiblePairs: PAIRS,
  });
}

function find(model: ClassModel, name: ClassName): ClassModel['classes'][number] {
  return model.classes.find((each) => each.name === name) as ClassModel['classes'][number];
}

describe('estimating classes', () => {
  it.each([1, 2, 3])('finds the classes pairs were drawn from, without labels (seed %i)', (seed) => {
    const model = estimate(seed);
    for (const name of ['same', 'household'] as const) {
      const { rate, levels } = find(model, name);
      expect(rate / shares[name]).toBeGreaterThan(0.9);
      expect(rate / shares[name]).toBeLessThan(1.1);
      levels.forEach(
        (own, at) => void expect(Math.abs((own.at(-1) as number) - (tops[name][at] as number))).toBeLessThan(0.05),
      );
    }
    // What the other classes bring into random pairs is taken out of what strangers show.
    const strangers = find(model, 'different').levels.map((own) => own.at(-1) as number);
    expect(strangers[0]).toBeLessThan(0.02);
    expect(strangers[1]).toBeLessThan(0.01);
  });

  it('gives probabilities: the levels of a field add up to 1 in every class', () => {
    for (const { levels } of estimate(4).classes) {
      for (const own of levels) expect(own.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
    }
  });

  it('gives the same model for the same pairs', () => {
    expect(estimate(5)).toEqual(estimate(5));
  });
});
