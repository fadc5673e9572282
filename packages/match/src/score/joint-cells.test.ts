import { describe, expect, it } from 'vitest';
import { estimateJointCells } from './joint-cells.js';

/** City and region, each unlike or the same; a cell is `city + 3 * region`, 0 is no value. */
const group = { fields: [0, 1], factors: [1, 3], cells: 9 };
const cellLevels = Array.from({ length: 9 }, (_, cell) => [cell % 3, Math.floor(cell / 3)]);
const cell = (city: number, region: number): number => city + 3 * region;
const levels = [Float64Array.of(0.93, 0.07), Float64Array.of(0.89, 0.11)];

function countPairs(counts: { readonly [cell: number]: number }): Float64Array {
  return Float64Array.from(cellLevels, (_, at) => counts[at] ?? 0);
}

/** Strangers of one city live in one region. */
const seen = countPairs({ [cell(1, 1)]: 35_600, [cell(1, 2)]: 1600, [cell(2, 2)]: 2800 });

describe('cells of a group', () => {
  it('are as often as they were seen together', () => {
    const joint = estimateJointCells(group, cellLevels, seen, levels);
    expect(joint[cell(2, 2)]).toBeCloseTo(0.07, 3);
    expect(joint[cell(2, 1)]).toBeLessThan(0.001);
  });

  it('keep the levels of every field', () => {
    const joint = estimateJointCells(group, cellLevels, seen, [Float64Array.of(0.99, 0.01), levels[1] as Float64Array]);
    const at = (city: number, region: number): number => joint[cell(city, region)] as number;
    expect(at(2, 1) + at(2, 2)).toBeCloseTo(0.01, 6);
    expect(at(1, 2) + at(2, 2)).toBeCloseTo(0.11, 6);
  });

  it('add up to 1 whatever has a value', () => {
    const joint = estimateJointCells(group, cellLevels, seen, levels);
    for (const own of [[0], [1, 2], [3, 6], [4, 5, 7, 8]]) {
      expect(own.reduce((sum, at) => sum + (joint[at] as number), 0)).toBeCloseTo(1, 6);
    }
  });

  it('learn from pairs that lack a value', () => {
    const more = countPairs({
      [cell(1, 1)]: 356,
      [cell(1, 2)]: 16,
      [cell(2, 2)]: 28,
      [cell(0, 2)]: 4000,
      [cell(0, 1)]: 36_000,
    });
    const joint = estimateJointCells(group, cellLevels, more, levels);
    expect(joint[cell(2, 2)]).toBeCloseTo(0.07, 2);
  });

  it('are independent where nothing was seen', () => {
    const joint = estimateJointCells(group, cellLevels, countPairs({}), levels);
    expect(joint[cell(2, 2)]).toBeCloseTo(0.07 * 0.11, 9);
  });
});
