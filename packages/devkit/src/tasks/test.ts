import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toolScript } from '../repository.js';
import { runNode } from '../run-command.js';
import { countTests, formatCounts, type TestReport } from '../test-counts.js';

const folder = mkdtempSync(join(tmpdir(), 'crmkit-report-'));
const reportFile = join(folder, 'report.json');
try {
  const { status } = await runNode([
    toolScript('vitest', 'vitest.mjs'),
    'run',
    '--config=vitest.workspace.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    ...process.argv.slice(2),
  ]);
  const report = existsSync(reportFile) ? (JSON.parse(readFileSync(reportFile, 'utf8')) as TestReport) : undefined;
  const counts = countTests(report, status);
  console.log(formatCounts(counts));
  process.exitCode = status === 0 && counts.failed > 0 ? 1 : status;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
