import { describe, expect, it } from 'vitest';
import { kindOf } from '../kinds/index-of-kinds.js';
import { boundContradiction } from './class-priors.js';

describe('levels of true matches', () => {
  const levels = Float64Array.of(0.97, 0.01, 0, 0, 0.02);

  it('contradict each other on a name in one case of four at most', () => {
    const bound = boundContradiction(kindOf('surname'), levels);
    expect(bound[0]).toBe(0.25);
    expect(bound[1]).toBeCloseTo(0.25, 12);
    expect(bound.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  });

  it('stay as they were learned where customers change, and where few contradict', () => {
    expect(boundContradiction(kindOf('phone'), levels)).toBe(levels);
    const few = Float64Array.of(0.05, 0.05, 0.1, 0.1, 0.7);
    expect(boundContradiction(kindOf('surname'), few)).toBe(few);
  });
});
