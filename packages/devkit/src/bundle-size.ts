import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { repositoryRoot } from './repository.js';

/**
 * What a source entry weighs in a browser bundle with its dependencies: minified and gzipped, in kB of 1,000 bytes.
 *
 * @param entry - path from the top of the repository
 * @param external - packages the host brings itself
 * @example
 * await measureBundleKilobytes('packages/core/src/index.ts', ['zod']);
 */
export async function measureBundleKilobytes(entry: string, external: readonly string[] = []): Promise<number> {
  const result = await build({
    entryPoints: [join(repositoryRoot, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    external: [...external],
    conditions: ['crmkit-source'],
    logLevel: 'silent',
  });
  const code = result.outputFiles[0]?.contents ?? new Uint8Array();
  return gzipSync(code, { level: 9 }).byteLength / 1000;
}
