import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from './repository.js';

/**
 * Arguments with which Node runs a TypeScript file of this repository without a build, `@crmkit/*` meaning its source.
 *
 * @example
 * spawn(process.execPath, [...typescriptArguments(), 'packages/postgres/test/migrate-child.ts', url]);
 */
export function typescriptArguments(): string[] {
  return [
    '--conditions=crmkit-source',
    '--disable-warning=ExperimentalWarning',
    '--enable-source-maps',
    `--import=${pathToFileURL(join(repositoryRoot, 'packages/devkit/bin/typescript.mjs'))}`,
  ];
}
