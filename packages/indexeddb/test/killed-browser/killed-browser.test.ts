import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom } from '@crmkit/core/testing';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type KillableBrowser, startBrowser } from './browser.js';
import type { KillPage } from './page.js';

const seed = 20_240_229;
const ROUNDS = 3;
const BATCH = 20;

const profile = mkdtempSync(join(tmpdir(), 'crmkit-killed-'));
let script = '';
const server = createServer((_, response) => {
  response.setHeader('content-type', 'text/html').end('<!doctype html>');
});
let url = '';
let browser: KillableBrowser | null = null;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2023',
    conditions: ['crmkit-source'],
  });
  script = outputFiles[0]?.text ?? '';
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}, 60_000);

afterAll(async () => {
  await browser?.kill();
  server.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

it(`keeps every acknowledged commit and no half one when the browser is killed at any moment (seed ${seed})`, async () => {
  const random = createRandom(seed);
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    browser = await startBrowser(profile, url);
    const enough = new Promise<void>((resolve) => {
      let left = random.integer(10, 60);
      browser?.page.on('console', (message) => {
        const batch = /^done (\S+)$/.exec(message.text())?.[1];
        if (batch !== undefined) acknowledged.push(batch);
        left -= 1;
        if (left === 0) resolve();
      });
    });
    await browser.page.evaluate(script);
    const writing = browser.page.evaluate((at) => (globalThis as unknown as KillPage).write(at), round);
    writing.catch(() => undefined); // it ends with the browser
    await Promise.race([enough, writing]);
    await new Promise((resolve) => setTimeout(resolve, random.integer(0, 30)));
    await browser.kill();

    browser = await startBrowser(profile, url);
    await browser.page.evaluate(script);
    const { batches, claimed, numbers } = await browser.page.evaluate(() => (globalThis as unknown as KillPage).read());
    await browser.kill();
    browser = null;
    expect(acknowledged.filter((batch) => batches[batch] === undefined)).toEqual([]);
    expect(Object.entries(batches).filter(([, count]) => count !== BATCH)).toEqual([]);
    expect(claimed.toSorted()).toEqual(Object.keys(batches).toSorted());
    expect(numbers).toEqual(Array.from({ length: Object.keys(batches).length * BATCH }, (_, at) => at + 1));
  }
  expect(acknowledged.length).toBeGreaterThan(30);
}, 120_000);
