import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { listPackages } from '../public-packages.js';
import { repositoryRoot, toolScript } from '../repository.js';
import { runNode } from '../run-command.js';
import { mapParallel } from './map-parallel.js';
import { fromCommands, type Step } from './step.js';

const EXAMPLES_LIMIT_SECONDS = 5;

const checkFolder = (folder: string) =>
  runNode(
    [toolScript('typescript7', 'bin/tsc'), '--noEmit', '--pretty', 'false', '-p', join(folder, 'tsconfig.json')],
    {
      output: 'capture',
    },
  );

/** TypeScript 7 over every package, over the tests of the guides, and over each example, which has to stay fast. */
export const typeCheckSteps: readonly Step[] = [
  {
    name: 'types: packages, docs',
    async run() {
      const folders = listPackages('packages').map(({ folder }) => folder);
      const docs = join(repositoryRoot, 'docs');
      if (existsSync(docs) && readdirSync(docs, { recursive: true }).some((name) => String(name).endsWith('.ts'))) {
        folders.push(docs);
      }
      return fromCommands(await mapParallel(folders, checkFolder));
    },
  },
  {
    name: 'types: examples',
    async run() {
      const started = performance.now();
      const results = [];
      for (const { folder } of listPackages('examples')) results.push(await checkFolder(folder));
      const seconds = (performance.now() - started) / 1000;
      const checked = fromCommands(results);
      const note = `${seconds.toFixed(2)} s, limit ${EXAMPLES_LIMIT_SECONDS} s`;
      if (seconds <= EXAMPLES_LIMIT_SECONDS) return { ...checked, note };
      return { ok: false, output: `${checked.output}\nThe examples took ${note}.`, note };
    },
  },
];
