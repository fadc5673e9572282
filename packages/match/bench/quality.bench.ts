// How right the answers are, with nothing declared but the id of a record: kinds, blocking, model and threshold come
// from the data. People are made here; the other sets are read from ../shared/data beside the repository.
import { reportFigure } from '@crmkit/devkit';
import type { Resolution } from '../src/resolution.js';
import { type DataSet, resolveDataSet, textsOf } from './data-set.js';
import {
  loadDblpAcm,
  loadFake1000,
  loadFebrl3,
  loadFodorsZagats,
  loadHistorical,
  loadPeople,
  loadSenzing,
  loadTaiwan,
} from './data-sets.js';
import { describeEvaluation, describeExpectations, type Evaluation, evaluate, evaluatePart } from './evaluate.js';
import { hasSharedData } from './shared-data.js';

const runs: { readonly name: string; readonly evaluation: Evaluation }[] = [];
for (const seed of [1, 2, 3, 4, 5]) {
  const { evaluation } = await run(await loadPeople(100_000, seed));
  report(`people 100,000, seed ${seed}: cluster F1`, evaluation.clusters.f1, 0.965);
}
if (hasSharedData()) await runShared();
else {
  // No run may pass over bars that were not measured.
  console.error('# NOT CHECKED: all sets but people. They are not at ../shared/data beside this repository.');
  process.exitCode = 1;
}
// No bar: what a run expects of itself is a promise of another kind, and is shown beside what is true.
console.error(describeExpectations(runs));

async function runShared(): Promise<void> {
  const febrl = await run(await loadFebrl3());
  report('Febrl 3: cluster F1', febrl.evaluation.clusters.f1, 0.996);
  const fake = await run(await loadFake1000());
  report('fake_1000: cluster F1', fake.evaluation.clusters.f1, 0.93);
  const historical = (await run(await loadHistorical())).evaluation.clusters;
  report('historical_25k: cluster F1', historical.f1, 0.9);
  reportFigure({
    name: 'historical_25k: largest cluster',
    value: historical.largest,
    unit: 'records',
    bar: { op: '<=', value: 30, of: 'value' },
  });
  for (const load of [loadFodorsZagats, loadDblpAcm]) {
    const set = await load();
    const { evaluation } = await run(set);
    report(`${set.name}: F1 of links`, evaluation.clusters.f1, 0.975);
  }
  const senzing = await run(await loadSenzing());
  report('Senzing customers: cluster F1', senzing.evaluation.clusters.f1, 0.95);
  const taiwan = await loadTaiwan();
  const companies = await run(taiwan);
  const parts = textsOf(taiwan.tables[0], 'source');
  const bothChinese = evaluatePart(companies.found, taiwan.truth, (record) => parts[record] !== 'english');
  report('Taiwan companies: F1 of full and short names', bothChinese.f1, 0.95);
  report('Taiwan companies: F1 of all three', companies.evaluation.clusters.f1, 0.8);
}

async function run(set: DataSet): Promise<{ readonly found: Resolution; readonly evaluation: Evaluation }> {
  const start = performance.now();
  const found = await resolveDataSet(set);
  const seconds = (performance.now() - start) / 1000;
  const evaluation = evaluate(found, set.truth);
  console.error(describeEvaluation(set, evaluation, seconds));
  runs.push({ name: set.name, evaluation });
  return { found, evaluation };
}

function report(name: string, value: number, least: number): void {
  reportFigure({ name, value, unit: 'F1', bar: { op: '>=', value: least, of: 'value' } });
}
