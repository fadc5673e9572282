import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listPublicNames } from './example-code.js';
import { prepareExample } from './example-prelude.js';
import { buildProgram } from './example-program.js';

/**
 * Runs the `@example` of every public name as a program of its own. Names of crmkit are imported, those of
 * example-prelude.ts are ready; where a statement ends in `// literal`, that is what it has to give.
 */
const root = new URL('../', import.meta.url);
const programs = new URL('.examples/', import.meta.url);
const typeScript = fileURLToPath(new URL('node_modules/typescript7/bin/tsc', root));
const names = listPublicNames(root);
const prelude = new Set(Object.keys(await prepareExample()));

const examples = names.flatMap(({ name, from, examples: codes }) =>
  codes.map((code, index) => ({
    title: `${from.slice('@crmkit/'.length)}: ${name} example${index === 0 ? '' : ` ${index + 1}`} runs`,
    file: new URL(`${from.slice('@crmkit/'.length).replace('/', '-')}-${name}-${index + 1}.ts`, programs),
    program: buildProgram(code, from, names, prelude),
    // Needs a browser; its storage is certified there. Here its examples are compiled only.
    runs: from !== '@crmkit/indexeddb',
  })),
);

beforeAll(async () => {
  await mkdir(programs, { recursive: true });
  await Promise.all(examples.map(({ file, program }) => writeFile(file, program)));
});
afterAll(() => rm(programs, { recursive: true, force: true }));

describe('the examples of the public names', () => {
  it('exist for every function and class', () => {
    const needing = names.filter(({ kind }) => kind === 'function' || kind === 'class');
    const missing = needing.filter((known) => known.examples.length === 0).map(({ from, name }) => `${from} ${name}`);
    expect(needing.length).toBeGreaterThan(150);
    expect(missing).toEqual([]);
  });

  it('compile', { timeout: 120_000 }, async () => {
    const config = {
      extends: '../../tsconfig.base.json',
      compilerOptions: { lib: ['ES2023', 'DOM'] },
      include: ['*.ts'],
    };
    await writeFile(new URL('tsconfig.json', programs), JSON.stringify(config));
    const tsc = [typeScript, '--pretty', 'false', '-p', fileURLToPath(programs)];
    const found = await promisify(execFile)(process.execPath, tsc).catch((failed: { stdout: string }) => failed);
    expect(found.stdout.split('\n').filter((line) => line !== '')).toEqual([]);
  });

  for (const { title, file, runs } of examples) {
    it.runIf(runs)(title, { timeout: 60_000 }, async () => {
      const { results } = (await import(file.href)) as { readonly results: readonly (readonly [unknown, unknown])[] };
      for (const [actual, expected] of results) expect(actual).toEqual(expected);
    });
  }
});
