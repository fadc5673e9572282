// A million people from CSV to clusters with default settings, in a process of its own. Best of a few runs, since other
// work of the machine only ever adds; every run has to give the same clusters.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleProgram, reportFigure } from '@crmkit/devkit';
import { findPeopleFile } from './people-file.js';
import type { PeopleRun } from './people-run.js';

const RUNS = 3;
// As built, since that is what a host runs.
const built = await bundleProgram('packages/match', { 'people-run': 'bench/people-run.ts', worker: 'src/worker.ts' });
const path = findPeopleFile();
const runs: PeopleRun[] = [];
for (let run = 0; run < RUNS; run++) {
  const { stdout } = await promisify(execFile)(process.execPath, [join(built, 'people-run.js'), path]);
  const result = JSON.parse(stdout) as PeopleRun;
  runs.push(result);
  const stages = result.stages.map(([stage, seconds]) => `${stage} ${seconds.toFixed(2)}`).join(', ');
  console.error(
    `# run ${run + 1}: ${result.wallSeconds.toFixed(1)} s, ${result.processorSeconds.toFixed(1)} CPU s, ` +
      `${result.gigabytes.toFixed(2)} GB, clusters ${result.hash}; ${stages}`,
  );
}
const [first] = runs as [PeopleRun];
const { clusters, pairs, threshold, compared, blockingRecall } = first.evaluation;
console.error(
  `# threshold ${threshold.toFixed(4)}, ${compared} pairs compared, recall of blocking ${blockingRecall.toFixed(4)}`,
);
console.error(`# rules ${first.rules.join(' | ')}`);

const set = 'people 1,000,000';
report('pairwise F1', pairs.f1, 'F1', '>=', 0.965);
report('cluster F1', clusters.f1, 'F1', '>=', 0.96);
report('largest cluster', clusters.largest, 'records', '<=', 12);
report('CSV to clusters', Math.min(...runs.map(({ wallSeconds }) => wallSeconds)), 's', '<=', 9);
report('processor time', Math.min(...runs.map(({ processorSeconds }) => processorSeconds)), 'CPU s', '<=', 14);
report('peak memory', Math.max(...runs.map(({ gigabytes }) => gigabytes)), 'GB resident', '<=', 1.2);
if (runs.some(({ hash }) => hash !== first.hash)) throw new Error('Two runs gave different clusters.');

function report(name: string, value: number, unit: string, op: '<=' | '>=', bar: number): void {
  reportFigure({ name: `${set}: ${name}`, value, unit, bar: { op, value: bar, of: 'value' } });
}
