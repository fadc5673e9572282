import { describe, expect, it } from 'vitest';
import { blockingRule } from '../block/rule.js';
import { dedupe } from '../dedupe.js';
import type { Verdict } from '../pipeline/verdict.js';
import { compareWithLabels } from './compare-with-labels.js';
import { estimateMissed } from './estimate-missed.js';
import { explainPair } from './explain-pair.js';
import { expectPrecisionRecall, measurePrecisionRecall } from './precision-recall-chart.js';
import { measureRules } from './rule-yield.js';
import { sampleCustomers } from './sample-customers.js';
import { suggestPairsToLabel } from './suggest-pairs.js';

const rows = sampleCustomers(1500);
const found = await dedupe(rows, { id: 'id' });
const truth: readonly Verdict[] = [...found.pairs({ least: 0 })].map(({ left, right }) => ({
  left,
  right,
  verdict: right === `${left}-b` ? 'same' : 'different',
}));

describe('the yield of rules', () => {
  it('adds up to the compared pairs and the accepted ones, and agrees with explainPair', () => {
    const yields = measureRules(found);
    const pairs = [...found.pairs({ least: 0 })];
    expect(yields.reduce((sum, { newPairs }) => sum + newPairs, 0)).toBe(pairs.length);
    expect(yields.reduce((sum, { newMatches }) => sum + newMatches, 0)).toBe(estimateMissed(found).found);
    const explained = pairs.map(({ left, right }) => explainPair(found, left, right).blocking.rules);
    for (const { rule, pairs: all, newPairs } of yields) {
      expect(explained.filter((rules) => rules.includes(rule))).toHaveLength(all);
      expect(explained.filter(([first]) => first === rule)).toHaveLength(newPairs);
    }
  });
});

describe('the estimate of missed matches', () => {
  it('comes near the true share for rules that miss matches', async () => {
    const more = sampleCustomers(6000, 3);
    const rule = (...atoms: readonly [string, string][]) =>
      blockingRule(atoms.map(([field, family]) => ({ field, family })));
    const rules = [
      rule(['email', 'exact']),
      rule(['phone', 'exact']),
      rule(['surname', 'exact'], ['forename', 'exact']),
    ];
    const few = [rules.slice(0, 2), rules];
    for (const chosen of few) {
      const blocking = { isExhaustive: false, rules: chosen, skippedKeys: chosen.map(() => []) };
      const run = await dedupe(more, { id: 'id', model: { ...found.model, blocking } });
      const { found: counted, missed, blockingRecall } = estimateMissed(run);
      const twins = more.filter(({ id }) => String(id).endsWith('-b')).map(({ id }) => String(id));
      const caught = twins.filter((id) => explainPair(run, id.slice(0, -2), id).blocking.isCandidate).length;
      expect(Math.abs((blockingRecall as number) - caught / twins.length)).toBeLessThan(0.015);
      expect(blockingRecall).toBeCloseTo(counted / (counted + (missed as number)), 3);
    }
  });

  it('is nothing when every pair was compared, and unknown when there is too little to judge by', async () => {
    const all = await dedupe(rows.slice(0, 100), { id: 'id' });
    expect(estimateMissed(all)).toMatchObject({ missed: 0, blockingRecall: 1 });
    const few = await dedupe(rows.slice(0, 20), { id: 'id', model: found.model });
    expect(estimateMissed(few)).toMatchObject({ missed: null, blockingRecall: null });
  });
});

describe('labels', () => {
  it('give precision and recall as a count by hand does', () => {
    const { pairs, clusters, labels } = compareWithLabels(found, truth);
    expect(labels).toBe(truth.length);
    const threshold = found.summary.threshold;
    const accepted = new Set(
      [...found.pairs({ least: threshold - 1e-7 })].map(({ left, right }) => `${left} ${right}`),
    );
    const right = truth.filter(
      ({ left, right: other, verdict }) => verdict === 'same' && accepted.has(`${left} ${other}`),
    );
    const wanted = truth.filter(({ verdict }) => verdict === 'same');
    expect(pairs.recall).toBeCloseTo(right.length / wanted.length, 12);
    expect(pairs.precision).toBeCloseTo(right.length / accepted.size, 12);
    expect(clusters.recall).toBeGreaterThan(0.9);
  });

  it('are counted once per pair, the last one, and only on records that are there', () => {
    const [{ left, right }] = truth as [Verdict];
    const labels: readonly Verdict[] = [
      { left, right, verdict: 'different' },
      { left: right, right: left, verdict: 'same' },
      { left, right: 'nobody', verdict: 'same' },
    ];
    expect(compareWithLabels(found, labels)).toMatchObject({ labels: 1, calibration: [{ pairs: 1, observed: 1 }] });
  });

  it('give a curve that ends at full recall of the labelled pairs', () => {
    const curve = measurePrecisionRecall(found, truth);
    expect(curve.at(-1)?.recall).toBe(1);
    expect(curve.length).toBeLessThanOrEqual(200);
    for (let at = 1; at < curve.length; at++) {
      expect(curve[at]?.threshold).toBeLessThanOrEqual(curve[at - 1]?.threshold as number);
      expect(curve[at]?.recall).toBeGreaterThanOrEqual(curve[at - 1]?.recall as number);
    }
  });

  it('are not needed for the expected curve, whose precision falls with the threshold', () => {
    const curve = expectPrecisionRecall(found);
    expect(curve.length).toBeGreaterThan(5);
    for (let at = 1; at < curve.length; at++) {
      expect(curve[at]?.precision).toBeLessThanOrEqual((curve[at - 1]?.precision as number) + 1e-9);
    }
  });
});

describe('suggested pairs', () => {
  it('are the same every time, none twice, none that is known', () => {
    const first = suggestPairsToLabel(found, 20);
    expect(suggestPairsToLabel(found, 20)).toEqual(first);
    expect(new Set(first.map(({ left, right }) => `${left} ${right}`)).size).toBe(first.length);
    const next = suggestPairsToLabel(found, 20, first);
    const known = new Set(first.map(({ left, right }) => `${left} ${right}`));
    expect(next.some(({ left, right }) => known.has(`${left} ${right}`))).toBe(false);
  });

  it('start with the bridges of clusters and go on with pairs near the threshold that differ in kind', async () => {
    const chained = await dedupe([...rows, ...rows.slice(0, 40).map((row) => ({ ...row, id: `${row.id}-c` }))], {
      id: 'id',
    });
    const suggested = suggestPairsToLabel(chained, 15);
    expect(suggested[0]?.reason).toBe('bridge');
    const uncertain = suggested.filter(({ reason }) => reason === 'uncertain');
    expect(uncertain.length).toBeGreaterThan(0);
    const threshold = chained.model.threshold;
    for (const { probability } of uncertain) {
      expect(Math.abs(Math.log(probability / (1 - probability)) - threshold)).toBeLessThan(6.1);
    }
  });
});
