import { createRandom } from '@crmkit/core/testing';
import { describe, expect, it } from 'vitest';
import { PatternTable } from '../compare/pattern-table.js';
import { kindOf } from '../kinds/index-of-kinds.js';
import type { KindName } from '../kinds/kind.js';
import type { Field } from '../records/record-set.js';
import { GrowingDictionary } from '../table/growing-dictionary.js';
import type { ClassModel, ClassName } from './class-model.js';
import { estimateClasses } from './estimate-classes.js';
import { groupFields, layOutGroup } from './group-fields.js';

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
    groups: groupFields(fields),
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

/** Fields of the kinds, of which only the kinds count. */
const fieldsOf = (...own: readonly KindName[]): readonly Field[] =>
  own.map((kind) => ({ ...(fields[0] as Field), name: kind, kind: kindOf(kind) }));

/** Counts a pattern as often as it is expected, a top level for `true` and the lowest for `false`. */
function countPatterns(
  own: readonly Field[],
  expected: (agrees: readonly boolean[]) => number,
  patterns = new PatternTable(own.length),
): PatternTable {
  for (let bits = 0; bits < 1 << own.length; bits++) {
    const agrees = own.map((_, at) => ((bits >> at) & 1) === 1);
    const count = expected(agrees);
    if (count > 0)
      patterns.add(
        Uint8Array.from(own, ({ kind }, at) => (agrees[at] ? kind.levels.length : 1)),
        count,
      );
  }
  return patterns;
}

const chanceOf = (tops: readonly number[]): readonly Float64Array[] => tops.map((top) => Float64Array.of(1 - top, top));
/** Levels as `countPatterns` makes them, with a trace of the others. */
const spread = (own: readonly Field[], tops: readonly number[]): readonly Float64Array[] =>
  chanceOf(tops).map((two, at) => {
    const count = (own[at] as Field).kind.levels.length;
    const trace = 1e-6;
    return Float64Array.from({ length: count }, (_, level) =>
      level === 0 || level === count - 1 ? (two[level === 0 ? 0 : 1] as number) - (trace * (count - 2)) / 2 : trace,
    );
  });

const product = (agrees: readonly boolean[], tops: readonly number[]): number =>
  agrees.reduce((value, agree, at) => value * (agree ? (tops[at] as number) : 1 - (tops[at] as number)), 1);

describe('fields that go together among strangers', () => {
  // A school has one borough and one bus, and a forename comes by chance; 500 of four million pairs are matches.
  const own = fieldsOf('surname', 'givenName', 'category', 'category', 'number');
  const [pairs, matches] = [4_000_000, 500];
  const chance = [0.005, 0.02, 0.05, 0.1, 0.1];
  const patterns = countPatterns(own, (agrees) => {
    const [surname, forename, school, borough, bus] = agrees as [boolean, boolean, boolean, boolean, boolean];
    const together = borough !== bus ? 0 : school ? (borough ? 0.05 : 0) : borough ? 0.05 : 0.9;
    const strange = product([surname, forename], chance) * together;
    return strange * pairs + product(agrees, [0.95, 0.9, 0.9, 0.95, 0.95]) * matches;
  });
  const estimateWith = (isJoined: boolean): ClassModel => {
    const groups = isJoined
      ? [layOutGroup(own, [0]), layOutGroup(own, [1]), layOutGroup(own, [2, 3, 4])]
      : groupFields(own);
    const strangerCells = groups.map(({ fields: members, cells }) => {
      const counts = new Float64Array(cells);
      if (members.length === 1) return counts;
      const [school, other] = members.map((field) => (own[field] as Field).kind.levels.length) as [number, number];
      const cell = (a: number, b: number): number => a + b * (school + 1) * (1 + other + 1);
      counts[cell(1, 1)] = 36_000;
      counts[cell(1, other)] = 2000;
      counts[cell(school, other)] = 2000;
      return counts;
    });
    return estimateClasses({
      fields: own,
      patterns,
      groups,
      strangerCells,
      strangers: spread(own, chance),
      comparable: own.map(() => 1),
      records: 2800,
      possiblePairs: pairs,
    });
  };

  it('are no matches, as they are where their agreement counts twice', () => {
    const [joined, apart] = [estimateWith(true), estimateWith(false)].map(
      (model) => find(model, 'same').rate * pairs,
    ) as [number, number];
    expect(joined).toBeGreaterThan(0.85 * matches);
    expect(joined).toBeLessThan(1.15 * matches);
    expect(apart).toBeGreaterThan(2 * matches);
  });
});

const ANSWERS = 12;

describe('circumstances that are never twice the same', () => {
  it('do not keep matches from being found', () => {
    const own = fieldsOf('surname', 'givenName', 'date', ...Array<KindName>(ANSWERS).fill('category'));
    const [pairs, matches] = [4_000_000, 150];
    const answers = Array<number>(ANSWERS).fill(0.27);
    const chance = [0.001, 0.02, 0.0005, ...answers];
    const patterns = countPatterns(own, (agrees) => {
      const identity = agrees.slice(0, 3);
      const rate = product(identity, chance) * pairs + product(identity, [0.95, 0.95, 0.9]) * matches;
      return rate * product(agrees.slice(3), answers);
    });
    const groups = groupFields(own);
    const model = estimateClasses({
      fields: own,
      patterns,
      groups,
      strangerCells: groups.map(({ cells }) => new Float64Array(cells)),
      strangers: spread(own, chance),
      comparable: own.map(() => 1),
      records: 2800,
      possiblePairs: pairs,
    });
    const { rate } = find(model, 'same');
    expect((rate * pairs) / matches).toBeGreaterThan(0.7);
    expect((rate * pairs) / matches).toBeLessThan(1.25);
  });
});
