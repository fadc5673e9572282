import { describe, expect, it } from 'vitest';
import { kindOf } from '../kinds/index-of-kinds.js';
import { boundContradiction } from './class-priors.js';

describe('levels of true matches', () => {
  const levels = Float64Array.of(0.97, 0.01, 0, 0, 0.02);

  it('contradict each other on a name in one case of four at most', () => {
    const bound = boundContradiction(kindOf('surname'), levels);
    expect(bound[0]).toBeCloseTo(0.25, 12);
    expect(bound[1]).toBeCloseTo(0.25, 12);
    expect(bound.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  });

  it('count all that speaks against a match as a contradiction', () => {
    const given = Float64Array.of(0.25, 0.5, 0.03, 0.02, 0.02, 0.01, 0.17);
    const bound = boundContradiction(kindOf('givenName'), given);
    expect((bound[0] as number) + (bound[1] as number)).toBeCloseTo(0.25, 12);
  });

  it('stay as they were learned where customers change, and where few contradict', () => {
    expect(boundContradiction(kindOf('phone'), levels)).toBe(levels);
    const few = Float64Array.of(0.05, 0.05, 0.1, 0.1, 0.7);
    expect(boundContradiction(kindOf('surname'), few)).toBe(few);
  });
});
