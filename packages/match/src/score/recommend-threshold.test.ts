import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probabilityOf, recommendThreshold } from './recommend-threshold.js';

describe('the recommended threshold', () => {
  it('accepts the sure pairs and leaves the unlikely ones', () => {
    const advice = recommendThreshold(Float32Array.of(9, -3, 8, -9, -4), 0);
    expect(advice.threshold).toBeGreaterThan(-3);
    expect(advice.threshold).toBeLessThanOrEqual(8);
    expect(advice.expectedPrecision).toBeGreaterThan(0.999);
    expect(advice.expectedRecall).toBeCloseTo(
      (probabilityOf(9) + probabilityOf(8)) /
        [9, 8, -3, -9, -4].reduce((sum, weight) => sum + probabilityOf(weight), 0),
      12,
    );
  });

  it('is half of the best F1 where no pair decides, so that later pairs a little less sure than all of these count', () => {
    expect(recommendThreshold(Float32Array.of(30, 30, -20), 0).probability).toBeCloseTo(0.5, 6);
    expect(recommendThreshold(Float32Array.of(30, 30, -20), 2).probability).toBeCloseTo(1 / 3, 6);
  });

  it('counts matches that were never compared as missed', () => {
    expect(recommendThreshold(Float32Array.of(20, 20, 20), 1).expectedRecall).toBeCloseTo(0.75, 6);
  });

  it('expects the best F1 of all thresholds, and shares between 0 and 1', () => {
    const pairs = fc.array(fc.double({ min: -12, max: 30, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(pairs, fc.double({ min: 0, max: 5, noNaN: true }), (values, missed) => {
        const weights = Float32Array.from(values);
        const advice = recommendThreshold(weights, missed);
        expect(advice.expectedPrecision).toBeLessThanOrEqual(1);
        expect(advice.expectedRecall).toBeGreaterThanOrEqual(0);
        expect(advice.expectedRecall).toBeLessThanOrEqual(1);
        const matches = missed + weights.reduce((sum, weight) => sum + probabilityOf(weight), 0);
        const expectedF = (threshold: number): number => {
          const taken = weights.filter((weight) => weight >= threshold);
          return (2 * taken.reduce((sum, weight) => sum + probabilityOf(weight), 0)) / (taken.length + matches);
        };
        for (const weight of weights) {
          if (weight > -4.6) expect(expectedF(advice.threshold)).toBeGreaterThanOrEqual(expectedF(weight) - 1e-9);
        }
      }),
      { seed: 11 },
    );
  });

  it('never expects more than everything, whatever the order of the pairs', () => {
    const weights = Float32Array.from({ length: 3000 }, (_, at) => 13 + ((at * 7919) % 3000) / 1000);
    expect(recommendThreshold(weights, 0).expectedRecall).toBe(1);
  });
});
