import { describe, expect, it } from 'vitest';
import { attributeEvidence, sumOfLogs } from './attribute-evidence.js';

const random = (seed: number) => () => {
  let state = seed++ | 0;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 0x1_0000_0000;
};

describe('attributing evidence', () => {
  it('adds up to the weight for any classes and evidence (seed 7)', () => {
    const next = random(7);
    for (let round = 0; round < 300; round++) {
      const classes = 2 + Math.floor(next() * 4);
      const rates = Array.from({ length: classes }, () => Math.log(next() * 1e-6));
      rates[classes - 1] = 0;
      const evidence = Array.from({ length: 1 + Math.floor(next() * 9) }, () =>
        rates.map(() => Math.log(next() ** 6 + 1e-12)),
      );
      const total = rates.map((rate, at) => evidence.reduce((sum, logs) => sum + (logs[at] as number), rate));
      const weight = (total[0] as number) - sumOfLogs(total.slice(1));
      const { prior, parts } = attributeEvidence(rates, evidence);
      expect(parts.reduce((sum, part) => sum + part, prior)).toBeCloseTo(weight, 9);
    }
  });

  it('is the plain logarithm of m over u when strangers are the only other class', () => {
    const { prior, parts } = attributeEvidence(
      [Math.log(1e-4), 0],
      [
        [Math.log(0.9), Math.log(0.01)],
        [Math.log(0.05), Math.log(0.99)],
      ],
    );
    expect(prior).toBeCloseTo(Math.log(1e-4), 12);
    expect(parts[0]).toBeCloseTo(Math.log(90), 9);
    expect(parts[1]).toBeCloseTo(Math.log(0.05 / 0.99), 9);
  });

  it('does not depend on the order of the evidence', () => {
    const rates = [Math.log(1e-5), Math.log(2e-5), 0];
    const evidence = [
      [-0.1, -0.2, -7],
      [-0.3, -4, -5],
      [-3, -0.1, -0.1],
    ];
    const forth = attributeEvidence(rates, evidence).parts;
    const back = attributeEvidence(rates, evidence.toReversed()).parts.toReversed();
    for (const [at, part] of forth.entries()) expect(part).toBeCloseTo(back[at] as number, 9);
  });

  it('gives what a household explains as well less than what tells its members apart', () => {
    const rates = [Math.log(1e-5), Math.log(1e-5), 0];
    const surname = [Math.log(0.9), Math.log(0.9), Math.log(0.001)];
    const email = [Math.log(0.8), Math.log(0.001), Math.log(0.001)];
    const { parts } = attributeEvidence(rates, [surname, surname, surname, surname, email]);
    expect(parts[0]).toBeLessThan(parts[4] as number);
  });
});
