import { describe, expect, it } from 'vitest';
import { kindOf } from '../kinds/index-of-kinds.js';
import type { KindName } from '../kinds/kind.js';
import type { Field } from '../records/record-set.js';
import { cellOf } from './class-model.js';
import { groupFields, layOutGroup } from './group-fields.js';
import { MergedCells } from './merged-cells.js';

const kinds: readonly KindName[] = ['category', 'surname', 'number'];
const fields = kinds.map((kind) => ({ name: kind, kind: kindOf(kind) }) as Field);
const groups = [layOutGroup(fields, [0, 2]), layOutGroup(fields, [1])];
const [joined] = groups as [(typeof groups)[number]];
const merged = new MergedCells(fields, groupFields(fields), groups);

const cell = (category: number, number: number): number => cellOf(joined, Uint8Array.of(category, 0, number), 0);
const surnames = Float64Array.of(1, 0.2, 0.2, 0.2, 0.2, 0.2);
const parts = (category: readonly number[], number: readonly number[]): readonly Float64Array[] => [
  Float64Array.of(1, ...category),
  surnames,
  Float64Array.of(1, ...number),
];

/** Strangers who agree on the category agree on the number too. */
const strangers = Float64Array.from({ length: joined.cells }, () => 0.001);
strangers[cell(1, 1)] = 0.82;
strangers[cell(3, 3)] = 0.17;

const sumOver = (cells: Float64Array, own: (category: number, number: number) => boolean): number => {
  let sum = 0;
  for (let category = 1; category <= 3; category++) {
    for (let number = 1; number <= 3; number++) {
      if (own(category, number)) sum += cells[cell(category, number)] as number;
    }
  }
  return sum;
};

describe('cells of groups that are joined of parts', () => {
  it('are products of the parts where nothing is known to go together', () => {
    const [own, alone] = merged.join(parts([0.1, 0.1, 0.8], [0.2, 0.1, 0.7]), undefined) as [
      Float64Array,
      Float64Array,
    ];
    expect(own[cell(3, 3)]).toBeCloseTo(0.56, 12);
    expect(own[cell(1, 3)]).toBeCloseTo(0.07, 12);
    expect(alone).toBe(surnames);
  });

  it('go together as expected, and keep what each part shows', () => {
    const [own] = merged.join(parts([0.5, 0.05, 0.45], [0.5, 0.05, 0.45]), [strangers, surnames]) as [Float64Array];
    expect(own[cell(3, 3)]).toBeGreaterThan(0.4);
    for (const [level, share] of [0.5, 0.05, 0.45].entries()) {
      expect(sumOver(own, (category) => category === level + 1)).toBeCloseTo(share, 2);
      expect(sumOver(own, (_, number) => number === level + 1)).toBeCloseTo(share, 2);
    }
  });

  it('follow the pairs of the class once they were seen', () => {
    const seen = new Float64Array(joined.cells);
    seen[cell(1, 3)] = 500;
    seen[cell(3, 1)] = 500;
    const [own] = merged.join(parts([0.5, 0.001, 0.499], [0.5, 0.001, 0.499]), undefined, () => seen) as [Float64Array];
    expect(sumOver(own, (category, number) => category !== number)).toBeGreaterThan(0.9);
  });

  it('are those of one part where the others have no value', () => {
    const known = parts([0.1, 0.1, 0.8], [0.2, 0.1, 0.7]);
    const [own] = merged.join(known, [strangers, surnames]) as [Float64Array];
    for (let level = 1; level <= 3; level++) {
      expect(own[cell(level, 0)]).toBeCloseTo(known[0]?.[level] as number, 2);
      expect(own[cell(0, level)]).toBeCloseTo(known[2]?.[level] as number, 2);
    }
    expect(own[cell(0, 0)]).toBeCloseTo(1, 9);
    const split = merged.split([own, surnames]);
    expect(split.map(({ length }) => length)).toEqual([4, 6, 4]);
    expect(split[0]?.[3]).toBe(own[cell(3, 0)]);
  });
});
