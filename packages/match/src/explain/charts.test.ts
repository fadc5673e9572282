import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { describe, expect, it } from 'vitest';
import { dedupe } from '../dedupe.js';
import type { Verdict } from '../pipeline/verdict.js';
import type { MatchedPair, Resolution } from '../resolution.js';
import { blockingChart } from './blocking-chart.js';
import { clusterChart } from './cluster-chart.js';
import { explainCluster } from './explain-cluster.js';
import { explainPair } from './explain-pair.js';
import { pairChart } from './pair-chart.js';
import { parameterChart } from './parameter-chart.js';
import { precisionRecallChart } from './precision-recall-chart.js';
import { sampleCustomers } from './sample-customers.js';
import { scoreChart } from './score-chart.js';
import type { VegaLiteSpec } from './vega-lite-spec.js';

const found: Resolution = await dedupe(sampleCustomers(1500), { id: 'id' });
const [pair] = [...found.pairs()] as [MatchedPair];
const largest = [...found.clusters()].reduce((a, b) => (b.records.length > a.records.length ? b : a));
const labels: readonly Verdict[] = [...found.pairs({ least: 0.001 })]
  .slice(0, 60)
  .map(({ left, right }) => ({ left, right, verdict: left === right.replace('-b', '') ? 'same' : 'different' }));

/** Compiles a specification as a renderer does and answers the warnings and the drawing. */
async function render(spec: VegaLiteSpec): Promise<{ readonly warnings: readonly string[]; readonly svg: string }> {
  const warnings: string[] = [];
  const logger = {
    level: () => 0,
    error: (...text: readonly unknown[]) => warnings.push(text.join(' ')),
    warn: (...text: readonly unknown[]) => warnings.push(text.join(' ')),
    info: () => logger,
    debug: () => logger,
  };
  const compiled = compile(spec as unknown as TopLevelSpec, { logger: logger as never });
  const svg = await new View(parse(compiled.spec), { renderer: 'none' }).toSVG();
  return { warnings, svg };
}

const charts: readonly (readonly [string, (language: 'en' | 'zh') => VegaLiteSpec, readonly string[]])[] = [
  ['pair', (language) => pairChart(explainPair(found, pair.left, pair.right), language), ['Weight', 'Any two records']],
  ['cluster', (language) => clusterChart(explainCluster(found, largest.id), language), [...largest.records]],
  ['scores', (language) => scoreChart(found, language), ['threshold', 'household']],
  ['parameters', (language) => parameterChart(found.model, language), found.fields.map(({ name }) => name)],
  ['blocking', (language) => blockingChart(found, language), found.model.blocking.rules.map(({ id }) => id)],
  ['precision and recall', (language) => precisionRecallChart(found, labels, language), ['by labels', 'precision']],
  ['expected precision and recall', (language) => precisionRecallChart(found, [], language), ['expected']],
];

describe('the charts', () => {
  it.each(charts)('draw the %s without a warning, in English and in Chinese', async (_, make, words) => {
    const english = await render(make('en'));
    expect(english.warnings).toEqual([]);
    for (const word of words) expect(english.svg).toContain(word);
    const chinese = await render(make('zh'));
    expect(chinese.warnings).toEqual([]);
    expect(chinese.svg).toMatch(/[\u4e00-\u9fff]/);
  });

  it.each(charts)('are plain JSON: %s', (_, make) => {
    const spec = make('en');
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  });

  it('draw a set in which every pair was compared', async () => {
    const small = await dedupe(sampleCustomers(40), { id: 'id' });
    const { warnings, svg } = await render(blockingChart(small));
    expect(warnings).toEqual([]);
    expect(svg).toContain('every pair');
  });

  it('draw a single record and an empty set', async () => {
    const one = await dedupe([{ name: 'Ann Li', email: 'ann@mail.test' }]);
    expect((await render(clusterChart(explainCluster(one, '0')))).svg).toContain('Cluster 0');
    for (const spec of [scoreChart(one), blockingChart(one), precisionRecallChart(one), parameterChart(one.model)]) {
      expect((await render(spec)).svg).toContain('<svg');
    }
  });
});
