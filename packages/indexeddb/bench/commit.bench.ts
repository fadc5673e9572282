// Commits and reads of crmkit's IndexedDB storage beside hand-written IndexedDB with the same records, keys and
// versions, in one Chromium with its databases on disk: 12,000 records of eleven fields with three keys each. One
// baseline stores them a row each, as one would; the other uses crmkit's own layout, so that what the contract and its
// checks cost is not hidden behind a better layout.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromiumArguments, findChromium, reportFigure } from '@crmkit/devkit';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import type { Speeds } from './page/measure.js';

const bar = { op: '>=', value: 0.5, of: 'ratio' } as const;

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('./page/measure.ts', import.meta.url))],
  bundle: true,
  write: false,
  format: 'iife',
  target: 'es2023',
  conditions: ['crmkit-source'],
  minify: true,
});
const script = outputFiles[0]?.text ?? '';
// IndexedDB belongs to an origin, so the page has to come from one.
const server = createServer((_, response) =>
  response.setHeader('content-type', 'text/html').end('<!doctype html>'),
).listen(0, '127.0.0.1');
const profile = mkdtempSync(join(tmpdir(), 'crmkit-bench-'));
const { executablePath, environment } = findChromium();
// A context of its own would keep databases in memory; only a profile on disk shows what durability costs.
const context = await chromium.launchPersistentContext(profile, {
  executablePath,
  env: { ...environment },
  args: [...chromiumArguments],
  headless: true,
});
try {
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.evaluate(script);
  const speeds = await page.evaluate(() => (globalThis as unknown as { measure(): Promise<Speeds> }).measure());
  for (const [name, { crmkit, rows, packed }] of Object.entries(speeds)) {
    reportFigure({ name: `indexeddb ${name}`, value: crmkit, unit: 'rows/s', baseline: rows, bar });
    reportFigure({
      name: `indexeddb ${name}, baseline in the same layout`,
      value: crmkit,
      unit: 'rows/s',
      baseline: packed,
      bar,
    });
  }
} finally {
  await context.close();
  server.close();
  rmSync(profile, { recursive: true, force: true });
}
