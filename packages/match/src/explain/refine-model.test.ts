import { describe, expect, it } from 'vitest';
import { dedupe } from '../dedupe.js';
import { parseModel } from '../model/parse-model.js';
import type { Verdict } from '../pipeline/verdict.js';
import { explainPair } from './explain-pair.js';
import { refineModel } from './refine-model.js';
import { sampleCustomers } from './sample-customers.js';

const rows = sampleCustomers(1200, 5);
const found = await dedupe(rows, { id: 'id' });
const doubtful = [...found.pairs({ least: 0.02, most: 0.98 })];
const label = (verdict: Verdict['verdict']): readonly Verdict[] =>
  doubtful.map(({ left, right }) => ({ left, right, verdict }));

describe('refining a model by labels', () => {
  it('stays the same model without labels', () => {
    const refined = refineModel(found, []);
    expect(parseModel(JSON.parse(JSON.stringify(refined)))).toEqual(refined);
    for (const [at, { rate }] of refined.classes.entries())
      expect(rate).toBeCloseTo(found.model.classes[at]?.rate ?? 0, 9);
  });

  it('moves the weight of doubtful pairs to where their labels are', async () => {
    expect(doubtful.length).toBeGreaterThan(5);
    const weigh = async (verdict: Verdict['verdict']): Promise<number> => {
      const run = await dedupe(rows, { id: 'id', model: refineModel(found, label(verdict)) });
      return doubtful.reduce((sum, { left, right }) => sum + explainPair(run, left, right).weightBits, 0);
    };
    const before = doubtful.reduce((sum, { left, right }) => sum + explainPair(found, left, right).weightBits, 0);
    expect(await weigh('same')).toBeGreaterThan(before);
    expect(await weigh('different')).toBeLessThan(before);
  });

  it('leaves aside labels on records that are not there', () => {
    const none = refineModel(found, [{ left: 'nobody', right: 'c0', verdict: 'same' }]);
    expect(none).toEqual(refineModel(found, []));
  });
});
