import { join, resolve } from 'node:path';

/** The folder that holds this repository. */
export const repositoryRoot: string = resolve(import.meta.dirname, '../../..');

/** The script that starts a tool installed at the root, so that it runs on the Node that is running now. */
export function toolScript(name: string, script: string): string {
  return join(repositoryRoot, 'node_modules', name, script);
}
