import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packedSteps } from '../check/packed.js';
import { commandStep, type Step } from '../check/step.js';
import { typeCheckSteps } from '../check/type-check.js';
import { toolScript } from '../repository.js';
import { runNode } from '../run-command.js';

const folder = mkdtempSync(join(tmpdir(), 'crmkit-check-'));
const steps: readonly Step[] = [
  commandStep('biome', () =>
    runNode([toolScript('@biomejs/biome', 'bin/biome'), 'ci', '--colors=off', '.'], { output: 'capture' }),
  ),
  ...typeCheckSteps,
  commandStep('knip', () =>
    runNode([toolScript('knip', 'bin/knip.js'), '--no-progress', '--no-config-hints'], { output: 'capture' }),
  ),
  ...packedSteps(folder),
];

const rows: { name: string; seconds: string; ok: boolean; note: string }[] = [];
try {
  for (const { name, run } of steps) {
    const started = performance.now();
    const {
      ok,
      output,
      note = '',
    } = await run().catch((error: unknown) => ({ ok: false, output: String(error), note: '' }));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    rows.push({ name, seconds, ok, note });
    if (!ok) console.log(`\n--- ${name} ---\n${output.trim()}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const width = Math.max(...rows.map(({ name }) => name.length));
console.log(`${'step'.padEnd(width)}  seconds  ok`);
for (const { name, seconds, ok, note } of rows) {
  console.log(`${name.padEnd(width)}  ${seconds.padStart(7)}  ${ok ? 'ok' : 'FAILED'}${note ? `  (${note})` : ''}`);
}
process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
