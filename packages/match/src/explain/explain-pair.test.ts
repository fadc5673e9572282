import { describe, expect, it } from 'vitest';
import { dedupe } from '../dedupe.js';
import type { MatchedPair, Resolution } from '../resolution.js';
import { explainPair } from './explain-pair.js';
import { sampleCustomers } from './sample-customers.js';

const small: Resolution = await dedupe(sampleCustomers(300), { id: 'id' });
const large: Resolution = await dedupe(sampleCustomers(1500), { id: 'id' });

describe('explaining a pair', () => {
  it('adds up to the weight of the run for every compared pair', () => {
    let seen = 0;
    for (const resolution of [small, large]) {
      for (const { left, right, probability } of resolution.pairs({ least: 0.001 })) {
        const explained = explainPair(resolution, left, right);
        const sum = explained.steps.reduce((total, { bits }) => total + bits, 0);
        expect(sum).toBeCloseTo(explained.weightBits, 9);
        expect(explained.probability).toBeCloseTo(probability, 5);
        if (seen++ > 400) break;
      }
    }
    expect(seen).toBeGreaterThan(100);
  });

  it('explains records that were never compared, and says that no rule brings them together', () => {
    expect(large.model.blocking.isExhaustive).toBe(false);
    const explained = explainPair(large, 'c0', 'c777');
    expect(explained.blocking).toMatchObject({ isCandidate: false, rules: [] });
    expect(explained.isAccepted).toBe(false);
    expect(explained.steps.reduce((total, { bits }) => total + bits, 0)).toBeCloseTo(explained.weightBits, 9);
  });

  it('names a rule for every pair that was compared, and for no other', () => {
    const compared = new Set([...large.pairs({ least: 0 })].map(({ left, right }) => `${left} ${right}`));
    for (const id of compared) {
      const [left, right] = id.split(' ') as [string, string];
      expect(explainPair(large, left, right).blocking.isCandidate).toBe(true);
      if (left.endsWith('7')) break;
    }
    const ids = Array.from({ length: 60 }, (_, at) => `c${at * 20}`);
    for (const left of ids) {
      for (const right of ids) {
        if (left === right) continue;
        const { isCandidate } = explainPair(large, left, right).blocking;
        expect(isCandidate).toBe(compared.has(`${left} ${right}`) || compared.has(`${right} ${left}`));
      }
    }
  });

  it('gives the same evidence whichever record comes first', () => {
    const { left, right } = [...large.pairs()][0] as MatchedPair;
    const forth = explainPair(large, left, right);
    const back = explainPair(large, right, left);
    expect(back.weightBits).toBe(forth.weightBits);
    expect(back.steps.map(({ bits }) => bits)).toEqual(forth.steps.map(({ bits }) => bits));
  });

  it('says what would have had to agree', () => {
    const rejected = [...large.pairs({ least: 0, most: 0.2 })].slice(0, 40);
    expect(rejected.length).toBeGreaterThan(5);
    for (const { left, right } of rejected) {
      const { wanted, wantedTogether, weightBits, thresholdBits } = explainPair(large, left, right);
      expect(wanted.length).toBeGreaterThan(0);
      expect(wantedTogether.length).toBeGreaterThan(0);
      for (const { gainBits, isEnough } of wanted) expect(isEnough).toBe(weightBits + gainBits >= thresholdBits);
    }
  });

  it('refuses an id that is not there', () => {
    expect(() => explainPair(small, 'c0', 'nobody')).toThrow(/right: no record/);
    expect(() => explainPair(small, 'c0', 'c0')).toThrow(/itself/);
  });
});
