import { describe, expect, it } from 'vitest';
import { heedLabels } from './labelled-patterns.js';

function heed(shares: readonly number[], same: number, different: number): readonly number[] {
  const own = Float64Array.from(shares);
  const sum = shares.reduce((total, share) => total + share, 0);
  const after = heedLabels(own, sum, { same: Float64Array.of(same), different: Float64Array.of(different) }, 0);
  return Array.from(own, (share) => share / after);
}

describe('labels on a pattern', () => {
  it('change nothing where there are none', () => {
    expect(heed([3e-9, 1e-9], 0, 0)).toEqual([0.75, 0.25]);
  });

  it('settle what the model does not know', () => {
    const [same, household, different] = heed([2, 1, 1], 0, 4);
    expect(same).toBeCloseTo((4 * 0.5) / 8, 12);
    expect(household).toBeCloseTo(different as number, 12);
    expect((same as number) + (household as number) + (different as number)).toBeCloseTo(1, 12);
    expect(heed([1, 1], 12, 0)[0]).toBeCloseTo(14 / 16, 12);
  });

  it('move one pair of a million where the model is sure', () => {
    const before = 1e-6;
    const moved = ((heed([before, 1 - before], 1, 0)[0] as number) - before) * 1e6;
    expect(moved).toBeGreaterThan(0.9);
    expect(moved).toBeLessThan(1.1);
  });

  it('hold for a pattern that the model thinks certain', () => {
    expect(heed([1, 0], 0, 3)[0]).toBeCloseTo(1, 9);
  });
});
