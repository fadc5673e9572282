import { describe, expect, it } from 'vitest';
import { clusterQuality } from '../../bench/quality.js';
import { blockingRule } from '../block/rule.js';
import { dedupe } from '../dedupe.js';
import { sampleCustomers } from '../explain/sample-customers.js';
import { link } from '../link.js';
import type { Resolution } from '../resolution.js';
import type { Row } from '../source.js';

const truthOf = (rows: readonly Row[]): readonly string[] => rows.map(({ id }) => String(id).replace('-b', ''));

function measure(found: Resolution, rows: readonly Row[]) {
  return clusterQuality(
    [...found.assignments()].map(({ cluster }) => cluster),
    truthOf(rows),
  );
}

describe('what a run expects of itself', () => {
  const rows = sampleCustomers(6000, 3);

  it('is near what is true', async () => {
    const found = await dedupe(rows, { id: 'id' });
    const { precision, recall } = measure(found, rows);
    expect(Math.abs(found.summary.expectedPrecision - precision)).toBeLessThan(0.03);
    expect(Math.abs(found.summary.expectedRecall - recall)).toBeLessThan(0.03);
    expect(found.model.trainedOn.expectedRecall).toBe(found.summary.expectedRecall);
  });

  it('counts what blocking missed, under the rules of this run', async () => {
    const { model } = await dedupe(rows, { id: 'id' });
    const rules = [
      blockingRule([{ field: 'email', family: 'exact' }]),
      blockingRule([{ field: 'phone', family: 'exact' }]),
    ];
    const blocking = { isExhaustive: false, rules, skippedKeys: [[], []] };
    const found = await dedupe(rows, { id: 'id', model: { ...model, blocking } });
    const { recall } = measure(found, rows);
    expect(recall).toBeLessThan(model.trainedOn.expectedRecall - 0.03);
    expect(Math.abs(found.summary.expectedRecall - recall)).toBeLessThan(0.03);
  });

  it('is about the threshold that was asked for', async () => {
    const found = await dedupe(rows, { id: 'id' });
    for (const given of [{}, { model: found.model }]) {
      const strict = await dedupe(rows, { id: 'id', threshold: 0.9999, ...given });
      expect(strict.summary.threshold).toBeCloseTo(0.9999, 6);
      expect(strict.summary.expectedPrecision).toBeGreaterThan(found.summary.expectedPrecision);
      expect(strict.summary.expectedRecall).toBeLessThan(found.summary.expectedRecall);
    }
  });

  it('takes the candidates of one record in a clean source for rivals', async () => {
    const people = sampleCustomers(400, 9).filter(({ id }) => !String(id).endsWith('-b'));
    const once = await link(people, people, { id: 'id' });
    expect(once.summary.expectedPrecision).toBeGreaterThan(0.99);
    // Every record is there twice: one of both is taken, and nobody can know which.
    const twice = people.flatMap((row) => [row, { ...row, id: `${row.id}-again` }]);
    const found = await link(people, twice, { id: 'id', model: once.model });
    expect(found.summary.clustered).toBe(2 * people.length);
    expect(found.summary.expectedPrecision).toBeGreaterThan(0.45);
    expect(found.summary.expectedPrecision).toBeLessThan(0.55);
  });

  it('follows verdicts', async () => {
    const few = rows.slice(0, 1000);
    const found = await dedupe(few, { id: 'id' });
    const doubtful = [...found.pairs({ least: found.summary.threshold, most: 0.99 })];
    expect(doubtful.length).toBeGreaterThan(0);
    const verdicts = doubtful.map(({ left, right }) => ({ left, right, verdict: 'same' as const }));
    const sure = await dedupe(few, { id: 'id', model: found.model, verdicts });
    expect(sure.summary.expectedPrecision).toBeGreaterThan(found.summary.expectedPrecision);
  });
});
