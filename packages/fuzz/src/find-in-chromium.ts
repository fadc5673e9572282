import { fileURLToPath } from 'node:url';
import { chromiumArguments, findChromium } from '@crmkit/devkit';
import { build } from 'esbuild';
import { chromium } from 'playwright';

/** Any address will do: the page is made here, but IndexedDB wants an origin. */
const ORIGIN = 'http://fuzz.localhost/';

/**
 * Asks IndexedDB in a real Chromium.
 *
 * @param seed - of the run
 * @param cases - how many cases from the first on
 * @returns for each case the ids found, in order
 */
export async function findInChromium(seed: number, cases: number): Promise<readonly (readonly string[])[]> {
  const { executablePath, environment } = findChromium();
  const browser = await chromium.launch({ executablePath, args: [...chromiumArguments], env: { ...environment } });
  try {
    const page = await browser.newPage();
    await page.route(ORIGIN, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><meta charset="utf-8">' }),
    );
    await page.goto(ORIGIN);
    await page.addScriptTag({ content: await bundlePage() });
    return await page.evaluate(
      ([ofSeed, count]) =>
        (globalThis as unknown as { findIds(seed: number, cases: number): Promise<string[][]> }).findIds(ofSeed, count),
      [seed, cases] as const,
    );
  } finally {
    await browser.close();
  }
}

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./indexeddb-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
    conditions: ['crmkit-source'],
  });
  return outputFiles[0]?.text ?? '';
}
