import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repositoryRoot } from './repository.js';

/**
 * Builds programs of this repository for Node as they run once published: plain JavaScript, nothing to translate at
 * start. What a program takes from npm stays outside.
 *
 * @param folder - package whose dependencies the programs use, from the top of the repository
 * @param entries - name of every program and its path within the package
 * @returns the folder with `<name>.js` for every entry
 * @example
 * const built = await bundleProgram('packages/match', { run: 'bench/people-run.ts', worker: 'src/worker.ts' });
 */
export async function bundleProgram(folder: string, entries: { readonly [name: string]: string }): Promise<string> {
  const outdir = join(repositoryRoot, folder, 'node_modules/.bundled');
  await mkdir(outdir, { recursive: true });
  await build({
    entryPoints: Object.fromEntries(
      Object.entries(entries).map(([name, path]) => [name, join(repositoryRoot, folder, path)]),
    ),
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    packages: 'external',
    alias: { '@crmkit/core': join(repositoryRoot, 'packages/core/src/index.ts') },
    conditions: ['crmkit-source'],
    logLevel: 'silent',
  });
  return outdir;
}
